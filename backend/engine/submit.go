package engine

import (
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// TakeSubmission makes a card of what somebody sent in, or changes the one that is
// there, and keeps what became of it: accepted, waiting for the address to be
// confirmed, or refused. l holds the answers; what the form says of the card is
// put in here. One that was kept before (sub.ID) is decided now.
func (e *Engine) TakeSubmission(tx *store.Tx, f crm.Form, sub crm.Submission, l crm.Lead) (crm.Submission, error) {
	l.Product, l.Status, l.Duplicates, l.Origin = f.Product, f.Status, f.Duplicates, crm.OriginForm
	switch f.Owning {
	case crm.OwningFixed:
		l.Owner = activeOwner(&tx.View, f.Owners)
	case crm.OwningTurn:
		l.Turn, l.TurnKey = f.Owners, f.ID.String()
	}
	l.Say = crm.Say("activity.by_form", "form", f.Name)
	l.Consent = crm.ConsentActive
	if f.Consent.Confirm || f.Consent.Ask && !sub.Agreed {
		l.Consent = crm.ConsentUnconfirmed
	}
	if l.Consent == crm.ConsentActive {
		l.Agreed = Agreement(sub)
	}
	dropLinks(&l)
	taken, err := e.TakeLead(tx, l)
	if err != nil {
		return sub, err
	}
	sub.State, sub.Reason = crm.SubmissionAccepted, crm.SubmittedWell
	sub.Card, sub.Contact, sub.Made = taken.Card, taken.Contact, taken.Made
	if taken.Made {
		if err := tx.NoteFormCard(f.ID, taken.Card); err != nil {
			return sub, err
		}
		tx.Touch(taken.Card, crm.Cause{Kind: crm.CauseOutside}, "created")
	}
	ask, err := e.mustConfirm(tx, f, &sub)
	if err != nil {
		return sub, err
	}
	if sub, err = e.keepSubmission(tx, sub); err != nil || !ask {
		return sub, err
	}
	day, err := e.localDay(&tx.View)
	if err != nil {
		return sub, err
	}
	_, err = tx.QueueFormMail(store.FormMail{Submission: sub.ID, Form: f.ID, Email: sub.Email, Due: tx.Now}, day)
	return sub, err
}

// KeepApart keeps what somebody sent in without making anything of it: no card, no
// automation, no mail.
func (e *Engine) KeepApart(tx *store.Tx, sub crm.Submission) (crm.Submission, error) {
	return e.keepSubmission(tx, sub)
}

func (e *Engine) keepSubmission(tx *store.Tx, sub crm.Submission) (crm.Submission, error) {
	day, err := e.localDay(&tx.View)
	switch {
	case err != nil:
		return sub, err
	case sub.ID == 0:
		return tx.AddSubmission(sub, day)
	}
	return sub, tx.DecideSubmission(sub, day)
}

func (e *Engine) localDay(v *store.View) (crm.Date, error) {
	cal, err := e.Calendar(v)
	if err != nil {
		return "", err
	}
	return crm.DateOf(v.Clock().In(cal.Zone)), nil
}

// mustConfirm says whether a mail asks the client to confirm the address: where
// the form wants that, they agreed, and the address waits for it.
func (e *Engine) mustConfirm(tx *store.Tx, f crm.Form, sub *crm.Submission) (bool, error) {
	if !f.Consent.Confirm || f.Consent.Ask && !sub.Agreed || sub.Email == "" {
		return false, nil
	}
	is, err := tx.ConsentOf(sub.Contact, crm.ChannelEmail, sub.Email)
	if err != nil || is != crm.ConsentUnconfirmed {
		return false, err
	}
	sub.State = crm.SubmissionWaiting
	scope, err := tx.Suppressed(crm.ChannelEmail, sub.Email)
	if err != nil {
		return false, err
	}
	if scope == crm.ScopeAll {
		sub.Reason = crm.SubmittedSuppressed
		return false, nil
	}
	return true, nil
}

// Agreement is what somebody agreed to, as the history of the consent keeps it:
// the wording, and where it stood.
func Agreement(sub crm.Submission) string {
	parts := []string{}
	for _, part := range []string{sub.Wording, sub.Page} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n")
}

// ConfirmSubmission makes the consent active of the addresses that somebody sent
// in, because they followed the link of the mail that asked them. A no stays a
// no. Already is true where it was confirmed before.
func (e *Engine) ConfirmSubmission(tx *store.Tx, sub crm.Submission, addresses []crm.Address) (already bool, err error) {
	if sub.Confirmed != 0 {
		return true, nil
	}
	cause := crm.Cause{Kind: crm.CauseOutside}
	proof := Agreement(sub) + "\n" + sub.At.Time().Format(time.RFC3339)
	for _, a := range addresses {
		states, err := tx.ConsentsFor(a.Channel, a.Value)
		if err != nil {
			return false, err
		}
		if len(states) != 1 || states[0] != crm.ConsentUnconfirmed {
			continue
		}
		cards, err := tx.MoveConsent(crm.ConsentChange{Channel: a.Channel, Value: a.Value, To: crm.ConsentActive, How: string(crm.OriginForm), Note: strings.TrimSpace(proof)})
		if err != nil {
			return false, err
		}
		for _, card := range cards {
			tx.Touch(card, cause, "consent")
		}
	}
	if sub.Card != 0 {
		if err := tx.NoteCause(sub.Card, crm.ActivityCard, cause, crm.Say("activity.confirmed", "address", sub.Email)); err != nil {
			return false, err
		}
	}
	return false, tx.ConfirmSubmissions(sub)
}

func activeOwner(v *store.View, owners []crm.UserID) crm.UserID {
	for _, id := range owners {
		if u, err := v.User(id); err == nil && u.Active {
			return id
		}
	}
	return 0
}

// dropLinks takes names that hold a web address away: mails to the client would
// repeat them, to whomever they were sent. The text stays in the card's note.
func dropLinks(l *crm.Lead) {
	for _, name := range []*string{&l.Person.First, &l.Person.Last, &l.Person.Name, &l.Person.Company, &l.Name} {
		if *name != "" && Links(*name) > 0 {
			l.Note = strings.TrimSpace(l.Note + "\n" + *name)
			*name = ""
		}
	}
}

// Links counts the web addresses in a text, also those without a scheme.
func Links(text string) (n int) {
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" \t\r\n<>\"'()[]{},;|", r) }) {
		word = strings.TrimRight(word, ".:!?")
		if strings.Contains(word, "://") || strings.HasPrefix(word, "www.") || bareDomain(word) {
			n++
		}
	}
	return n
}

// bareDomain says whether a word is an address without a scheme: "example.com/x".
// A mail address isn't one, nor is what only has a point in it: "Ing.Pop", "10.5".
func bareDomain(word string) bool {
	host, _, path := strings.Cut(word, "/")
	labels := strings.Split(host, ".")
	if strings.Contains(word, "@") || len(labels) < 2 {
		return false
	}
	for _, l := range labels {
		if l == "" || strings.ContainsFunc(l, func(r rune) bool { return r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') }) {
			return false
		}
	}
	last := labels[len(labels)-1]
	if len(last) < 2 || strings.ContainsFunc(last, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return false
	}
	return path || knownEnds[last]
}

// knownEnds are ends of domains that are no words people join by a point.
var knownEnds = map[string]bool{
	"com": true, "net": true, "org": true, "info": true, "biz": true, "ru": true, "cn": true, "io": true, "xyz": true, "top": true, "site": true,
	"online": true, "shop": true, "club": true, "ro": true, "hu": true, "eu": true, "de": true, "app": true, "link": true, "click": true, "ly": true,
}
