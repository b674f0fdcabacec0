package engine

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// Erasure says what erasing a person takes away.
type Erasure struct {
	Contact   crm.Contact
	Cards     []crm.CardID      // of the person: they go with everything on them
	Counts    store.EraseCounts // of what is on those cards, by table
	Elsewhere int               // messages on cards of others, of which only a number stays
	Uploads   int               // uploaded files that were not imported; they may hold anybody
	Files     int               // on cards that were the person's once
	Kept      []crm.Address     // that somebody else has too: they stay there
	Named     []store.Naming    // filters, texts and the like that name the person: they stay as they are
}

// PlanErase says what erasing a person would take away, and writes nothing.
// Errors: invalid for a company; conflict while a message is being sent.
func (e *Engine) PlanErase(v *store.View, id crm.ContactID) (p Erasure, err error) {
	c, err := v.Contact(id)
	if err != nil {
		return p, err
	}
	if p.Contact = *c; c.Kind != crm.ContactPerson {
		return p, crm.Fail(crm.CodeInvalid, "contacts.erase_company", "name", c.Name)
	}
	if p.Cards, err = v.CardIDsOf([]crm.ContactID{id}, true); err != nil {
		return p, err
	}
	way, err := v.OnTheWay(id, p.Cards)
	if err != nil {
		return p, err
	}
	if way > 0 {
		return p, crm.Fail(crm.CodeConflict, "contacts.erase_sending", "name", c.Name, "count", way)
	}
	if busy, err := v.Importing(); err != nil || busy {
		if err == nil {
			err = crm.Fail(crm.CodeConflict, "contacts.erase_importing")
		}
		return p, err
	}
	if p.Counts, err = v.CountErase(p.Cards); err != nil {
		return p, err
	}
	list, err := v.MessagesElsewhere(id)
	if err != nil {
		return p, err
	}
	p.Elsewhere = len(list)
	if p.Files, err = v.FilesElsewhere(id); err != nil {
		return p, err
	}
	if p.Uploads, err = v.CountUploads(); err != nil {
		return p, err
	}
	for _, a := range c.Addresses {
		n, err := v.OthersWith(id, a.Channel, a.Value)
		if err != nil {
			return p, err
		}
		if n > 0 {
			p.Kept = append(p.Kept, a)
		}
	}
	words, err := eraseWords(v, p)
	if err != nil {
		return p, err
	}
	p.Named, err = v.DefinitionsNaming(words)
	return p, err
}

// Erase takes everything about a person out of the workspace, for good: the
// rows, what others' texts say of them, files, the search, free pages. The
// addresses stay suppressed, as marks that nobody can read. It opens its own
// transactions; what is to be seen of the person is gone in the first one.
func (e *Engine) Erase(ctx context.Context, id crm.ContactID, cause crm.Cause) (p Erasure, err error) {
	var words []string
	var found []store.Mention
	look := func(v *store.View) error {
		found = nil
		if len(words) == 0 {
			return nil
		}
		found, err = v.Mentions(words)
		return err
	}
	err = e.store.Read(ctx, func(v *store.View) error {
		if p, err = e.PlanErase(v, id); err != nil {
			return err
		}
		if words, err = eraseWords(v, p); err != nil {
			return err
		}
		return look(v)
	})
	if err != nil {
		return p, err
	}
	err = e.store.Write(ctx, func(tx *store.Tx) error {
		if p, err = e.PlanErase(&tx.View, id); err != nil {
			return err
		}
		if err := e.eraseRows(tx, p, cause); err != nil {
			return err
		}
		return e.clearMentions(tx, found, words, cause)
	})
	if err != nil {
		return p, err
	}
	ctx = context.WithoutCancel(ctx) // half an erasure is none
	for range 3 {                    // what was written meanwhile
		if err := e.store.Read(ctx, look); err != nil {
			return p, err
		}
		if len(found) == 0 {
			break
		}
		if err := e.store.Write(ctx, func(tx *store.Tx) error { return e.clearMentions(tx, found, words, cause) }); err != nil {
			return p, err
		}
	}
	if _, err := e.store.RemoveUnusedContent(ctx); err != nil {
		return p, err
	}
	return p, e.store.Scour(ctx)
}

func (e *Engine) eraseRows(tx *store.Tx, p Erasure, cause crm.Cause) error {
	list, err := tx.MessagesElsewhere(p.Contact.ID)
	if err != nil {
		return err
	}
	for _, m := range list {
		if err := e.blank(tx, m, cause); err != nil {
			return err
		}
	}
	if err := tx.EraseRestAnswers(); err != nil {
		return err
	}
	if err := tx.EraseCards(p.Cards); err != nil {
		return err
	}
	if err := tx.EraseSubmissions(p.Contact.ID, ownEmails(p)); err != nil {
		return err
	}
	for _, a := range p.Contact.Addresses {
		if slices.ContainsFunc(p.Kept, func(k crm.Address) bool { return k.ID == a.ID }) {
			continue
		}
		if err := tx.Suppress(a.Channel, a.Value, crm.SuppressedErased); err != nil {
			return err
		}
		if err := tx.EraseConsents(a.Channel, a.Value); err != nil {
			return err
		}
	}
	if err := tx.NoteErased(&p.Contact); err != nil {
		return err
	}
	answered, err := tx.CardsWithReplyOf(p.Contact.ID)
	if err != nil {
		return err
	}
	for _, card := range answered {
		tx.Touch(card, silent(cause), "messages")
	}
	return tx.EraseContact(&p.Contact)
}

// silent is a cause by which cards leave, and are noted as members without being
// started: what filters see of them went, but nothing happened to them.
func silent(cause crm.Cause) crm.Cause {
	cause.Silent = true
	return cause
}

// ownEmails are the person's addresses that nobody else has.
func ownEmails(p Erasure) (list []string) {
	for _, a := range p.Contact.Addresses {
		if a.Channel == crm.ChannelEmail && !slices.ContainsFunc(p.Kept, func(k crm.Address) bool { return k.ID == a.ID }) {
			list = append(list, a.Value)
		}
	}
	return list
}

// blank withdraws a message to the person on a card of others, if it waits, and
// leaves of it only that it was.
func (e *Engine) blank(tx *store.Tx, m crm.Message, cause crm.Cause) error {
	if m.State == crm.MessageQueued || m.State == crm.MessageHeld {
		from := m.State
		m.Withdraw(crm.ReasonErased, tx.Now)
		moved, err := tx.MoveMessage(m, from)
		if err != nil {
			return err
		}
		if moved {
			if err := e.Settle(tx, m); err != nil {
				return err
			}
		}
	}
	tx.Touch(m.Card, silent(cause), "messages") // that it was opened and clicked goes too
	return tx.BlankMessage(m.ID)
}

// shortestWord is from how many characters on a text is looked for: less stands
// in too many others.
const shortestWord = 5

// eraseWords are the texts by which others' texts name the person: the
// addresses that nobody else has, and the whole name unless somebody else is
// called so; longer ones first.
func eraseWords(v *store.View, p Erasure) ([]string, error) {
	var list []string
	add := func(s string) {
		if utf8.RuneCountInString(s) < shortestWord {
			return
		}
		for _, form := range []string{s, strings.ToUpper(s), strings.ToLower(s)} {
			text, err := json.Marshal(form)
			if err == nil {
				list = append(list, form, string(text[1:len(text)-1]))
			}
		}
	}
	for _, a := range p.Contact.Addresses {
		if slices.ContainsFunc(p.Kept, func(k crm.Address) bool { return k.ID == a.ID }) {
			continue
		}
		add(a.Typed)
		add(a.Value)
		if a.Channel == crm.ChannelSMS {
			add(strings.Map(func(r rune) rune {
				if r < '0' || r > '9' {
					return -1
				}
				return r
			}, a.Typed))
		}
	}
	same, err := v.Namesakes(p.Contact.ID, fold.Fold(p.Contact.Name))
	if same == 0 && strings.Contains(p.Contact.Name, " ") {
		add(p.Contact.Name)
		add(fold.Fold(p.Contact.Name))
	}
	slices.SortFunc(list, func(a, b string) int {
		if n := len(b) - len(a); n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(list), err
}

func (e *Engine) clearMentions(tx *store.Tx, found []store.Mention, words []string, cause crm.Cause) error {
	for _, m := range found {
		clear := func() error { return tx.ClearMention(m, words) }
		if m.Table == "card" {
			clear = func() error { return e.clearCard(tx, crm.CardID(m.ID), words, cause) }
		}
		if err := clear(); err != nil {
			return err
		}
	}
	if len(words) == 0 {
		return nil
	}
	if err := tx.EraseRejects(words); err != nil {
		return err
	}
	return tx.ClearSentLog(words)
}

// clearCard takes the words out of a card of others: out of its name and texts;
// an email, phone or link that holds them is emptied.
func (e *Engine) clearCard(tx *store.Tx, id crm.CardID, words []string, cause crm.Cause) error {
	c, err := tx.Card(id)
	if err != nil {
		return gone(err)
	}
	was := c
	was.Fields = maps.Clone(c.Fields)
	cat, err := tx.Catalogue(c.Product)
	if err != nil {
		return err
	}
	c.Name = store.Clear(c.Name, words)
	for _, f := range cat.Fields {
		text, ok := c.Fields[f.ID].(string)
		if !ok {
			continue
		}
		cleared := store.Clear(text, words)
		switch {
		case cleared == text:
		case f.Type == crm.FieldText || f.Type == crm.FieldLongText:
			c.Fields[f.ID] = cleared
		default:
			delete(c.Fields, f.ID)
		}
	}
	for _, ch := range compare(cat, was, c) {
		tx.Touch(c.ID, silent(cause), ch.subject, "modified")
	}
	_, err = tx.UpdateCard(c)
	return err
}
