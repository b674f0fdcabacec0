package filter_test

import (
	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/fold"
)

// around is what a card has around it, of which filters ask too.
type around struct {
	Client   *crm.Contact // its main contact
	Company  *crm.Contact // that it belongs to
	Tasks    []crm.Task
	Messages []letter
	Replies  []crm.Instant // of its client
	Runs     []crm.Enrolment
	Changes  map[crm.FieldID]change
	Maker    crm.UserID // who made it, by its history
	Form     crm.FormID // that made it; counts only for a card that a form made
}

// letter is what filters see of a message.
type letter struct {
	Template crm.TemplateID
	State    crm.MessageState
	Reason   crm.Reason
	User     crm.UserID // a colleague who got it; none: a client did
	HandedAt crm.Instant
	Settled  crm.Instant
	Hits     []crm.Hit
}

// change is when a field was changed and filled last, after the card was made.
type change struct{ Changed, Filled crm.Instant }

const aroundSchema = `
CREATE TABLE contact (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, company INTEGER, name_fold TEXT NOT NULL, name TEXT NOT NULL, tags TEXT NOT NULL) STRICT;
CREATE TABLE address (id INTEGER PRIMARY KEY, contact INTEGER NOT NULL, channel TEXT NOT NULL, typed TEXT NOT NULL, sms INTEGER NOT NULL, is_default INTEGER NOT NULL, consent TEXT NOT NULL, since INTEGER NOT NULL) STRICT;
CREATE TABLE task (id INTEGER PRIMARY KEY, card INTEGER NOT NULL, type TEXT NOT NULL, title TEXT NOT NULL, due TEXT, done INTEGER, created INTEGER NOT NULL) STRICT;
CREATE TABLE template (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE template_version (id INTEGER PRIMARY KEY, template INTEGER NOT NULL) STRICT;
CREATE TABLE message (id INTEGER PRIMARY KEY, card INTEGER NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, usr INTEGER, handed_at INTEGER, settled_at INTEGER) STRICT;
CREATE TABLE enrolment (id INTEGER PRIMARY KEY, card INTEGER NOT NULL, sequence INTEGER NOT NULL, state TEXT NOT NULL, entered INTEGER NOT NULL, ended INTEGER) STRICT;
CREATE TABLE field_change (card INTEGER NOT NULL, field INTEGER NOT NULL, changed INTEGER NOT NULL, filled INTEGER, PRIMARY KEY (card, field)) STRICT;
CREATE TABLE reply (id INTEGER PRIMARY KEY, card INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE form_card (card INTEGER PRIMARY KEY, form INTEGER NOT NULL) STRICT;
CREATE TABLE hit (id INTEGER PRIMARY KEY, message INTEGER NOT NULL, card INTEGER NOT NULL, kind TEXT NOT NULL, link INTEGER NOT NULL, machine INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE activity (id INTEGER PRIMARY KEY, card INTEGER NOT NULL, at INTEGER NOT NULL, key TEXT NOT NULL, usr INTEGER) STRICT;
INSERT INTO template VALUES (1, 'Offer'), (2, 'Reminder'), (3, 'Thanks');
INSERT INTO template_version VALUES (10, 1), (11, 1), (20, 2), (30, 3);`

const (
	offerMail, reminder, thanks = crm.TemplateID(1), crm.TemplateID(2), crm.TemplateID(3)
	followUp, winBack, welcome  = crm.SequenceID(1), crm.SequenceID(2), crm.SequenceID(3)
	confirm, prices             = crm.LinkID(1), crm.LinkID(2)
	contactForm, quoteForm      = crm.FormID(1), crm.FormID(2)
)

// fillAround replaces what is around the cards.
func (x table) fillAround(t failer, cards []crm.Card, of map[crm.CardID]around) {
	t.Helper()
	for _, name := range []string{"contact", "address", "task", "message", "enrolment", "field_change", "activity", "reply", "hit", "form_card"} {
		x.db.MustExec("DELETE FROM " + name)
	}
	for _, c := range cards {
		a := of[c.ID]
		x.putContact(a.Client, a.Company)
		if a.Client != nil {
			x.db.MustExec("UPDATE card SET contact = ? WHERE id = ?", a.Client.ID, c.ID)
		}
		for _, k := range a.Tasks {
			x.db.MustExec("INSERT INTO task (card, type, title, due, done, created) VALUES (?, ?, ?, nullif(?, ''), nullif(?, 0), ?)", c.ID, k.Type, k.Title, string(k.Due), int64(k.Done), int64(k.Created))
		}
		for _, m := range a.Messages {
			id, err := x.db.MustExec(`INSERT INTO message (card, version, state, reason, usr, handed_at, settled_at)
				VALUES (?, (SELECT max(id) FROM template_version WHERE template = ? AND (id <> 11 OR ? % 2)), ?, ?, ?, nullif(?, 0), nullif(?, 0))`,
				c.ID, m.Template, int64(m.Settled), string(m.State), string(m.Reason), m.User, int64(m.HandedAt), int64(m.Settled)).LastInsertId()
			if err != nil {
				t.Fatalf("%v", err)
			}
			for _, h := range m.Hits {
				x.db.MustExec("INSERT INTO hit (message, card, kind, link, machine, at) VALUES (?, ?, ?, ?, ?, ?)", id, c.ID, string(h.Kind), int64(h.Link), h.Machine, int64(h.At))
			}
		}
		for _, at := range a.Replies {
			x.db.MustExec("INSERT INTO reply (card, at) VALUES (?, ?)", c.ID, int64(at))
		}
		for _, r := range a.Runs {
			x.db.MustExec("INSERT INTO enrolment (card, sequence, state, entered, ended) VALUES (?, ?, ?, ?, nullif(?, 0))", c.ID, r.Sequence, string(r.State), int64(r.Entered), int64(r.Ended))
		}
		for f, ch := range a.Changes {
			x.db.MustExec("INSERT INTO field_change VALUES (?, ?, ?, nullif(?, 0))", c.ID, f, int64(ch.Changed), int64(ch.Filled))
		}
		if a.Form != 0 && c.CreatedBy == crm.OriginForm {
			x.db.MustExec("INSERT INTO form_card (card, form) VALUES (?, ?)", c.ID, a.Form)
		}
		if a.Maker != 0 {
			x.db.MustExec("INSERT INTO activity (card, at, key, usr) VALUES (?, ?, 'activity.created', ?), (?, ?, 'activity.name', 2)", c.ID, int64(c.Created), a.Maker, c.ID, int64(c.Created))
		}
	}
}

func (x table) putContact(list ...*crm.Contact) {
	for _, k := range list {
		if k == nil {
			continue
		}
		x.db.MustExec("INSERT OR IGNORE INTO contact VALUES (?, ?, ?, ?, ?, ?)", k.ID, string(k.Kind), k.Company, fold.Fold(k.Name), k.Name, k.Tags)
		for _, a := range k.Addresses {
			x.db.MustExec("INSERT INTO address (id, contact, channel, typed, sms, is_default, consent, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
				a.ID, k.ID, string(a.Channel), a.Typed, a.SMS, a.Default, string(a.Consent), int64(a.Since))
		}
	}
}

func drawAround(t *rapid.T, env filter.Env, card crm.Card) around {
	var a around
	at := func(label string) crm.Instant { return env.Now + drawOffset(t, 6, label) }
	if rapid.IntRange(0, 3).Draw(t, "client") > 0 {
		a.Client, a.Company = drawClient(t, crm.ContactID(int64(card.ID)*10))
	}
	for range rapid.IntRange(0, 2).Draw(t, "tasks") {
		k := crm.Task{Type: rapid.SampledFrom(crm.TaskTypes).Draw(t, "type"), Title: "x", Created: env.Now}
		if rapid.Bool().Draw(t, "dated") {
			k.Due = dayAt(env.Now, env.Zone).AddDays(rapid.IntRange(-3, 3).Draw(t, "due"))
		}
		if rapid.IntRange(0, 2).Draw(t, "done") == 0 {
			k.Done = at("done at")
		}
		a.Tasks = append(a.Tasks, k)
	}
	for range rapid.IntRange(0, 2).Draw(t, "messages") {
		a.Messages = append(a.Messages, drawLetter(t, at))
	}
	for range rapid.IntRange(0, 2).Draw(t, "replies") {
		a.Replies = append(a.Replies, at("replied"))
	}
	for range rapid.IntRange(0, 2).Draw(t, "runs") {
		r := crm.Enrolment{Sequence: rapid.SampledFrom([]crm.SequenceID{followUp, winBack, welcome}).Draw(t, "sequence"),
			State: rapid.SampledFrom(crm.EnrolmentStates).Draw(t, "run"), Entered: at("entered")}
		if !r.State.Live() {
			r.Ended = at("ended")
		}
		a.Runs = append(a.Runs, r)
	}
	a.Changes = map[crm.FieldID]change{}
	for _, f := range env.Cat.Fields {
		if rapid.IntRange(0, 2).Draw(t, "changed") > 0 {
			continue
		}
		ch := change{Changed: at("changed at")}
		if rapid.Bool().Draw(t, "filled") {
			ch.Filled = at("filled at")
		}
		a.Changes[f.ID] = ch
	}
	a.Maker = rapid.SampledFrom([]crm.UserID{0, ana, stefan}).Draw(t, "maker")
	a.Form = rapid.SampledFrom([]crm.FormID{0, contactForm, quoteForm}).Draw(t, "form")
	return a
}

func drawLetter(t *rapid.T, at func(string) crm.Instant) letter {
	m := letter{
		Template: rapid.SampledFrom([]crm.TemplateID{offerMail, reminder, thanks}).Draw(t, "template"),
		State:    rapid.SampledFrom(append([]crm.MessageState{crm.MessageSent, crm.MessageSent, crm.MessageFailed}, crm.MessageStates...)).Draw(t, "state"),
		User:     rapid.SampledFrom([]crm.UserID{0, 0, ana}).Draw(t, "to"),
		HandedAt: at("handed"), Settled: at("settled"),
	}
	for range rapid.IntRange(0, 2).Draw(t, "hits") {
		m.Hits = append(m.Hits, crm.Hit{
			Kind: rapid.SampledFrom([]crm.HitKind{crm.HitOpen, crm.HitVisit, crm.HitClick, crm.HitClick}).Draw(t, "hit"),
			Link: rapid.SampledFrom([]crm.LinkID{0, confirm, prices}).Draw(t, "link"), Machine: rapid.IntRange(0, 2).Draw(t, "machine") == 0, At: at("hit at"),
		})
	}
	if m.State == crm.MessageFailed {
		m.Reason = rapid.SampledFrom([]crm.Reason{crm.ReasonRecipientRefused, crm.ReasonMessageRefused}).Draw(t, "reason")
	}
	return m
}

func drawClient(t *rapid.T, id crm.ContactID) (client, company *crm.Contact) {
	tags := []crm.TagSet{"", crm.Tags(hot), crm.Tags(cold), crm.Tags(hot, cold)}
	one := func(id crm.ContactID, kind crm.ContactKind) *crm.Contact {
		return &crm.Contact{ID: id, Kind: kind, Name: rapid.SampledFrom(someTexts).Draw(t, "called"), Tags: rapid.SampledFrom(tags).Draw(t, "tagged")}
	}
	client = one(id, rapid.SampledFrom([]crm.ContactKind{crm.ContactPerson, crm.ContactCompany}).Draw(t, "kind"))
	if client.Kind == crm.ContactPerson && rapid.Bool().Draw(t, "employed") {
		company = one(id+1, crm.ContactCompany)
		client.Company = company.ID
	}
	for _, ch := range []crm.Channel{crm.ChannelEmail, crm.ChannelSMS} {
		marked := rapid.IntRange(0, 3).Draw(t, "default")
		for i := range rapid.IntRange(0, 2).Draw(t, "addresses") {
			client.Addresses = append(client.Addresses, crm.Address{
				ID: crm.AddressID(int64(id)*10 + int64(len(client.Addresses))), Channel: ch, Default: i == marked,
				SMS: ch == crm.ChannelSMS && rapid.Bool().Draw(t, "mobile"), Consent: rapid.SampledFrom(crm.ConsentStates).Draw(t, "consent"),
			})
		}
	}
	return client, company
}
