package testkit

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// Sent is one message that a server took.
type Sent struct {
	At      crm.Instant
	Channel crm.Channel
	To      string
	Subject string // of an email
	Text    string // of an SMS, or the plain part of an email
	HTML    string
	Message crm.Message // as it was claimed
	civil   string
}

// String is the line that stories compare: "2026-11-26 09:00 email
// ion@client.example: Your offer"; an SMS shows its text.
func (s Sent) String() string {
	what := s.Subject
	if s.Channel == crm.ChannelSMS {
		what = s.Text
	}
	return fmt.Sprintf("%s %s %s: %s", s.civil, s.Channel, s.To, what)
}

// Sent are the messages that servers took, doubles included, by the moment of
// hand-over.
func (w *World) Sent() []Sent {
	w.T.Helper()
	var out []Sent
	for _, c := range []*fake.Channel{w.Email, w.SMS} {
		for _, r := range c.Records() {
			if r.Taken {
				out = append(out, w.sent(r))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Sent) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Message.ID, b.Message.ID))
	})
	return out
}

func (w *World) sent(r fake.Record) Sent {
	w.T.Helper()
	var raw struct {
		Text crm.Rendered `json:"text"`
	}
	w.OK(json.Unmarshal(r.Raw, &raw))
	s := Sent{
		Channel: r.Message.Channel, To: r.Message.To, Subject: raw.Text.Subject, Text: raw.Text.Text, HTML: raw.Text.HTML, Message: r.Message,
	}
	w.Read(func(v *store.View) error {
		m, err := v.Message(r.Message.ID)
		s.At, s.civil = m.HandedAt, w.Civil(m.HandedAt)
		return err
	})
	return s
}

// SentLines are the lines of Sent.
func (w *World) SentLines() []string {
	w.T.Helper()
	return lines(w.Sent())
}

func lines[S fmt.Stringer](list []S) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		out = append(out, s.String())
	}
	return out
}

// NoDoubles fails the test where a server took a message with the same key
// twice. Every World asks it at its end.
func (w *World) NoDoubles() {
	w.T.Helper()
	for _, c := range []*fake.Channel{w.Email, w.SMS} {
		seen := map[string]bool{}
		for _, m := range c.Taken() {
			if seen[m.Key] {
				w.T.Errorf("message %s to %s was taken twice", m.ID, m.To)
			}
			seen[m.Key] = true
		}
	}
}

// wellCounted fails the test where a number that is kept is not what counting
// anew gives. A store that was broken on purpose is not asked.
func (w *World) wellCounted() {
	w.T.Helper()
	audit, err := w.Store.Audit(context.Background(), w.Now())
	if err != nil {
		return
	}
	for _, f := range audit.Faults {
		if f.What == store.FaultReach || f.What == store.FaultMembers {
			w.T.Errorf("%s: %d", f.What, f.N)
		}
	}
}

// Messages are all messages in the order in which they were queued.
func (w *World) Messages() []store.MessageLine {
	w.T.Helper()
	var list []store.MessageLine
	w.Read(func(v *store.View) (err error) {
		list, err = v.MessageLines(store.MessageQuery{Limit: 100_000})
		return err
	})
	slices.Reverse(list)
	return list
}

// Tasks are all open tasks, and done ones behind them.
func (w *World) Tasks() []store.TaskLine {
	w.T.Helper()
	var all []store.TaskLine
	w.Read(func(v *store.View) error {
		for _, done := range []bool{false, true} {
			list, err := v.Tasks(0, done, 100_000)
			if err != nil {
				return err
			}
			all = append(all, list...)
		}
		return nil
	})
	return all
}

// History are the lines of a card's history, oldest first.
func (w *World) History(id crm.CardID) []store.HistoryLine {
	w.T.Helper()
	var list []store.HistoryLine
	w.Read(func(v *store.View) (err error) {
		list, err = v.History(id, 100_000)
		return err
	})
	slices.Reverse(list)
	return list
}

// HistoryKeys are the phrases of a card's history, oldest first.
func (w *World) HistoryKeys(id crm.CardID) []string {
	w.T.Helper()
	var keys []string
	for _, l := range w.History(id) {
		keys = append(keys, l.Say.Key)
	}
	return keys
}

// CardNow reads a card.
func (w *World) CardNow(id crm.CardID) crm.Card {
	w.T.Helper()
	var c crm.Card
	w.Read(func(v *store.View) (err error) {
		c, err = v.Card(id)
		return err
	})
	return c
}

// Enrolments are a card's enrolments in a sequence, first round first.
func (w *World) Enrolments(seq crm.SequenceID, card crm.CardID) []crm.Enrolment {
	w.T.Helper()
	var list []crm.Enrolment
	w.Read(func(v *store.View) (err error) {
		list, err = v.EnrolmentsOfCard(card)
		return err
	})
	list = slices.DeleteFunc(list, func(e crm.Enrolment) bool { return e.Sequence != seq })
	slices.Reverse(list)
	return list
}

// Enrolment is a card's last enrolment in a sequence; none fails the test.
func (w *World) Enrolment(seq crm.SequenceID, card crm.CardID) crm.Enrolment {
	w.T.Helper()
	list := w.Enrolments(seq, card)
	if len(list) == 0 {
		w.T.Fatalf("%s was never enrolled in %s", card, seq)
	}
	return list[len(list)-1]
}

// Runs are what happened to the steps of an enrolment, oldest first.
func (w *World) Runs(id crm.EnrolmentID) []crm.StepRun {
	w.T.Helper()
	var list []crm.StepRun
	w.Read(func(v *store.View) (err error) {
		list, err = v.StepRuns(id)
		return err
	})
	return list
}

// IsMember says whether a card is noted as matching a sequence's filter.
func (w *World) IsMember(seq crm.SequenceID, card crm.CardID) bool {
	w.T.Helper()
	var yes bool
	w.Read(func(v *store.View) (err error) {
		yes, err = v.IsMember(seq, card)
		return err
	})
	return yes
}

// Coming are the steps that a card will get, as the engine foresees them.
func (w *World) Coming(id crm.CardID) []engine.Coming {
	w.T.Helper()
	var list []engine.Coming
	w.Read(func(v *store.View) (err error) {
		list, err = w.Engine.Coming(v, id)
		return err
	})
	return list
}

// Seq reads a sequence.
func (w *World) Seq(id crm.SequenceID) crm.Sequence {
	w.T.Helper()
	var q crm.Sequence
	w.Read(func(v *store.View) (err error) {
		q, err = v.Sequence(id)
		return err
	})
	return q
}

// Catalogue reads the product with everything about it.
func (w *World) Catalogue() *crm.Catalogue {
	w.T.Helper()
	var cat *crm.Catalogue
	w.Read(func(v *store.View) (err error) {
		cat, err = v.Catalogue(w.Product)
		return err
	})
	return cat
}

// Status finds a status by its name.
func (w *World) Status(name string) crm.StatusID {
	w.T.Helper()
	for _, s := range w.Catalogue().Statuses {
		if s.Name == name {
			return s.ID
		}
	}
	w.T.Fatalf("there is no status %q", name)
	return 0
}

// Field finds a field by its name.
func (w *World) Field(name string) crm.Field {
	w.T.Helper()
	for _, f := range w.Catalogue().Fields {
		if f.Name == name {
			return f
		}
	}
	w.T.Fatalf("there is no field %q", name)
	return crm.Field{}
}

func (w *World) choice(f crm.Field, name string) crm.ChoiceID {
	w.T.Helper()
	for _, c := range f.Choices {
		if c.Name == name {
			return c.ID
		}
	}
	w.T.Fatalf("%s has no choice %q", f.Name, name)
	return 0
}
