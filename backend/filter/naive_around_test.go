package filter_test

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// client judges a condition on the card's main contact.
func (n naive) client(c crm.Condition, twin bool) bool {
	k := n.around.Client
	if k == nil {
		return twin || c.Op == "is_not_set" || strings.HasPrefix(c.Op, "has_no_")
	}
	addresses := func(ch crm.Channel, mobile bool) int {
		count := 0
		for _, a := range k.Addresses {
			if a.Channel == ch && (a.SMS || !mobile) {
				count++
			}
		}
		return count
	}
	names := func(who *crm.Contact) bool {
		return who != nil && slices.ContainsFunc(c.Values, func(v string) bool { return strings.Contains(fold.Fold(who.Name), fold.Fold(v)) })
	}
	switch c.Op {
	case "is_set":
		return true
	case "is_not_set":
		return false
	case "kind_is":
		return slices.Contains(c.Values, string(k.Kind))
	case "name_contains":
		return names(k)
	case "name_not_contains":
		return !names(k)
	case "company_contains":
		if k.Kind == crm.ContactCompany {
			return names(k)
		}
		return names(n.around.Company)
	case "tagged_any", "tagged_all", "tagged_none":
		var tags []string
		for _, id := range k.Tags.IDs() {
			tags = append(tags, id.String())
		}
		if len(tags) == 0 {
			return twin
		}
		c.Op = "has_" + strings.TrimPrefix(c.Op, "tagged_")
		return among(c, tags)
	case "has_email":
		return addresses(crm.ChannelEmail, false) > 0
	case "has_no_email":
		return addresses(crm.ChannelEmail, false) == 0
	case "has_phone":
		return addresses(crm.ChannelSMS, false) > 0
	case "has_no_phone":
		return addresses(crm.ChannelSMS, false) == 0
	case "has_mobile":
		return addresses(crm.ChannelSMS, true) > 0
	case "has_no_mobile":
		return addresses(crm.ChannelSMS, true) == 0
	}
	panic("unknown operator of a client: " + c.Op)
}

// consent judges a condition on the default address of a channel.
func (n naive) consent(c crm.Condition, twin bool) bool {
	channel, op, _ := strings.Cut(c.Op, "_")
	if n.around.Client == nil {
		return twin
	}
	a, ok := n.around.Client.DefaultAddress(crm.Channel(channel))
	if !ok {
		return twin
	}
	return slices.Contains(c.Values, string(a.Consent)) == (op == "is")
}

func (n naive) tasks(c crm.Condition) bool {
	today := dayAt(n.env.Now, n.env.Zone)
	some := func(test func(crm.Task) bool) bool {
		return slices.ContainsFunc(n.around.Tasks, func(k crm.Task) bool {
			return (len(c.Values) == 0 || slices.Contains(c.Values, k.Type)) && test(k)
		})
	}
	open := func(k crm.Task) bool { return k.Done == 0 }
	closed := func(k crm.Task) bool { return k.Done != 0 }
	switch c.Op {
	case "has_open":
		return some(open)
	case "has_no_open":
		return !some(open)
	case "has_overdue":
		return some(func(k crm.Task) bool { return open(k) && k.Due != "" && k.Due < today })
	case "has_due_today":
		return some(func(k crm.Task) bool { return open(k) && k.Due == today })
	case "has_closed":
		return some(closed)
	case "has_no_closed":
		return !some(closed)
	case "has_none":
		return !some(func(crm.Task) bool { return true })
	}
	panic("unknown operator of tasks: " + c.Op)
}

func (n naive) messages(c crm.Condition) bool {
	templates, within := c.Values, 0
	if strings.HasSuffix(c.Op, "_in_last_days") {
		last := len(c.Values) - 1
		templates, within = c.Values[:last], atoi(c.Values[last])
	}
	recent := func(at crm.Instant) bool { return within == 0 || n.daysSince(at) <= within }
	went := slices.ContainsFunc(n.around.Messages, func(m letter) bool {
		named := slices.Contains(templates, m.Template.String()) || len(templates) == 0 && m.User == 0
		return named && slices.Contains([]crm.MessageState{crm.MessageSent, crm.MessageDelivered, crm.MessageUncertain}, m.State) && recent(m.HandedAt)
	})
	hit := func(kind crm.HitKind) bool {
		return slices.ContainsFunc(n.around.Messages, func(m letter) bool {
			return slices.ContainsFunc(m.Hits, func(h crm.Hit) bool {
				named := len(templates) == 0 || slices.Contains(templates, m.Template.String()) && kind == crm.HitOpen || slices.Contains(templates, h.Link.String())
				return h.Kind == kind && !h.Machine && named && recent(h.At)
			})
		})
	}
	replied := slices.ContainsFunc(n.around.Replies, recent)
	switch c.Op {
	case "opened_in_last_days":
		return hit(crm.HitOpen)
	case "clicked", "clicked_in_last_days":
		return hit(crm.HitClick)
	case "not_clicked":
		return !hit(crm.HitClick)
	case "replied", "replied_in_last_days":
		return replied
	case "not_replied", "not_replied_in_last_days":
		return !replied
	case "sent", "sent_in_last_days":
		return went
	case "not_sent", "not_sent_in_last_days":
		return !went
	case "bounced_in_last_days":
		return slices.ContainsFunc(n.around.Messages, func(m letter) bool {
			return m.State == crm.MessageFailed && m.Reason == crm.ReasonRecipientRefused && m.User == 0 && recent(m.Settled)
		})
	}
	panic("unknown operator of messages: " + c.Op)
}

func (n naive) sequences(c crm.Condition) bool {
	some := func(states ...crm.EnrolmentState) bool {
		return slices.ContainsFunc(n.around.Runs, func(r crm.Enrolment) bool {
			return slices.Contains(c.Values, r.Sequence.String()) && slices.Contains(states, r.State)
		})
	}
	switch c.Op {
	case "running":
		return some(crm.EnrolmentWaiting, crm.EnrolmentSending, crm.EnrolmentHeld)
	case "not_running":
		return !some(crm.EnrolmentWaiting, crm.EnrolmentSending, crm.EnrolmentHeld)
	case "completed":
		return some(crm.EnrolmentCompleted)
	case "exited":
		return some(crm.EnrolmentLeft, crm.EnrolmentStopped)
	case "never_ran":
		return !some(crm.EnrolmentStates...)
	}
	panic("unknown operator of sequences: " + c.Op)
}

// history judges when a field, which is set, was changed or filled.
func (n naive) history(c crm.Condition) bool {
	ch := n.around.Changes[c.Field]
	at := ch.Changed
	if c.Op == "filled_in_last_days" {
		at = ch.Filled
		if at == 0 {
			at = n.card.Created
		}
	}
	return at != 0 && n.daysSince(at) <= atoi(c.Values[0])
}
