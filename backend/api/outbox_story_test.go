package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// crowded starts an automation that writes an email to each of n clients.
func (d *desk) crowded(n int) {
	d.Activate(d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello"))), "new")
	for i := range n {
		d.Card(fmt.Sprintf("Client %d", i), testkit.OfferSent)
	}
	d.Tick()
}

// told is a message's story in a line each: what happened, and the server's words.
func (d *desk) told(t *testing.T, id crm.MessageID) string {
	t.Helper()
	var out []string
	for _, l := range ask(d.api.GetMessage(api.MessageIn{ID: id})).ok(t).Story {
		said(t, l.Say)
		line := l.Kind + " " + strings.TrimPrefix(strings.TrimPrefix(l.Say.Key, "outbox.story."), "activity.")
		if l.Words != "" {
			line += " (" + l.Words + ")"
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func (d *desk) state(t *testing.T, state crm.MessageState) api.ListMessagesOut {
	t.Helper()
	return ask(d.api.ListMessages(api.ListMessagesIn{State: string(state)})).ok(t)
}

func TestAMessageTellsItsWholeStory(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Email.Otherwise(fake.Temporary)
	d.crowded(1)
	m := d.state(t, crm.MessageQueued).Rows[0].Message
	equal(t, "after one attempt", d.told(t, m.ID), "queued queued\nattempt attempt_temporary (451 4.3.0 later)\nnext next")
	equal(t, "tried now", ask(d.api.DecideMessages(api.DecideMessagesIn{IDs: []crm.MessageID{m.ID}, Decision: "now"})).ok(t).Changed, 1)
	d.Email.Otherwise(fake.Refused)
	d.Clock.Set(d.Clock.Now().Add(time.Minute))
	d.Tick()
	equal(t, "refused", d.told(t, m.ID), "queued queued\nattempt attempt_temporary (451 4.3.0 later)\nhistory decided_now\nattempt attempt_refused (554 5.6.0 no)")
	equal(t, "failed", ask(d.api.GetStatus()).ok(t).Failed, 1)

	d.Email.Otherwise(fake.Accepted)
	again := api.DecideMessagesIn{IDs: []crm.MessageID{m.ID}, Decision: "again"}
	equal(t, "sent again", ask(d.api.DecideMessages(again)).ok(t).Changed, 1)
	equal(t, "only once", ask(d.api.DecideMessages(again)).ok(t).Changed, 0)
	d.Tick()
	equal(t, "the failed one counts no more", ask(d.api.GetStatus()).ok(t).Failed, 0)
	sent := d.state(t, crm.MessageSent).Rows[0].Message
	equal(t, "the new one", d.told(t, sent.ID), "queued queued_again\nhistory message.sent_email")
	equal(t, "its account", ask(d.api.GetMessage(api.MessageIn{ID: sent.ID})).ok(t).Account, "Office")
	equal(t, "has a key of its own", sent.Key != m.Key, true)
	equal(t, "a sent one can't be tried now", ask(d.api.DecideMessages(api.DecideMessagesIn{IDs: []crm.MessageID{sent.ID}, Decision: "now"})).ok(t).Changed, 0)
}

func TestAllMessagesOfAViewAreDecidedAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Email.Otherwise(fake.Answer{Outcome: crm.Outcome{Kind: crm.Unclear, Code: 502, Words: "502 bad gateway"}, Taken: true})
	d.crowded(230)
	page := d.state(t, crm.MessageUncertain)
	equal(t, "in the view, on the page", fmt.Sprint(page.Total, len(page.Rows), page.Reasons), "230 50 [{bad_reply 230}]")
	equal(t, "of a reason", ask(d.api.ListMessages(api.ListMessagesIn{State: "uncertain", Reason: "retry"})).ok(t).Total, 0)
	view := api.MessageFilter{State: "uncertain", Reason: "bad_reply"}
	ask(d.api.DecideAllMessages(api.DecideAllIn{View: view, Decision: "arrived", Count: 229})).refused(t, "conflict outbox.more_now")
	ask(d.api.DecideAllMessages(api.DecideAllIn{Decision: "arrived", Count: 500})).refused(t, "invalid outbox.no_state")
	ask(d.api.DecideAllMessages(api.DecideAllIn{View: view, Decision: "guess"})).refused(t, "invalid error.bad_decision")
	job := ask(d.api.DecideAllMessages(api.DecideAllIn{View: view, Decision: "arrived", Count: 230})).ok(t)
	job = ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
	said(t, job.Result)
	equal(t, "decided", fmt.Sprint(job.State, job.Done, job.Result.Args["count"], d.counts(t)), "done230 230 map[sent:230]")
}

func TestAColleagueDecidesOnlyMessagesOfOwnCards(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Email.Otherwise(fake.LostAfter)
	d.crowded(3)
	member := api.NewSession(t.Context(), d.User("Barna"), d.svc)
	job := ask(member.DecideAllMessages(api.DecideAllIn{View: api.MessageFilter{State: "uncertain"}, Decision: "drop", Count: 3})).ok(t)
	job = ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
	equal(t, "decided", fmt.Sprint(job.State, job.Result.Args["count"], d.counts(t)), "done0 map[uncertain:3]")
}
