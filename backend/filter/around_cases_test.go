package filter_test

import (
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/words"
)

// Now is Thursday 26 November 2026, 10:12 in Bucharest, unless the case says so.
// The card was made at noon on the 20th.
var aroundCases = []struct {
	say       string
	condition crm.Condition
	near      around
	card      func(*crm.Card)
	now       string
	holds     bool
}{
	{say: "no client", condition: ask("contact", "is_not_set"), holds: true},
	{say: "a person is not a company", condition: ask("contact", "kind_is", "company"), near: person("Ana")},
	{say: "the client's name without marks", condition: ask("contact", "name_contains", "stefan"), near: person("Ștefan Őri"), holds: true},
	{say: "no client has no other name", condition: ask("contact", "name_not_contains", "x")},
	{say: "unless none is wanted too", condition: ask("contact", "name_not_contains_or_not_set", "x"), holds: true},
	{say: "a person's company", condition: ask("contact", "company_contains", "dobre"), near: employed("Ana", "Dobre SRL"), holds: true},
	{say: "not the person's own name", condition: ask("contact", "company_contains", "ana"), near: employed("Ana", "Dobre SRL")},
	{say: "a company's own name", condition: ask("contact", "company_contains", "dobre"), near: around{Client: &crm.Contact{ID: 1, Kind: crm.ContactCompany, Name: "Dobre SRL"}}, holds: true},
	{say: "the client's tags, not the card's", condition: ask("contact", "tagged_any", "tag_1"), near: person("Ana"), card: func(c *crm.Card) { c.Tags = crm.Tags(hot) }},
	{say: "tagged something else", condition: ask("contact", "tagged_none", "tag_1"), near: tagged(cold), holds: true},
	{say: "no tags are not none of them", condition: ask("contact", "tagged_none", "tag_1"), near: person("Ana")},
	{say: "unless unset ones are wanted", condition: ask("contact", "tagged_none_or_not_set", "tag_1"), near: person("Ana"), holds: true},
	{say: "no client has no address either", condition: ask("contact", "has_no_email"), holds: true},
	{say: "a landline is a phone", condition: ask("contact", "has_phone"), near: reach("Ana", crm.Address{Channel: crm.ChannelSMS}), holds: true},
	{say: "and gets no SMS", condition: ask("contact", "has_no_mobile"), near: reach("Ana", crm.Address{Channel: crm.ChannelSMS}), holds: true},

	{say: "the default address says what may be sent", condition: ask("consent", "email_is", "unsubscribed"), holds: true,
		near: reach("Ana", mail(crm.ConsentActive), defaultMail(crm.ConsentUnsubscribed))},
	{say: "not another one", condition: ask("consent", "email_is", "active"), near: reach("Ana", mail(crm.ConsentActive), defaultMail(crm.ConsentUnsubscribed))},
	{say: "without a default the first", condition: ask("consent", "email_is", "bounced", "active"), near: reach("Ana", mail(crm.ConsentActive), mail(crm.ConsentUnsubscribed)), holds: true},
	{say: "no address is not another consent", condition: ask("consent", "sms_is_not", "active"), near: reach("Ana", mail(crm.ConsentActive))},
	{say: "unless none is wanted too", condition: ask("consent", "sms_is_not_or_not_set", "active"), near: reach("Ana", mail(crm.ConsentActive)), holds: true},

	{say: "an open task", condition: ask("tasks", "has_open"), near: todo("call", "", false), holds: true},
	{say: "not of this type", condition: ask("tasks", "has_open", "meeting", "email"), near: todo("call", "", false)},
	{say: "none of this type is open", condition: ask("tasks", "has_no_open", "meeting"), near: todo("call", "", false), holds: true},
	{say: "due yesterday is overdue", condition: ask("tasks", "has_overdue"), near: todo("call", "2026-11-25", false), holds: true},
	{say: "from midnight on", condition: ask("tasks", "has_overdue"), near: todo("call", "2026-11-26", false), now: "2026-11-27 00:00", holds: true},
	{say: "not a minute before, whatever its hour", condition: ask("tasks", "has_overdue"), near: todo("call", "2026-11-26", false), now: "2026-11-26 23:59"},
	{say: "a done one is not overdue", condition: ask("tasks", "has_overdue"), near: todo("call", "2026-11-25", true)},
	{say: "one without a day neither", condition: ask("tasks", "has_overdue"), near: todo("call", "", false)},
	{say: "due today", condition: ask("tasks", "has_due_today", "call"), near: todo("call", "2026-11-26", false), holds: true},
	{say: "nobody has called", condition: ask("tasks", "has_no_closed", "call"), near: todo("call", "", false), holds: true},
	{say: "somebody has", condition: ask("tasks", "has_closed", "call"), near: todo("call", "", true), holds: true},
	{say: "no task at all", condition: ask("tasks", "has_none"), holds: true},
	{say: "a done one is one", condition: ask("tasks", "has_none"), near: todo("call", "", true)},

	{say: "a message to the client", condition: ask("messages", "sent"), near: wrote(offerMail, crm.MessageSent, "2026-11-25 10:00"), holds: true},
	{say: "one to a colleague is none", condition: ask("messages", "sent"), near: wroteTo(ana, offerMail)},
	{say: "unless it is named", condition: ask("messages", "sent", "tmpl_1"), near: wroteTo(ana, offerMail), holds: true},
	{say: "another template", condition: ask("messages", "sent", "tmpl_2", "tmpl_3"), near: wrote(offerMail, crm.MessageSent, "2026-11-25 10:00")},
	{say: "what waits was not sent", condition: ask("messages", "not_sent"), near: wrote(offerMail, crm.MessageHeld, ""), holds: true},
	{say: "what may have arrived was", condition: ask("messages", "sent"), near: wrote(offerMail, crm.MessageUncertain, "2026-11-25 10:00"), holds: true},
	{say: "what was refused was not", condition: ask("messages", "sent"), near: wrote(offerMail, crm.MessageFailed, "2026-11-25 10:00")},
	{say: "in the last 3 days until the fourth midnight", condition: ask("messages", "sent_in_last_days", "tmpl_1", "3"), near: wrote(offerMail, crm.MessageSent, "2026-11-23 00:00"), holds: true},
	{say: "and no more", condition: ask("messages", "sent_in_last_days", "tmpl_1", "3"), near: wrote(offerMail, crm.MessageSent, "2026-11-22 23:59")},
	{say: "then it was not sent in the last 3", condition: ask("messages", "not_sent_in_last_days", "3"), near: wrote(offerMail, crm.MessageSent, "2026-11-22 23:59"), holds: true},
	{say: "over the end of summer time", condition: ask("messages", "sent_in_last_days", "1"), near: wrote(offerMail, crm.MessageSent, "2026-10-24 00:00"), now: "2026-10-25 23:59", holds: true},
	{say: "the client wrote back", condition: ask("messages", "replied"), near: wroteBack("2026-11-20 10:00"), holds: true},
	{say: "nobody ever wrote back", condition: ask("messages", "not_replied"), near: wrote(offerMail, crm.MessageSent, "2026-11-25 10:00"), holds: true},
	{say: "wrote back in the last 3 days until the fourth midnight", condition: ask("messages", "replied_in_last_days", "3"), near: wroteBack("2026-11-23 00:00"), holds: true},
	{say: "and not longer", condition: ask("messages", "replied_in_last_days", "3"), near: wroteBack("2026-11-22 23:59")},
	{say: "then there is no answer in the last 3", condition: ask("messages", "not_replied_in_last_days", "3"), near: wroteBack("2026-11-22 23:59"), holds: true},
	{say: "opened in the last day until the second midnight", condition: ask("messages", "opened_in_last_days", "1"), near: hits(crm.Hit{Kind: crm.HitOpen, At: bucharest("2026-11-25 00:00")}), holds: true},
	{say: "and not longer", condition: ask("messages", "opened_in_last_days", "1"), near: hits(crm.Hit{Kind: crm.HitOpen, At: bucharest("2026-11-24 23:59")})},
	{say: "another template was", condition: ask("messages", "opened_in_last_days", "tmpl_2", "1"), near: hits(crm.Hit{Kind: crm.HitOpen, At: bucharest("2026-11-25 00:00")})},
	{say: "a program opened it", condition: ask("messages", "opened_in_last_days", "1"), near: hits(crm.Hit{Kind: crm.HitOpen, Machine: true, At: bucharest("2026-11-25 00:00")})},
	{say: "clicked this link", condition: ask("messages", "clicked", "link_1", "link_2"), near: hits(crm.Hit{Kind: crm.HitClick, Link: prices}), holds: true},
	{say: "another one", condition: ask("messages", "clicked", "link_1"), near: hits(crm.Hit{Kind: crm.HitClick, Link: prices})},
	{say: "looking at its page is no click", condition: ask("messages", "not_clicked", "link_1"), near: hits(crm.Hit{Kind: crm.HitVisit, Link: confirm}), holds: true},
	{say: "any link counts", condition: ask("messages", "clicked_in_last_days", "1"), near: hits(crm.Hit{Kind: crm.HitClick, At: bucharest("2026-11-25 00:00")}), holds: true},
	{say: "no such recipient", condition: ask("messages", "bounced_in_last_days", "1"), near: around{Messages: []letter{
		{Template: offerMail, State: crm.MessageFailed, Reason: crm.ReasonRecipientRefused, Settled: bucharest("2026-11-25 00:00")}}}, holds: true},
	{say: "a message that was refused for itself did not bounce", condition: ask("messages", "bounced_in_last_days", "1"), near: around{Messages: []letter{
		{Template: offerMail, State: crm.MessageFailed, Reason: crm.ReasonMessageRefused, Settled: bucharest("2026-11-25 00:00")}}}},

	{say: "one of two runs", condition: ask("sequences", "running", "seq_1", "seq_2"), near: ran(winBack, crm.EnrolmentHeld), holds: true},
	{say: "none of two runs", condition: ask("sequences", "not_running", "seq_1", "seq_2"), near: ran(winBack, crm.EnrolmentCompleted), holds: true},
	{say: "completed once, though it runs again", condition: ask("sequences", "completed", "seq_2"), near: ran(winBack, crm.EnrolmentCompleted, crm.EnrolmentWaiting), holds: true},
	{say: "stopped is not completed", condition: ask("sequences", "completed", "seq_2"), near: ran(winBack, crm.EnrolmentStopped)},
	{say: "but ended early", condition: ask("sequences", "exited", "seq_2"), near: ran(winBack, crm.EnrolmentStopped), holds: true},
	{say: "never ran", condition: ask("sequences", "never_ran", "seq_1"), near: ran(winBack, crm.EnrolmentStopped), holds: true},
	{say: "one of two ran", condition: ask("sequences", "never_ran", "seq_1", "seq_2"), near: ran(winBack, crm.EnrolmentStopped)},

	{say: "changed two days ago", condition: askField(city, "changed_in_last_days", "2"), card: with(city, "Iași"), near: was(city, "2026-11-24 00:00", ""), holds: true},
	{say: "not three", condition: askField(city, "changed_in_last_days", "2"), card: with(city, "Iași"), near: was(city, "2026-11-23 23:59", "")},
	{say: "what was cleared is not set", condition: askField(city, "changed_in_last_days", "2"), near: was(city, "2026-11-26 09:00", "")},
	{say: "what the card was made with was not changed", condition: askField(city, "changed_in_last_days", "30"), card: with(city, "Iași")},
	{say: "but filled when it was made", condition: askField(city, "filled_in_last_days", "6"), card: with(city, "Iași"), holds: true},
	{say: "six days ago", condition: askField(city, "filled_in_last_days", "5"), card: with(city, "Iași")},
	{say: "filled later", condition: askField(city, "filled_in_last_days", "1"), card: with(city, "Iași"), near: was(city, "2026-11-26 09:00", "2026-11-25 09:00"), holds: true},
	{say: "a change does not fill", condition: askField(city, "filled_in_last_days", "1"), card: with(city, "Iași"), near: was(city, "2026-11-26 09:00", "")},
	{say: "nothing was filled", condition: askField(contract, "filled_in_last_days", "30")},

	{say: "the form made it", condition: ask("created", "by_form", "form_2", "form_1"), near: around{Form: contactForm}, card: fromForm, holds: true},
	{say: "another form did", condition: ask("created", "by_form", "form_2"), near: around{Form: contactForm}, card: fromForm},
	{say: "a form that only changed it", condition: ask("created", "by_form", "form_1"), near: around{Maker: ana}},
	{say: "sent in by it yesterday", condition: ask("created", "by_form_in_last_days", "form_1", "1"), near: around{Form: contactForm}, card: fromFormAt("2026-11-25 00:00"), holds: true},
	{say: "sent in by it before yesterday", condition: ask("created", "by_form_in_last_days", "form_1", "1"), near: around{Form: contactForm}, card: fromFormAt("2026-11-24 23:59")},
	{say: "yesterday by another one", condition: ask("created", "by_form_in_last_days", "form_2", "1"), near: around{Form: contactForm}, card: fromFormAt("2026-11-25 00:00")},
	{say: "Ana made it", condition: ask("created", "by_user", "user_1"), near: around{Maker: ana}, holds: true},
	{say: "not Ștefan, who renamed it", condition: ask("created", "by_user", "user_2"), near: around{Maker: ana}},
	{say: "Ana's import made it, not Ana", condition: ask("created", "by_user", "user_1"), near: around{Maker: ana}, card: func(c *crm.Card) { c.CreatedBy = crm.OriginImport }},
}

func person(name string) around {
	return around{Client: &crm.Contact{ID: 1, Kind: crm.ContactPerson, Name: name}}
}

func employed(name, company string) around {
	a := person(name)
	a.Company = &crm.Contact{ID: 2, Kind: crm.ContactCompany, Name: company}
	a.Client.Company = 2
	return a
}

func tagged(tags ...crm.TagID) around {
	a := person("Ana")
	a.Client.Tags = crm.Tags(tags...)
	return a
}

func mail(consent crm.Consent) crm.Address {
	return crm.Address{Channel: crm.ChannelEmail, Typed: "ana@client.example", Consent: consent}
}

func defaultMail(consent crm.Consent) crm.Address {
	a := mail(consent)
	a.Default = true
	return a
}

func reach(name string, list ...crm.Address) around {
	a := person(name)
	for i, address := range list {
		address.ID = crm.AddressID(i + 1)
		a.Client.Addresses = append(a.Client.Addresses, address)
	}
	return a
}

func todo(kind string, due crm.Date, done bool) around {
	k := crm.Task{Type: kind, Title: kind, Due: due}
	if done {
		k.Done = bucharest("2026-11-25 12:00")
	}
	return around{Tasks: []crm.Task{k}}
}

func wrote(template crm.TemplateID, state crm.MessageState, at string) around {
	m := letter{Template: template, State: state}
	if at != "" {
		m.HandedAt, m.Settled = bucharest(at), bucharest(at)
	}
	return around{Messages: []letter{m}}
}

func wroteTo(user crm.UserID, template crm.TemplateID) around {
	a := wrote(template, crm.MessageSent, "2026-11-25 10:00")
	a.Messages[0].User = user
	return a
}

func ran(seq crm.SequenceID, states ...crm.EnrolmentState) (a around) {
	for _, s := range states {
		r := crm.Enrolment{Sequence: seq, State: s, Entered: bucharest("2026-11-20 10:00")}
		if !s.Live() {
			r.Ended = bucharest("2026-11-21 10:00")
		}
		a.Runs = append(a.Runs, r)
	}
	return a
}

func was(field crm.FieldID, changed, filled string) around {
	ch := change{Changed: bucharest(changed)}
	if filled != "" {
		ch.Filled = bucharest(filled)
	}
	return around{Changes: map[crm.FieldID]change{field: ch}}
}

func TestOperatorsOfWhatIsAroundACardMeanWhatTheySay(t *testing.T) {
	t.Parallel()
	x, loc := newTable(t), zone(t, "Europe/Bucharest")
	for _, c := range aroundCases {
		if c.now == "" {
			c.now = "2026-11-26 10:12"
		}
		env := filter.Env{Cat: catalogue(), Zone: loc, Now: moment(t, c.now, loc)}
		made := bucharest("2026-11-20 12:00")
		card := crm.Card{ID: 1, Name: "Ana Pop", Status: offerSent, StatusSince: made, Created: made, Modified: env.Now, CreatedBy: crm.OriginUser, Fields: crm.Values{}}
		if c.card != nil {
			c.card(&card)
		}
		x.fill(t, []crm.Card{card}, map[crm.CardID]around{1: c.near})
		if got := x.matches(t, all(c.condition), env)[1]; got != c.holds {
			t.Errorf("%s (%s %s %v): %v, want %v", c.say, c.condition.Subject, c.condition.Op, c.condition.Values, got, c.holds)
		}
		if got := (naive{env, card, c.near}).condition(c.condition); got != c.holds {
			t.Errorf("%s: the naive evaluator says %v", c.say, got)
		}
	}
}

func TestTheThingsAroundACardAreSaidInWords(t *testing.T) {
	t.Parallel()
	x, loc := newTable(t), zone(t, "Europe/Bucharest")
	env := filter.Env{Cat: catalogue(), Zone: loc, Now: bucharest("2026-11-26 10:12")}
	card := crm.Card{ID: 1, Name: "A", Status: open, StatusSince: env.Now, Created: bucharest("2026-11-20 09:00"), Modified: env.Now, CreatedBy: crm.OriginUser, Fields: crm.Values{city: "Iași"}}
	near := reach("Ana Ionescu", defaultMail(crm.ConsentUnsubscribed))
	near.Company, near.Client.Company, near.Client.Tags = &crm.Contact{ID: 2, Kind: crm.ContactCompany, Name: "Dobre SRL"}, 2, crm.Tags(hot)
	near.Tasks = append(todo("call", "2026-11-30", false).Tasks, todo("call", "", true).Tasks...)
	near.Messages = wrote(offerMail, crm.MessageSent, "2026-11-25 10:00").Messages
	near.Messages[0].Hits = []crm.Hit{{Kind: crm.HitOpen, At: bucharest("2026-11-25 11:00")}, {Kind: crm.HitClick, Link: confirm, At: bucharest("2026-11-25 11:30")}}
	near.Replies = wroteBack("2026-11-25 12:00").Replies
	near.Runs = append(ran(followUp, crm.EnrolmentLeft, crm.EnrolmentWaiting).Runs, ran(winBack, crm.EnrolmentCompleted).Runs...)
	near.Changes = was(city, "2026-11-24 08:00", "").Changes
	near.Maker = stefan
	bare := card
	bare.ID, bare.Fields = 2, crm.Values{}
	x.fill(t, []crm.Card{card, bare}, map[crm.CardID]around{1: near})
	for _, c := range []struct {
		condition        crm.Condition
		say, first, none string
	}{
		{ask("contact", "is_set"), "has a client", "the client is Ana Ionescu", "has no client"},
		{ask("contact", "kind_is", "company"), "the client is a company", "the client Ana Ionescu is a person", "has no client"},
		{ask("contact", "company_contains", "x"), "the name of the client's company contains “x”", "the client Ana Ionescu belongs to Dobre SRL", "has no client"},
		{ask("contact", "tagged_any", "tag_1"), "the client is tagged Hot", "the client Ana Ionescu is tagged Hot", "has no client"},
		{ask("contact", "has_no_mobile"), "the client has no number that can get SMS", "the client has 0 numbers that can get SMS", "has no client"},
		{ask("contact", "has_email"), "the client has an email address", "the client has 1 email address", "has no client"},
		{ask("consent", "email_is", "active", "unconfirmed"), "consent for email is active or unconfirmed", "ana@client.example is unsubscribed", "there is no email address to write to"},
		{ask("tasks", "has_open", "call"), "has an open task of type call", "open tasks: 1, the first due on 30 Nov 2026; done: 1", "has no such task"},
		{ask("tasks", "has_none"), "has no task at all", "open tasks: 1, the first due on 30 Nov 2026; done: 1", "has no such task"},
		{ask("messages", "sent", "tmpl_1"), "the message Offer was sent", "was sent last on 25 Nov 2026, 10:00", "was never sent"},
		{ask("messages", "not_sent_in_last_days", "1"), "no message was sent to the client today or yesterday", "was sent last on 25 Nov 2026, 10:00", "was never sent"},
		{ask("messages", "replied_in_last_days", "3"), "the client wrote back in the last 3 days", "the client wrote back last on 25 Nov 2026, 12:00", "the client never wrote back"},
		{ask("messages", "opened_in_last_days", "tmpl_1", "3"), "the client opened Offer in the last 3 days", "the client opened an email last on 25 Nov 2026, 11:00", "no email was seen to be opened"},
		{ask("messages", "clicked", "link_1"), "the client clicked the link Confirm", "the client clicked last on 25 Nov 2026, 11:30", "the client clicked no link"},
		{ask("messages", "not_clicked"), "the client clicked no link", "the client clicked last on 25 Nov 2026, 11:30", "the client clicked no link"},
		{ask("messages", "clicked_in_last_days", "1"), "the client clicked a link today or yesterday", "the client clicked last on 25 Nov 2026, 11:30", "the client clicked no link"},
		{ask("messages", "not_replied"), "the client never wrote back", "the client wrote back last on 25 Nov 2026, 12:00", "the client never wrote back"},
		{ask("sequences", "running", "seq_1", "seq_2", "seq_3"), "the automation Follow-up, Win back or Welcome runs",
			"Follow-up has run since 20 Nov 2026, 10:00; Win back was completed on 21 Nov 2026, 10:00; Welcome never ran", "Follow-up never ran; Win back never ran; Welcome never ran"},
		{askField(city, "changed_in_last_days", "5"), "City was changed in the last 5 days", "City was changed last on 24 Nov 2026, 08:00", "City is not set"},
		{askField(city, "filled_in_last_days", "1"), "City was filled today or yesterday", "City was filled on 20 Nov 2026, 09:00", "City is not set"},
		{ask("created", "by_form_in_last_days", "form_1", "form_2", "3"), "was created by the form Contact or Quote in the last 3 days", "was created on 20 Nov 2026, 09:00 by a user", "was created on 20 Nov 2026, 09:00 by a user"},
		{ask("created", "by_user", "user_1"), "was created by Ana Pop", "was created on 20 Nov 2026, 09:00 by Ștefan Őri", "was created on 20 Nov 2026, 09:00 by a user"},
	} {
		if got := words.Render("en", filter.Sentence(all(c.condition), env.Cat), loc); got != c.say {
			t.Errorf("said %q, want %q", got, c.say)
		}
		for id, want := range map[crm.CardID]string{1: c.first, 2: c.none} {
			why := x.explain(t, all(c.condition), env, id)
			if got := words.Render("en", why.Conditions[0].Seen, loc); got != want {
				t.Errorf("%s: saw %q, want %q", c.say, got, want)
			}
			for _, lang := range words.Languages() {
				if got := words.Render(lang, why.Conditions[0].Seen, loc); got == "" || strings.Contains(got, "filter.") || strings.Contains(got, "{{") {
					t.Errorf("%s in %s: %q", c.say, lang, got)
				}
			}
		}
	}
}

func TestReadsNamesWhatIsTouched(t *testing.T) {
	t.Parallel()
	tree := all(ask("consent", "email_is", "active"), ask("tasks", "has_open"), ask("messages", "sent"), ask("sequences", "running", "seq_1"), askField(city, "changed_in_last_days", "1"))
	if got, want := strings.Join(filter.Reads(tree), " "), "consent contact f1 messages sequences tasks"; got != want {
		t.Errorf("reads %s, want %s", got, want)
	}
}

func TestWhatIsNotThereIsRefusedByName(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]crm.Condition{
		"filter.problem.template_gone": ask("messages", "sent", "tmpl_9"),
		"filter.problem.form_gone":     ask("created", "by_form", "form_9"),
		"filter.problem.link_gone":     ask("messages", "clicked", "link_9"),
		"filter.problem.sequence_gone": ask("sequences", "running", "tmpl_1"),
		"filter.problem.consent":       ask("consent", "email_is", "ACTIVE"),
		"filter.problem.task_type":     ask("tasks", "has_open", "' OR 1=1 --"),
		"filter.problem.contact_kind":  ask("contact", "kind_is", ".*"),
		"filter.problem.text_empty":    ask("contact", "name_contains", " "),
		"filter.problem.days":          ask("messages", "sent_in_last_days", "tmpl_1", "0"),
	} {
		if bad := filter.Check(all(c), catalogue()); len(bad) != 1 || bad[0].Key != want {
			t.Errorf("%s %v: %s, want %s", c.Subject, c.Values, asJSON(bad), want)
		}
	}
	for _, c := range []crm.Condition{ask("sequences", "running"), ask("messages", "sent_in_last_days"), ask("consent", "sms_is")} {
		if bad := filter.Check(all(c), catalogue()); len(bad) != 1 || bad[0].Key != "filter.problem.value_missing" {
			t.Errorf("%s without values: %s", c.Subject, asJSON(bad))
		}
	}
}

// hits came of the offer.
func hits(list ...crm.Hit) around {
	near := wrote(offerMail, crm.MessageSent, "2026-11-20 10:00")
	near.Messages[0].Hits = list
	return near
}

func wroteBack(civil string) around { return around{Replies: []crm.Instant{bucharest(civil)}} }

func fromForm(c *crm.Card) { c.CreatedBy = crm.OriginForm }

func fromFormAt(civil string) func(*crm.Card) {
	return func(c *crm.Card) { c.CreatedBy, c.Created = crm.OriginForm, bucharest(civil) }
}
