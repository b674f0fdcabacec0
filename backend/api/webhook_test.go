package api_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func booksHook() api.SaveWebhookIn {
	return api.SaveWebhookIn{Name: "Books", URL: "https://books.example/hook", Events: []crm.WebhookEvent{crm.EventCardCreated}, Active: true}
}

// withWebhooks switches the feature on.
func withWebhooks(ws *crm.Workspace) { ws.Webhooks = true }

func TestAWebhookIsMadeChangedAndDeleted(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Workspace(withWebhooks))
	made := ask(d.api.SaveWebhook(booksHook())).ok(t)
	equal(t, "its secret is shown once", strings.HasPrefix(made.Secret, "whsec_"), true)
	in := booksHook()
	in.ID, in.Name = made.Webhook.ID, "The books"
	again := ask(d.api.SaveWebhook(in)).ok(t)
	equal(t, "and not again", again.Secret, "")
	in.Renew = true
	equal(t, "unless it is made anew", ask(d.api.SaveWebhook(in)).ok(t).Secret != "", true)
	list := ask(d.api.ListWebhooks()).ok(t)
	equal(t, "the list", list.On && len(list.Webhooks) == 1 && list.Webhooks[0].Webhook.Name == "The books" && len(list.Events) == len(crm.WebhookEvents), true)
	equal(t, "a member sees no address", ask(d.as(d.User("Barna Kiss")).ListWebhooks()).ok(t).Webhooks[0].Webhook.URL, "")

	q := d.Sequence(d.Filter(d.When("status", "is", testkit.OfferSent)), testkit.Step(crm.StepWebhook, "0d", 0, func(st *crm.Step) {
		st.Call = &crm.StepCall{Webhook: made.Webhook.ID}
	}))
	ask(d.api.DeleteWebhook(api.WebhookIn{ID: made.Webhook.ID})).refused(t, "conflict error.in_use")
	equal(t, "its uses", ask(d.api.ListWebhooks()).ok(t).Webhooks[0].Uses[0].ID, q.String())
	ask(d.api.DeleteSequence(api.SequenceIn{ID: q})).ok(t)
	ask(d.api.DeleteWebhook(api.WebhookIn{ID: made.Webhook.ID})).ok(t)
	equal(t, "none are left", len(ask(d.api.ListWebhooks()).ok(t).Webhooks), 0)
}

// WH01, WH05: what can be said of an address when it is saved.
func TestAnAddressThatMustNotBeToldIsRefusedWhenItIsSaved(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Workspace(withWebhooks))
	for address, want := range map[string]string{
		"":                               "url webhook.url_missing",
		"books.example":                  "url account.url_bad",
		"http://books.example/":          "url webhook.url_https",
		"file:///etc/passwd":             "url account.url_bad",
		"gopher://books.example/":        "url webhook.url_https",
		"https://ion:x@books.example/":   "url account.url_user",
		"https://127.0.0.1/":             "url webhook.url_private",
		"https://[::ffff:10.1.2.3]/":     "url webhook.url_private",
		"https://169.254.169.254/latest": "url webhook.url_private",
		"https://books.example/\r\nX: y": "url account.url_bad",
	} {
		in := booksHook()
		in.URL = address
		ask(d.api.SaveWebhook(in)).invalid(t, want)
	}
	in := booksHook()
	in.Events = append(in.Events, crm.EventCall)
	ask(d.api.SaveWebhook(in)).invalid(t, "events webhook.unknown_event")
	ask(d.api.SaveWebhook(booksHook())).ok(t)
	ask(d.api.SaveWebhook(booksHook())).invalid(t, "name error.name_taken")
	ask(d.api.SaveReachable(api.ReachableIn{Hosts: []string{"nas", "10.0.0.0/8", "", "nas", "a b"}})).invalid(t, "hosts webhook.host_bad")
	out := ask(d.api.SaveReachable(api.ReachableIn{Hosts: []string{" nas ", "10.0.0.0/8", "", "nas"}})).ok(t)
	equal(t, "what may be reached", strings.Join(out.Reachable, " "), "nas 10.0.0.0/8")
	in = booksHook()
	in.Name, in.URL = "Inside", "http://10.1.2.3/hook"
	ask(d.api.SaveWebhook(in)).ok(t)
	in.Name, in.URL = "Inside too", "http://nas/hook"
	ask(d.api.SaveWebhook(in)).ok(t)
}

func TestAnAddressIsTriedOnlyWhereItMayBeReached(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Workspace(withWebhooks))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if !strings.Contains(string(body), `"type":"test"`) || r.Header.Get("Webhook-Signature") == "" {
			w.WriteHeader(http.StatusBadRequest)
		}
		_, _ = io.WriteString(w, "welcome")
	}))
	t.Cleanup(server.Close)
	in := booksHook()
	in.URL = strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	ask(d.api.SaveReachable(api.ReachableIn{Hosts: []string{"localhost"}})).ok(t)
	try := ask(d.api.TestWebhook(in)).ok(t)
	equal(t, "allowed", try.OK && try.Code == 200 && try.Words == "200 OK welcome", true)
	ask(d.api.SaveReachable(api.ReachableIn{})).ok(t)
	in.URL = "https" + strings.TrimPrefix(in.URL, "http")
	try = ask(d.api.TestWebhook(in)).ok(t)
	equal(t, "not allowed", !try.OK && try.Code == 0 && strings.Contains(try.Words, "not allowed"), true)
	equal(t, "a try is no entry of the log", len(ask(d.api.ListWebhooks()).ok(t).Webhooks), 0)
}

func TestTheLogOfAWebhookIsReadAndSentAgain(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Workspace(withWebhooks))
	hook := ask(d.api.SaveWebhook(booksHook())).ok(t).Webhook.ID
	for range 3 {
		d.Card("Ion Popescu", testkit.OfferSent)
	}
	if _, err := d.Engine.TellWebhooks(t.Context()); err != nil {
		t.Fatal(err)
	}
	page := ask(d.api.ListCalls(api.CallsIn{Webhook: hook, Limit: 2})).ok(t)
	equal(t, "the newest two of three", len(page.Rows) == 2 && page.More && page.Rows[0].CardName == "Ion Popescu", true)
	rest := ask(d.api.ListCalls(api.CallsIn{Webhook: hook, Behind: page.Rows[1].Call.ID})).ok(t)
	equal(t, "and the last", len(rest.Rows) == 1 && !rest.More, true)
	one := page.Rows[0].Call
	equal(t, "its body", strings.Contains(ask(d.api.GetCall(api.CallIn{ID: one.ID})).ok(t).Call.Body, one.Key), true)
	equal(t, "nothing failed", ask(d.api.ResendCalls(api.ResendCallsIn{Webhook: hook})).ok(t).Count, 0)
	d.Write(func(tx *store.Tx) error {
		one.State, one.Due, one.Ended = crm.CallFailed, 0, tx.Now
		_, err := tx.MoveCall(one, crm.CallWaiting)
		return err
	})
	equal(t, "the one that failed", ask(d.api.ResendCalls(api.ResendCallsIn{Webhook: hook, IDs: []crm.WebhookCallID{one.ID}})).ok(t).Count, 1)
	in := booksHook()
	in.ID, in.Active = hook, false
	ask(d.api.SaveWebhook(in)).ok(t)
	ask(d.api.ResendCalls(api.ResendCallsIn{Webhook: hook})).refused(t, "conflict webhook.is_off")
}

func TestAWebhookThatTakesNothingIsSaidInTheStatusLine(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Workspace(withWebhooks))
	hook := ask(d.api.SaveWebhook(booksHook())).ok(t).Webhook.ID
	for _, tc := range []struct {
		stop, want string
		later      crm.Instant
	}{{"", "", 0}, {"", "webhook.notice_down", 25 * 3600 * 1000}, {crm.WebhookFailing, "webhook.notice_failing", 0}, {crm.WebhookGone, "webhook.notice_gone", 0}} {
		if tc.stop == crm.WebhookGone { // as if it had said so
			in := booksHook()
			in.ID = hook
			ask(d.api.SaveWebhook(in)).ok(t)
		}
		d.Write(func(tx *store.Tx) error { return tx.WebhookFailed(hook, tx.Now, tc.stop) })
		d.Clock.Set(d.Now() + tc.later)
		got := ""
		for _, n := range ask(d.api.GetStatus()).ok(t).Notices {
			said(t, n)
			got = n.Key
		}
		equal(t, "the notice", got, tc.want)
	}
}

func TestAWebhookStepIsCheckedAndWaitsForItsSwitch(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Workspace(withWebhooks))
	hook := ask(d.api.SaveWebhook(booksHook())).ok(t).Webhook.ID
	q := crm.Sequence{Product: d.Product, Name: "Tell", Filter: d.Filter(d.When("status", "is", testkit.OfferSent)), Steps: []crm.Step{
		testkit.Step(crm.StepWebhook, "0d", 0, func(st *crm.Step) {
			st.Call = &crm.StepCall{Webhook: hook, Text: "{{card.name}}"}
		}),
		testkit.Step(crm.StepWebhook, "0d", 0, func(st *crm.Step) { st.Call = &crm.StepCall{Text: ""} }),
		testkit.Step(crm.StepWebhook, "0d", 0, func(st *crm.Step) {
			st.Call = &crm.StepCall{Webhook: hook, Text: "{{card.nothing}}"}
		}),
	}}
	in := api.SaveSequenceIn{Product: q.Product, Name: q.Name, Filter: q.Filter, Steps: q.Steps}
	check := ask(d.api.CheckSequence(in)).ok(t)
	said(t, check.Steps[0].Say)
	equal(t, "it names the webhook", check.Steps[0].Say.Args["webhook"], any("Books"))
	equal(t, "one without a webhook", check.Steps[1].Missing[0].Key, "sequences.missing_webhook")
	equal(t, "an unknown field", len(check.Problems) == 1 && check.Problems[0].Path == "steps[2].call.text", true)

	in.Steps = q.Steps[:1]
	view := ask(d.api.SaveSequence(in)).ok(t)
	d.Activate(view.Sequence.ID, engine.ScopeNew)
	tools := func() (kinds string) {
		for _, e := range ask(d.api.Toolbox(api.ProductIn{Product: d.Product})).ok(t) {
			kinds += string(e.Kind) + " "
		}
		return kinds
	}
	equal(t, "in the toolbox", strings.Contains(tools(), "webhook"), true)
	ws := ask(d.api.GetWorkspace()).ok(t).Workspace
	off := api.SaveWorkspaceIn{
		Name: ws.Name, Country: ws.Country, Zone: ws.Zone, Language: ws.Language, MaxParts: ws.MaxParts, Internal: ws.Internal, Campaigns: ws.Campaigns, PDF: ws.PDF,
	}
	ask(d.api.SaveWorkspace(off)).invalid(t, "webhooks settings.feature_used")
	d.Deactivate(view.Sequence.ID)
	ask(d.api.SaveWorkspace(off)).ok(t)
	equal(t, "not any more", strings.Contains(tools(), "webhook"), false)
	check = ask(d.api.CheckSequence(in)).ok(t)
	equal(t, "and the step says which switch", check.Steps[0].Missing[0].Key, "sequences.feature_webhooks_off")
}

func TestCardsAreHandedRoundAndThatTravelsInAPack(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Workspace(withWebhooks))
	hook := ask(d.api.SaveWebhook(booksHook())).ok(t).Webhook.ID
	maria, barna := d.User("Maria Ionescu"), d.User("Barna Kiss")
	q := d.Sequence(d.Filter(d.When("status", "is", testkit.OfferSent)),
		testkit.Step(crm.StepChangeCard, "0d", 0, func(st *crm.Step) { st.Change = &crm.CardChange{InTurn: []crm.UserID{maria, barna}} }),
		testkit.Step(crm.StepWebhook, "0d", 0, func(st *crm.Step) { st.Call = &crm.StepCall{Webhook: hook, Values: true, Text: "Hello"} }))
	check := ask(d.api.GetSequence(api.SequenceIn{ID: q})).ok(t).Check
	said(t, check.Steps[0].Say)
	again := ask(d.api.ImportPack(api.PackIn{Product: d.Product, Content: ask(d.api.ExportSequence(api.SequenceIn{ID: q})).ok(t).Content})).ok(t)
	steps := d.Seq(again.Sequences[0].ID).Steps
	equal(t, "the colleagues travel", slices.Equal(steps[0].Change.InTurn, []crm.UserID{maria, barna}), true)
	equal(t, "and the call", *steps[1].Call, crm.StepCall{Webhook: hook, Values: true, Text: "Hello"})
	d.Activate(q, engine.ScopeNew)
	var owners []crm.UserID
	for range 3 {
		id := d.Card("Ion Popescu", testkit.OfferSent)
		d.Tick()
		owners = append(owners, d.CardNow(id).Owner)
	}
	equal(t, "one after the other", owners[0] == maria && owners[1] == barna && owners[2] == maria, true)
}
