package api

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/intake"
	"stepwise/backend/store"
)

// Why a mail is left alone.
const (
	leftAuto     = "incoming.left_auto"
	leftBounce   = "incoming.left_bounce"
	leftOwn      = "incoming.left_own"
	leftAnswer   = "incoming.left_answer"
	leftNoMore   = "incoming.left_no_more"
	leftSender   = "incoming.left_sender"
	leftSubject  = "incoming.left_subject"
	leftSeen     = "incoming.left_seen"
	leftNobody   = "incoming.left_nobody"
	mailFailed   = "incoming.failed"
	leadNothing  = "incoming.nothing"
	mostReplaced = 200 // characters of a title
)

// leftAlone says why a mail doesn't become a card; "" where it does. What a
// program wrote counts only from a sender that the rules name: a website's form.
func leftAlone(v *store.View, b crm.LeadBox, l crm.Letter) (why string, err error) {
	named := slices.ContainsFunc(b.Rules.From, func(from string) bool {
		return from == l.From || strings.HasPrefix(from, "@") && strings.HasSuffix(l.From, from)
	})
	switch l.Kind {
	case crm.MailBounce, crm.MailArrived, crm.MailComplaint:
		return leftBounce, nil
	case crm.MailUnsubscribe:
		return leftNoMore, nil
	case crm.MailOther:
		return leftNobody, nil
	case crm.MailAuto:
		if !l.Generated || !named {
			return leftAuto, nil
		}
	case crm.MailReply:
	}
	if _, ours, err := v.MessageByKey(l.Own...); err != nil || ours {
		return leftOwn, err
	}
	if _, answer, err := v.MessageByKey(l.Keys...); err != nil || answer {
		return leftAnswer, err
	}
	if ours, err := v.Ours(l.From); err != nil || ours && !named {
		return leftOwn, err
	}
	if len(b.Rules.From) > 0 && !named {
		return leftSender, nil
	}
	subject := fold.Fold(l.Subject)
	if len(b.Rules.Subject) > 0 && !slices.ContainsFunc(b.Rules.Subject, func(s string) bool { return strings.Contains(subject, fold.Fold(s)) }) {
		return leftSubject, nil
	}
	if b.ID == 0 {
		return "", nil
	}
	seen, err := v.LeadSeen(b.ID, l.Hash)
	if seen {
		why = leftSeen
	}
	return why, err
}

// WantLetter says whether a mail becomes a card, by its beginning alone.
func (s *Service) WantLetter(ctx context.Context, b crm.LeadBox, l crm.Letter) (wanted bool, err error) {
	return wanted, s.deps.Store.Read(ctx, func(v *store.View) error {
		why, err := leftAlone(v, b, l)
		wanted = why == ""
		return err
	})
}

// TakeLetter makes a card of a mail, once, and notes how far the mailbox is read,
// together; without a letter it only notes that. done is false where the mailbox
// was changed, switched off or deleted meanwhile; taken says that the mail became
// a card. What can't be understood is kept in the card's note and said in the
// settings; a mail of which nothing can be made is said there too.
func (s *Service) TakeLetter(ctx context.Context, b crm.LeadBox, l *crm.Letter, was, now crm.MailMark) (done, taken bool, err error) {
	t := leadTaker{s: s, box: b}
	if l != nil {
		t.letter = *l
		release, err := t.keepFiles()
		defer release()
		if err != nil {
			return false, false, err
		}
	}
	err = s.publicWrite(ctx, func(tx *store.Tx) error {
		taken = false
		if done, err = tx.MarkLeadBox(b.ID, was, now); err != nil || !done || l == nil {
			return err
		}
		return t.once(tx, now, &taken)
	})
	return done, taken, err
}

// leadTaker makes a card of one mail.
type leadTaker struct {
	s      *Service
	box    crm.LeadBox
	letter crm.Letter
	files  []crm.File
	given  map[string]string
	found  []intake.Found
	bad    crm.Problems // of the last try
}

// keepFiles writes what is attached to the disk; release is called once the rows
// that name it are written or given up.
func (t *leadTaker) keepFiles() (release func(), err error) {
	var done []func()
	release = func() {
		for _, fn := range done {
			fn()
		}
	}
	if !t.box.Rules.Files {
		return release, nil
	}
	for _, f := range t.letter.Files {
		kept, free, err := t.s.deps.Store.KeepContent(bytes.NewReader(f.Content))
		if crm.CodeOf(err) == crm.CodeInvalid {
			continue // nothing in it
		}
		if err != nil {
			return release, err
		}
		done = append(done, free)
		file := crm.File{Name: fileName(f.Name), Size: kept.Size, Hash: kept.Hash}
		file.Mime = mimeOf(kept.Head, file.Name)
		t.files = append(t.files, file)
	}
	t.letter.Files = nil // on the disk now
	return release, nil
}

// once makes the card, or notes why it can't.
func (t *leadTaker) once(tx *store.Tx, mark crm.MailMark, taken *bool) error {
	row := crm.LeadMail{Box: t.box.ID, Mark: crm.MailMark{Validity: mark.Validity, UID: t.letter.UID}, Subject: t.letter.Subject, Sender: t.letter.From}
	first := true
	err := tx.Try(func() (err error) {
		if first, err = tx.SeeLead(t.box.ID, t.letter.Hash); err != nil || !first {
			return err
		}
		out, err := t.take(tx)
		row.Card, row.Problems = out.Card, t.bad
		row.State = crm.LeadMailChanged
		if out.Made {
			row.State = crm.LeadMailMade
		}
		return err
	})
	var ours *crm.Error
	switch {
	case crm.CodeOf(err) == crm.CodeUnavailable:
		return err
	case errors.As(err, &ours) && ours.Code != crm.CodeInternal:
		row.State, row.Card = crm.LeadMailFailed, 0
		row.Problems = append(t.bad, crm.Problem{Key: ours.Key, Args: ours.Args})
	case err != nil:
		t.s.deps.Log.Error("a mail can't become a card", slog.String("mailbox", t.box.ID.String()), slog.Int64("uid", int64(t.letter.UID)), slog.Any("error", err))
		row.State, row.Card, row.Problems = crm.LeadMailFailed, 0, []crm.Problem{{Key: mailFailed}}
	case !first:
		return nil
	}
	*taken = row.Card != 0
	return tx.NoteLeadMail(row)
}

// take makes or changes the card.
func (t *leadTaker) take(tx *store.Tx) (out crm.Taken, err error) {
	t.bad = slices.Clone(t.letter.Lost)
	if slices.ContainsFunc(t.bad, func(p crm.Problem) bool { return p.Path == "size" }) {
		return out, crm.Fail(crm.CodeInvalid, leadNothing)
	}
	cat, err := tx.Catalogue(t.box.Route.Product)
	if err != nil {
		return out, err
	}
	l, err := t.lead(&tx.View, cat)
	if err != nil {
		return out, err
	}
	if !says(l) {
		return out, crm.Fail(crm.CodeInvalid, leadNothing)
	}
	if p := l.Person; len(l.Addresses) == 0 && p.Name+p.First+p.Last+p.Company == "" {
		t.bad.Add("", "incoming.no_client")
	}
	if out, err = t.s.deps.Engine.TakeLead(tx, l); err != nil {
		return out, err
	}
	for _, f := range t.files {
		f.Card, f.Contact = out.Card, out.Contact
		if _, err := tx.AddFile(f); err != nil {
			return out, err
		}
	}
	return out, nil
}

// lead is what the mail says, without what can't be understood: that goes into
// the note, and is named in bad.
func (t *leadTaker) lead(v *store.View, cat *crm.Catalogue) (l crm.Lead, err error) {
	t.given, t.found = intake.Letter(t.letter, t.box.Rules, longKeys(cat))
	if title := t.box.Rules.Title; title == leadCard {
		t.given[title] = clipped(fold.Clean(t.given[title]), mostReplaced)
	}
	if err := t.withoutUs(v); err != nil {
		return l, err
	}
	fresh := func() crm.Lead {
		l := routed(cat, t.box.Route, t.box.ID.String())
		l.Origin, l.Say = crm.OriginMail, crm.Say("activity.lead_mail", "name", t.box.Name, "subject", t.letter.Subject)
		return l
	}
	var bad crm.Problems
	l = fresh()
	if err := readLead(v, &bad, cat, &l, t.given); err != nil || len(bad) == 0 {
		return l, err
	}
	t.bad = append(t.bad, bad...)
	labels := map[string]string{}
	for _, f := range t.found {
		labels[f.Key] = f.Label
	}
	rest := maps.Clone(t.given)
	kept := textsKept(rest, bad, labels)
	for _, p := range bad {
		delete(rest, p.Path)
	}
	rest[leadNote] = clipped(strings.TrimSpace(rest[leadNote]+"\n"+kept), crm.MaxCardNote)
	l = fresh()
	return l, readLead(v, &crm.Problems{}, cat, &l, rest)
}

// withoutUs takes an address of this business out of what the mail says of its
// client: a website's form writes from there.
func (t *leadTaker) withoutUs(v *store.View) error {
	email := t.given[leadEmail]
	if email == "" {
		return nil
	}
	ours, err := v.Ours(email)
	if err == nil && ours {
		delete(t.given, leadEmail)
		if t.given[leadName] == t.letter.Name {
			delete(t.given, leadName)
		}
	}
	return err
}

// clipped is a text of at most so many characters.
func clipped(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
