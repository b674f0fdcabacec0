package engine_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// listening is a story with a webhook that wants to hear of everything.
func listening(t *testing.T, change ...func(*crm.Webhook)) (story, crm.WebhookID) {
	t.Helper()
	s := tell(t)
	w := crm.Webhook{Name: "Accounting", URL: "https://books.example/hook", Secret: "whsec_c2VjcmV0", Events: crm.WebhookEvents, Values: true, Active: true}
	for _, fn := range change {
		fn(&w)
	}
	s.SetWorkspace(func(ws *crm.Workspace) { ws.Webhooks = true })
	s.Write(func(tx *store.Tx) (err error) {
		w, err = tx.SaveWebhook(w)
		return err
	})
	return s, w.ID
}

// told are the calls of a webhook, oldest first, as their kinds, or what say
// makes of them.
func (s story) told(hook crm.WebhookID, say ...func(crm.WebhookCall) string) (out []string) {
	_, err := s.Engine.TellWebhooks(s.T.Context())
	s.OK(err)
	s.Read(func(v *store.View) error {
		list, err := v.Calls(hook, "", 0, 1000)
		slices.Reverse(list)
		for _, c := range list {
			line := string(c.Kind)
			for _, fn := range say {
				line += " " + fn(c)
			}
			out = append(out, line)
		}
		return err
	})
	return out
}

// at digs a value out of a call's body.
func dug(path ...string) func(crm.WebhookCall) string {
	return func(c crm.WebhookCall) string {
		var x any
		if err := json.Unmarshal([]byte(c.Body), &x); err != nil {
			return err.Error()
		}
		for _, key := range path {
			m, _ := x.(map[string]any)
			x = m[key]
		}
		text, err := json.Marshal(x)
		if err != nil {
			return err.Error()
		}
		return string(text)
	}
}

func TestAWebhookHearsWhatHappensOnce(t *testing.T) {
	t.Parallel()
	s, hook := listening(t)
	q := s.offers(s.task("0d"), s.change("1d", crm.CardChange{Status: s.Status(testkit.Lost)}))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	s.SetField(ion, "City", "Cluj")
	s.Advance("2d")
	s.Delete(ion)
	same(t, "told", s.told(hook, dug("data", "changed"), dug("data", "state")), []string{
		`card.created null null`, `sequence.entered null null`, `sequence.step null "done"`, `card.changed ["city"] null`,
		`sequence.step null "done"`, `sequence.ended null "completed"`, `card.changed ["status"] null`, `card.deleted null null`,
	})
	same(t, "and nothing twice", s.told(hook)[8:], nil)
}

func TestWhatIsToldNamesNobodyUnlessThatWasChosen(t *testing.T) {
	t.Parallel()
	for _, values := range []bool{false, true} {
		s, hook := listening(t, func(w *crm.Webhook) { w.Values = values })
		s.SetField(s.Card("Ion Popescu", testkit.OfferSent, testkit.Email("ion@client.example")), "City", "Cluj")
		for _, body := range s.told(hook, func(c crm.WebhookCall) string { return c.Body }) {
			for _, personal := range []string{"Ion Popescu", "ion@client.example", "Cluj"} {
				early := personal == "Cluj" && strings.Contains(body, "card.created")
				if strings.Contains(body, personal) != values && !early {
					t.Errorf("with values %v: %s", values, body)
				}
			}
			if !strings.Contains(body, testkit.OfferSent) {
				t.Errorf("the status is missing: %s", body)
			}
		}
	}
}

func TestAWebhookHearsOnlyWhatItWants(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		change func(*crm.Webhook)
		want   []string
	}{
		"one event":       {func(w *crm.Webhook) { w.Events = []crm.WebhookEvent{crm.EventCardDeleted} }, []string{"card.deleted"}},
		"none":            {func(w *crm.Webhook) { w.Events = nil }, nil},
		"it is off":       {func(w *crm.Webhook) { w.Active = false }, nil},
		"another product": {func(w *crm.Webhook) { w.Product = 99 }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			if name == "another product" {
				s.Write(func(tx *store.Tx) error {
					_, err := tx.SaveProduct(crm.Product{ID: 99, Name: "Other"})
					return err
				})
			}
			w := crm.Webhook{Name: "A", URL: "https://a.example", Secret: "whsec_c2VjcmV0", Events: crm.WebhookEvents, Active: true}
			tc.change(&w)
			s.SetWorkspace(func(ws *crm.Workspace) { ws.Webhooks = true })
			s.Write(func(tx *store.Tx) (err error) {
				w, err = tx.SaveWebhook(w)
				return err
			})
			s.Delete(s.Card("Ion Popescu", testkit.OfferSent))
			same(t, "told", s.told(w.ID), tc.want)
		})
	}
}

func TestWhereNobodyListensNothingIsNoted(t *testing.T) {
	t.Parallel()
	s, hook := listening(t)
	s.SetWorkspace(func(ws *crm.Workspace) { ws.Webhooks = false })
	s.Card("Ion Popescu", testkit.OfferSent)
	s.SetWorkspace(func(ws *crm.Workspace) { ws.Webhooks = true })
	same(t, "while the feature was off", s.told(hook), nil)
	s.Write(func(tx *store.Tx) error { return tx.DeleteWebhook(hook) })
	s.Card("Maria Ionescu", testkit.OfferSent)
	s.Read(func(v *store.View) error {
		some, err := v.AnyWebhookEvents()
		equal(t, "something is noted", some, false)
		tended, err2 := v.TendedWebhooks()
		equal(t, "and nothing left to tend", tended, true)
		s.OK(err2)
		return err
	})
}

// call is a webhook step.
func call(timing string, hook crm.WebhookID, text string) crm.Step {
	return testkit.Step(crm.StepWebhook, timing, 0, func(st *crm.Step) {
		st.Call = &crm.StepCall{Webhook: hook, Values: true, Text: text}
	})
}

func TestAStepTellsAnotherProgram(t *testing.T) {
	t.Parallel()
	s, hook := listening(t, func(w *crm.Webhook) { w.Events = nil })
	q := s.offers(call("1d", hook, "{{card.name}} waits"), s.task("0d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Advance("2d")
	same(t, "told", s.told(hook, dug("data", "text"), dug("data", "card", "name"), dug("data", "step", "position")), []string{`sequence.call "Ion Popescu waits" "Ion Popescu" 1`})
	equal(t, "the sequence went on", s.pending(q, ion), "completed")
	equal(t, "its history", slices.Contains(s.HistoryKeys(ion), "activity.webhook"), true)
}

func TestAStepThatCanTellNobodyIsHeldOrSkipped(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		change func(s story, hook crm.WebhookID)
		text   string
		want   string
		state  crm.CallState
	}{
		"the feature is off": {func(s story, _ crm.WebhookID) { s.SetWorkspace(func(ws *crm.Workspace) { ws.Webhooks = false }) }, "", "2026-11-23 10:00 skipped: webhooks_off", ""},
		"a value is missing": {func(story, crm.WebhookID) {}, "{{card.city}}", "held: missing_value", ""},
		"a field is unknown": {func(story, crm.WebhookID) {}, "{{card.nothing}}", "held: template_broken", ""},
		"test mode":          {func(s story, _ crm.WebhookID) { s.SetWorkspace(func(ws *crm.Workspace) { ws.TestMode = true }) }, "", "2026-11-23 10:00 done: test_mode", crm.CallHeld},
		"it is off": {func(s story, hook crm.WebhookID) {
			s.Write(func(tx *store.Tx) error {
				w, err := tx.Webhook(hook)
				if err != nil {
					return err
				}
				w.Active = false
				_, err = tx.SaveWebhook(w)
				return err
			})
		}, "", "held: webhook_off", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, hook := listening(t, func(w *crm.Webhook) { w.Events = nil })
			q := s.offers(call("0d", hook, tc.text))
			s.Activate(q, engine.ScopeNew)
			tc.change(s, hook)
			ion := s.Card("Ion Popescu", testkit.OfferSent)
			s.Tick()
			got := strings.Join(s.runs(q, ion), "")
			if got == "" {
				got = s.pending(q, ion)
			}
			equal(t, "the step", got, tc.want)
			s.Read(func(v *store.View) error {
				list, err := v.Calls(hook, tc.state, 0, 10)
				if want := map[bool]int{true: 1, false: 0}[tc.state != ""]; len(list) != want {
					t.Errorf("%d calls, want %d", len(list), want)
				}
				return err
			})
		})
	}
}

func TestAForecastTellsNobody(t *testing.T) {
	t.Parallel()
	s, hook := listening(t)
	q := s.offers(call("1d", hook, "{{card.name}}"), s.change("0d", crm.CardChange{Owner: s.Admin, ClearOwner: false}))
	for range 3 {
		s.Card("Ion Popescu", testkit.OfferSent)
	}
	before := len(s.told(hook))
	f, err := s.Engine.Forecast(s.T.Context(), engine.ForecastOptions{Sequence: q, Days: 5, Scope: engine.ScopeAll, User: s.Admin}, nil)
	s.OK(err)
	all, _ := f.Scope(engine.ScopeAll)
	equal(t, "foretold", all.Total.Webhook, 3)
	equal(t, "calls", len(s.told(hook)), before)
	s.Activate(q, engine.ScopeAll)
	s.Advance("5d")
	n := 0
	for _, kind := range s.told(hook) {
		if kind == "sequence.call" {
			n++
		}
	}
	equal(t, "what then happened", n, 3)
}

// Whatever writes, one by one or many at once, each thing is told once.
func TestBulkWaysTellWhatSingleWaysTell(t *testing.T) {
	t.Parallel()
	counts := func(together bool) map[string]int {
		s, hook := listening(t)
		q := s.offers(s.task("0d"), call("1d", hook, ""), s.change("0d", crm.CardChange{Status: s.Status(testkit.Won)}))
		s.Activate(q, engine.ScopeNew)
		if !together {
			engine.Apart(s.Engine)
		}
		var ids []crm.CardID
		sent := s.Status(testkit.OfferSent)
		s.Write(func(tx *store.Tx) error {
			drafts := make([]engine.Draft, 40)
			for i := range drafts {
				drafts[i] = engine.Draft{Product: s.Product, Name: "Ion", Status: sent, Owner: s.Admin, Fields: crm.Values{}, Origin: crm.OriginImport}
			}
			if together {
				first, err := s.Engine.AddCards(tx, drafts, crm.Cause{Kind: crm.CauseImport})
				for i := range drafts {
					ids = append(ids, first+crm.CardID(i))
				}
				return err
			}
			cards, err := s.Engine.SaveCards(tx, drafts, crm.Cause{Kind: crm.CauseImport})
			for _, c := range cards {
				ids = append(ids, c.ID)
			}
			return err
		})
		s.Advance("2d")
		s.Write(func(tx *store.Tx) error {
			if together {
				_, err := s.Engine.DeleteMany(tx, ids, false, s.By())
				return err
			}
			for _, id := range ids {
				if _, err := s.Engine.DeleteCard(tx, id, s.By()); err != nil {
					return err
				}
			}
			return nil
		})
		n := map[string]int{}
		for _, kind := range s.told(hook) {
			n[kind]++
		}
		return n
	}
	together, apart := counts(true), counts(false)
	for kind, want := range map[string]int{
		"card.created": 40, "card.changed": 40, "card.deleted": 40, "sequence.entered": 40, "sequence.step": 120, "sequence.ended": 40, "sequence.call": 40,
	} {
		if together[kind] != want || apart[kind] != want {
			t.Errorf("%s: %d together, %d one by one, want %d", kind, together[kind], apart[kind], want)
		}
	}
}

func TestWhatIsUndoneInItsTransactionIsNotTold(t *testing.T) {
	t.Parallel()
	s, hook := listening(t)
	sent := s.Status(testkit.OfferSent)
	s.Write(func(tx *store.Tx) error {
		_ = tx.Try(func() error {
			if _, err := s.Engine.SaveCards(tx, []engine.Draft{{Product: s.Product, Name: "Ion", Status: sent, Fields: crm.Values{}}}, s.By()); err != nil {
				return err
			}
			return crm.NotFound("card")
		})
		return nil
	})
	same(t, "told", s.told(hook), nil)
}

func TestOfAnErasedPersonTheLogKeepsNothing(t *testing.T) {
	t.Parallel()
	s, hook := listening(t)
	ion := s.Card("Ion Popescu", testkit.OfferSent, testkit.Email("ion@client.example"))
	other := s.Card("Maria Ionescu", testkit.OfferSent)
	s.SetField(other, "City", "ion@client.example writes")
	s.told(hook)
	_, err := s.Engine.Erase(s.T.Context(), s.CardNow(ion).Contact, s.By())
	s.OK(err)
	s.told(hook)
	s.Read(func(v *store.View) error {
		list, err := v.Calls(hook, "", 0, 100)
		gone := 0
		for _, c := range list {
			if strings.Contains(c.Body, "Ion Popescu") || strings.Contains(c.Body, "ion@client.example") {
				t.Errorf("still there: %s", c.Body)
			}
			if c.Kind == crm.EventCardDeleted && c.Card == ion {
				gone++
			}
		}
		equal(t, "but that the card is gone is told", gone, 1)
		return err
	})
}
