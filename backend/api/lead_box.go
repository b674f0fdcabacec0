package api

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/mailaddr"
	"stepwise/backend/store"
)

// LeadBoxIn names a mailbox whose mails become cards.
type LeadBoxIn struct {
	ID crm.LeadBoxID `json:"id" ts_type:"string"`
}

// LeadMailIn names a mail that counted.
type LeadMailIn struct {
	ID crm.LeadMailID `json:"id" ts_type:"string"`
}

// LeadBoxView is a mailbox as the settings show it.
type LeadBoxView struct {
	Box     crm.LeadBox `json:"box"`
	Product string      `json:"product"` // its name
	Failed  int         `json:"failed"`  // mails of which nothing could be made
}

// LeadMailView is a mail that counted, as the settings show it.
type LeadMailView struct {
	Mail     crm.LeadMail `json:"mail"`
	CardName string       `json:"cardName"`
}

// LeadBoxOut is a mailbox with what became of its mails, first of those of which
// nothing could be made.
type LeadBoxOut struct {
	Box   crm.LeadBox    `json:"box"`
	Mails []LeadMailView `json:"mails"`
}

// SaveLeadBoxIn creates (no id), changes or tries a mailbox whose mails become
// cards.
type SaveLeadBoxIn struct {
	ID       crm.LeadBoxID       `json:"id" ts_type:"string"`
	Name     string              `json:"name"`
	Active   bool                `json:"active"`
	Account  crm.AccountID       `json:"account" ts_type:"string"` // whose login it has; "": its own
	Settings crm.MailboxSettings `json:"settings"`
	Secret   *string             `json:"secret" ts_type:"string | null"` // null: keep the one that is there
	Route    crm.LeadRoute       `json:"route"`
	Rules    crm.LeadRules       `json:"rules"`
}

const mostLeadMails = 100

// ListLeadBoxes reads the mailboxes whose mails become cards, without their
// secrets (administrators).
func (s *Session) ListLeadBoxes() (out []LeadBoxView, err error) {
	return out, s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		list, err := v.LeadBoxes()
		if err != nil {
			return err
		}
		out = make([]LeadBoxView, 0, len(list))
		for _, b := range list {
			b.Secret = ""
			p, err := v.Product(b.Route.Product)
			if err != nil {
				return err
			}
			row := LeadBoxView{Box: b, Product: p.Name}
			if row.Failed, err = v.CountFailedLeads(b.ID); err != nil {
				return err
			}
			out = append(out, row)
		}
		return nil
	})
}

// GetLeadBox reads one mailbox with what became of its mails (administrators).
func (s *Session) GetLeadBox(in LeadBoxIn) (out LeadBoxOut, err error) {
	return out, s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		if out.Box, err = v.LeadBox(in.ID); err != nil {
			return err
		}
		out.Box.Secret = ""
		list, err := v.LeadMails(in.ID, mostLeadMails)
		if err != nil {
			return err
		}
		out.Mails = make([]LeadMailView, 0, len(list))
		for _, m := range list {
			row := LeadMailView{Mail: m}
			if row.CardName, err = nameOfCard(v, m.Card); err != nil {
				return err
			}
			out.Mails = append(out.Mails, row)
		}
		return nil
	})
}

// nameOfCard is the name of a card; "" for none.
func nameOfCard(v *store.View, id crm.CardID) (string, error) {
	if id == 0 {
		return "", nil
	}
	c, err := v.Card(id)
	if crm.CodeOf(err) == crm.CodeNotFound {
		return "", nil
	}
	return c.Name, err
}

// SaveLeadBox saves a mailbox whose mails become cards (administrators). One that
// is switched on is read from then on.
func (s *Session) SaveLeadBox(in SaveLeadBoxIn) (out crm.LeadBox, err error) {
	return out, s.change(func(tx *store.Tx) error {
		b, err := in.box(&tx.View)
		if err != nil {
			return err
		}
		out, err = tx.SaveLeadBox(b)
		out.Secret = ""
		return err
	})
}

// DeleteLeadBox lets a mailbox be (administrators); the cards that came from it
// stay.
func (s *Session) DeleteLeadBox(in LeadBoxIn) (out crm.LeadBox, err error) {
	return out, s.change(func(tx *store.Tx) error {
		if out, err = tx.LeadBox(in.ID); err != nil {
			return err
		}
		out.Secret = ""
		return tx.DeleteLeadBox(in.ID)
	})
}

// RetryLeadMail has a mail that failed read once more (administrators), with the
// rules as they are then.
func (s *Session) RetryLeadMail(in LeadMailIn) (out Changed, err error) {
	return out, s.change(func(tx *store.Tx) error {
		out = Changed{}
		m, err := tx.LeadMail(in.ID)
		if err != nil || m.State != crm.LeadMailFailed {
			return err
		}
		out.Changed = 1
		return tx.AskLeadMail(m)
	})
}

// DropLeadMail takes a mail off the list (administrators); it stays where it is.
func (s *Session) DropLeadMail(in LeadMailIn) (out Changed, err error) {
	return out, s.change(func(tx *store.Tx) error {
		m, err := tx.LeadMail(in.ID)
		if err != nil {
			return err
		}
		out.Changed = 1
		return tx.DropLeadMail(m)
	})
}

// box is what was asked for, checked, with the secret that goes with it.
func (in SaveLeadBoxIn) box(v *store.View) (b crm.LeadBox, err error) {
	b = crm.LeadBox{ID: in.ID, Name: in.Name, Active: in.Active, Account: in.Account, Settings: in.Settings, Route: in.Route, Rules: in.Rules}
	if in.ID != 0 {
		old, err := v.LeadBox(in.ID)
		if err != nil {
			return b, err
		}
		b.Secret = old.Secret
	}
	if in.Secret != nil {
		b.Secret = *in.Secret
	}
	bad, err := reachable(v, &b)
	if err != nil {
		return b, err
	}
	b.Name = name(&bad, "name", b.Name)
	list, err := v.LeadBoxes()
	if err != nil {
		return b, err
	}
	for _, o := range list {
		if o.ID != b.ID && strings.EqualFold(o.Name, b.Name) {
			bad.Add("name", "incoming.name_taken")
		}
	}
	cat, err := checkRoute(v, &bad, &b.Route)
	if err != nil {
		return b, err
	}
	checkLeadRules(cat, &bad, &b.Rules, b.Settings.Folder)
	return b, bad.Err()
}

// reachable says what is wrong with how the mailbox is reached, and gives it the
// login of its account where that is to be used.
func reachable(v *store.View, b *crm.LeadBox) (bad crm.Problems, err error) {
	set := &b.Settings
	set.Host, set.User, set.Folder = fold.Clean(set.Host), strings.TrimSpace(set.User), strings.TrimSpace(set.Folder)
	if set.Folder == "" {
		set.Folder = "INBOX"
	}
	bad = checkMailbox(set)
	m := b.Mailbox()
	if err := sameAccount(v, &m, &bad); err != nil {
		return bad, err
	}
	b.Settings, b.Secret, b.Via = m.Settings, m.Secret, m.Via
	if set.User == "" {
		bad.Add("settings.user", "mailbox.user_missing")
	}
	if b.Secret == "" {
		bad.Add("secret", "mailbox.password_missing")
	}
	return bad, nil
}

// checkLeadRules says what is wrong with the rules, and cleans them.
func checkLeadRules(cat *crm.Catalogue, bad *crm.Problems, r *crm.LeadRules, folder string) {
	r.From = cleaned(r.From, func(s string) string { return strings.ToLower(strings.Trim(fold.Clean(s), "*,; ")) })
	for i, from := range r.From {
		if !isSender(from) {
			bad.Add("rules.from["+strconv.Itoa(i)+"]", "incoming.sender_bad", "text", from)
		}
	}
	r.Subject = cleaned(r.Subject, fold.Clean)
	if len(r.From) > crm.MaxLeadSenders || len(r.Subject) > crm.MaxLeadSenders {
		bad.Add("rules.from", "incoming.too_many", "max", crm.MaxLeadSenders)
	}
	switch r.Client {
	case crm.ClientSender, crm.ClientReplyTo, crm.ClientText:
	default:
		bad.Add("rules.client", "incoming.client_bad")
	}
	sources := formSources(cat)
	if _, ok := sourceIn(sources, r.Title); r.Title != "" && !ok {
		bad.Add("rules.title", "lead.no_field", "name", r.Title)
	}
	checkLabels(bad, r, sources)
	if r.MoveTo = strings.TrimSpace(r.MoveTo); strings.ContainsAny(r.MoveTo, "\r\n\x00") || len(r.MoveTo) > 300 {
		bad.Add("rules.moveTo", "account.control_characters")
	}
	if r.MoveTo != "" && r.MoveTo == folder {
		bad.Add("rules.moveTo", "incoming.move_same")
	}
}

func checkLabels(bad *crm.Problems, r *crm.LeadRules, sources []FormSource) {
	if len(r.Labels) > crm.MaxLeadLabels {
		bad.Add("rules.labels", "incoming.too_many", "max", crm.MaxLeadLabels)
		return
	}
	seen := map[string]bool{}
	labels := make([]crm.LeadLabel, 0, len(r.Labels))
	for i, rule := range r.Labels {
		path := "rules.labels[" + strconv.Itoa(i) + "]"
		rule.Labels = cleaned(rule.Labels, func(s string) string { return strings.TrimSpace(strings.TrimRight(fold.Clean(s), ":")) })
		if _, ok := sourceIn(sources, rule.Key); rule.Key != "" && !ok {
			bad.Add(path+".key", "lead.no_field", "name", rule.Key)
		}
		if len(rule.Labels) == 0 {
			bad.Add(path+".labels", "incoming.label_missing")
		}
		for _, label := range rule.Labels {
			switch form := fold.Fold(label); {
			case utf8.RuneCountInString(label) > crm.MaxLeadLabel || strings.ContainsAny(label, "\r\n\t"):
				bad.Add(path+".labels", "fold.too_long", "have", utf8.RuneCountInString(label), "max", crm.MaxLeadLabel)
			case seen[form]:
				bad.Add(path+".labels", "incoming.label_twice", "label", label)
			default:
				seen[form] = true
			}
		}
		labels = append(labels, rule)
	}
	r.Labels = labels
}

// cleaned is a list without what is empty or there already; never nil.
func cleaned(list []string, clean func(string) string) []string {
	out := []string{}
	for _, s := range list {
		if s = clean(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// isSender says whether a text names senders: an address, or "@" with a domain.
func isSender(s string) bool {
	if strings.HasPrefix(s, "@") {
		s = "x" + s
	}
	_, why := mailaddr.Parse(s)
	return why == nil
}
