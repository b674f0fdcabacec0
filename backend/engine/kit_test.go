package engine_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/timing"
)

// story is a World with the words that the stories here are told in.
type story struct{ *testkit.World }

func tell(t testing.TB, options ...testkit.Option) story {
	t.Helper()
	return story{testkit.NewWorld(t, options...)}
}

// offers is a sequence over the cards in "Offer sent".
func (s story) offers(steps ...crm.Step) crm.SequenceID {
	s.T.Helper()
	return s.Sequence(s.Filter(s.When("status", "is", testkit.OfferSent)), steps...)
}

func (s story) email(timing string, change ...func(*crm.Step)) crm.Step {
	return testkit.EmailStep(timing, s.Template(crm.TemplateEmail, "Thank you", "Dear {{contact.first_name}}"), change...)
}

func (s story) sms(timing string, change ...func(*crm.Step)) crm.Step {
	return testkit.SMSStep(timing, s.Template(crm.TemplateSMS, "", "Any questions?"), change...)
}

func (s story) task(timing string, change ...func(*crm.Step)) crm.Step {
	return testkit.TaskStep(timing, s.Template(crm.TemplateTask, "Call {{card.name}}", ""), change...)
}

func (s story) toUser(timing string, change ...func(*crm.Step)) crm.Step {
	return testkit.UserStep(timing, s.Template(crm.TemplateEmail, "Look at {{card.name}}", "Please."), change...)
}

// step is one of the four kinds.
func (s story) step(kind crm.StepKind, timing string, change ...func(*crm.Step)) crm.Step {
	switch kind {
	case crm.StepSMSClient:
		return s.sms(timing, change...)
	case crm.StepTaskUser:
		return s.task(timing, change...)
	case crm.StepEmailUser:
		return s.toUser(timing, change...)
	}
	return s.email(timing, change...)
}

// taskTimes are the civil times at which the tasks came.
func (s story) taskTimes() []string {
	s.T.Helper()
	var out []string
	tasks := s.Tasks()
	slices.SortFunc(tasks, func(a, b store.TaskLine) int { return int(a.ID - b.ID) })
	for _, k := range tasks {
		out = append(out, s.Civil(k.Created))
	}
	return out
}

// sentTimes are the civil times of what servers took, with the channel.
func (s story) sentTimes() []string {
	s.T.Helper()
	var out []string
	for _, m := range s.Sent() {
		out = append(out, fmt.Sprintf("%s %s", s.Civil(m.At), m.Channel))
	}
	return out
}

// pending is the state of the last enrolment, and when its step is due.
func (s story) pending(q crm.SequenceID, card crm.CardID) string {
	s.T.Helper()
	e := s.Enrolment(q, card)
	switch {
	case e.State == crm.EnrolmentWaiting:
		return "waiting " + s.Civil(e.Due)
	case e.Reason != crm.ReasonNone:
		return string(e.State) + ": " + string(e.Reason)
	}
	return string(e.State)
}

// runs are the outcomes of the steps of the last enrolment.
func (s story) runs(q crm.SequenceID, card crm.CardID) []string {
	s.T.Helper()
	var out []string
	for _, r := range s.Runs(s.Enrolment(q, card).ID) {
		line := fmt.Sprintf("%s %s", s.Civil(r.At), r.Outcome)
		if r.Reason != crm.ReasonNone {
			line += ": " + string(r.Reason)
		}
		out = append(out, line)
	}
	return out
}

// outbox are the states of all messages, with their reasons.
func (s story) outbox() []string {
	s.T.Helper()
	var out []string
	for _, m := range s.Messages() {
		line := string(m.State)
		if m.Reason != crm.ReasonNone {
			line += ": " + string(m.Reason)
		}
		out = append(out, line)
	}
	return out
}

// What servers do in these stories.
var (
	taken       = fake.Accepted
	unreachable = fake.Unreached
)

func same[E comparable](t testing.TB, what string, got, want []E) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %v\nwant %v", what, got, want)
	}
}

func equal[E comparable](t testing.TB, what string, got, want E) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// noSMSAtNight holds for every story.
func (s story) noSMSAtNight() {
	s.T.Helper()
	for _, m := range s.Sent() {
		if m.Channel == crm.ChannelSMS && timing.Quiet(m.At, s.Zone) {
			s.T.Errorf("an SMS went at %s", s.Civil(m.At))
		}
	}
}

// afterCommit is the recording channel with something that happens while the
// message is on its way: "sending" is written, the answer has not come.
type afterCommit struct {
	*fake.Channel
	meanwhile func(crm.Message)
}

func (c afterCommit) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	return c.Channel.Send(ctx, a, m, raw, func() error {
		err := commit()
		if err == nil {
			c.meanwhile(m)
		}
		return err
	})
}

// meanwhile lets something happen while an email is on its way.
func (s story) meanwhile(fn func(crm.Message)) {
	s.Outbox.Channels[crm.ChannelEmail] = outbox.Channel(afterCommit{s.Email, fn})
}

func (s story) stop(id crm.EnrolmentID) {
	s.T.Helper()
	s.Write(func(tx *store.Tx) error { return s.Engine.StopByHand(tx, id, s.By()) })
}

func (s story) skip(id crm.EnrolmentID) error {
	return s.Store.Write(context.Background(), func(tx *store.Tx) error { return s.Engine.SkipByHand(tx, id) })
}

func (s story) start(q crm.SequenceID, card crm.CardID, anyway bool) error {
	return s.Store.Write(context.Background(), func(tx *store.Tx) error {
		return s.Engine.StartByHand(tx, q, card, anyway, s.By())
	})
}

func (s story) sendHeld(id crm.EnrolmentID) {
	s.T.Helper()
	s.Write(func(tx *store.Tx) error {
		done, err := s.Engine.SendHeld(tx, id)
		if err == nil && !done {
			s.T.Errorf("%s is not held", id)
		}
		return err
	})
}
