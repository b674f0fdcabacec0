package sample_test

import (
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/engine"
	"stepwise/backend/filter"
	"stepwise/backend/merge"
	"stepwise/backend/sms"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/timing"
)

func TestEveryFilterIsSoundAndFindsSomeCards(t *testing.T) {
	t.Parallel()
	for _, lang := range languages {
		w := demo(t, lang)
		w.Read(func(v *store.View) error {
			cat, err := v.Catalogue(w.Product)
			if err != nil {
				return err
			}
			filters, err := v.Filters(w.Product)
			if len(filters) != 6 {
				t.Errorf("%s: %d filters", lang, len(filters))
			}
			for _, f := range filters {
				if wrong := filter.Check(f.Tree, cat); len(wrong) > 0 {
					t.Errorf("%s: %s: %v", lang, f.Name, wrong)
					continue
				}
				q, err := filter.Compile(f.Tree, filter.Env{Cat: cat, Zone: w.Zone, Now: w.Now()})
				w.OK(err)
				n, err := v.CountMatching(store.ListQuery{Product: w.Product, Filter: &q})
				w.OK(err)
				if n < 4 || n > 120 {
					t.Errorf("%s: %s finds %d cards", lang, f.Name, n)
				}
			}
			return err
		})
	}
}

func TestEveryTemplateCanBeSavedAndSentToEveryClient(t *testing.T) {
	t.Parallel()
	for _, lang := range languages {
		w := demo(t, lang)
		cards, _ := cardsOf(w)
		w.Read(func(v *store.View) error {
			cat, err := v.Catalogue(w.Product)
			w.OK(err)
			templates, err := v.Templates(w.Product)
			kinds := map[crm.TemplateKind]int{}
			for _, p := range templates {
				kinds[p.Kind]++
				if wrong := document.CheckContent(p.Kind, p.Content, cat); len(wrong) > 0 {
					t.Errorf("%s: %s: %v", lang, p.Name, wrong)
				}
				for _, c := range cards {
					source, err := engine.Source(v, workspace(lang), cat, c)
					w.OK(err)
					source.Zone = w.Zone
					sendable(t, p, merge.Values([]string{p.Content.Subject, p.Content.Body}, source), lang+": "+p.Name+" to "+c.Name)
				}
			}
			if kinds[crm.TemplateEmail] < 5 || kinds[crm.TemplateSMS] < 2 || kinds[crm.TemplateTask] < 3 {
				t.Errorf("%s: %v", lang, kinds)
			}
			return err
		})
	}
}

// sendable fails the test where a template lacks a value, or where an SMS is
// not as its template shows it: the simplified one in one part, the other with
// its diacritics.
func sendable(t *testing.T, p crm.Template, values crm.MergeValues, what string) {
	t.Helper()
	if missing := document.Missing(p.Kind, p.Content, values); len(missing) > 0 {
		t.Errorf("%s: no value for %v", what, missing)
	}
	switch p.Kind {
	case crm.TemplateEmail:
		if mail, err := document.Email(p.Content, values, document.Options{}); err != nil || strings.Contains(mail.Text, "{{") {
			t.Errorf("%s: %v, %s", what, err, mail.Text)
		}
	case crm.TemplateTask:
		if _, _, err := document.Task(p.Content, values); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	case crm.TemplateSMS:
		text, err := document.SMS(p.Content, values)
		m := sms.Measure(text)
		if err != nil || p.Content.Simplify && (m.Encoding != sms.GSM7 || m.Parts != 1) || !p.Content.Simplify && (m.Encoding != sms.UCS2 || m.Parts > 3) {
			t.Errorf("%s: %v, %s in %d parts: %s", what, err, m.Encoding, m.Parts, text)
		}
	}
}

// session is the administrator at the operations.
func session(t *testing.T, w *testkit.World) *api.Session {
	t.Helper()
	return api.NewSession(t.Context(), w.Admin, api.NewService(api.Deps{
		Log: w.Log, Bus: &api.Bus{}, Store: w.Store, Engine: w.Engine, Outbox: w.Outbox, Kick: func() {},
		Say: func(_ string, p crm.Phrase) string { return p.Key }, MachineZone: "Europe/Bucharest",
	}))
}

func TestEverySequenceIsInactiveAndCanBeActivated(t *testing.T) {
	t.Parallel()
	for _, lang := range languages {
		w := demo(t, lang)
		s := session(t, w)
		rows, err := s.ListSequences(api.ProductIn{Product: w.Product})
		w.OK(err)
		if len(rows) != 3 {
			t.Errorf("%s: %d sequences", lang, len(rows))
		}
		for _, row := range rows {
			q := row.Sequence
			if q.State != crm.SequenceInactive || q.Description == "" || len(q.Steps) < 2 {
				t.Errorf("%s: %+v", lang, q)
			}
			for _, st := range q.Steps {
				if wrong := timing.Check(st.Timing, st.Kind.Channel()); len(wrong) > 0 {
					t.Errorf("%s: %s, step %d: %v", lang, q.Name, st.Position, wrong)
				}
			}
			out, err := s.PreviewActivation(api.SequenceIn{ID: q.ID})
			w.OK(err)
			if len(out.Problems) > 0 || out.Starts < 4 || !out.TestMode {
				t.Errorf("%s: %s: %+v", lang, q.Name, out)
			}
		}
	}
}

func TestTheOfferFollowUpRunsInTestModeAndNothingIsSent(t *testing.T) {
	t.Parallel()
	w := demo(t, "ro")
	var follow crm.Sequence
	w.Read(func(v *store.View) error {
		list, err := v.Sequences(w.Product)
		for _, q := range list {
			if len(q.Steps) == 3 {
				follow = q
			}
		}
		return err
	})
	w.Activate(follow.ID, engine.ScopeAll)
	w.Advance("16d")
	tasks, messages := 0, map[crm.Channel]int{}
	for _, k := range w.Tasks() {
		if k.Sequence == follow.ID {
			tasks++
		}
	}
	for _, m := range w.Messages() {
		messages[m.Channel]++
		if m.State != crm.MessageHeld || m.Reason != crm.ReasonTestMode {
			t.Errorf("%s to %s is %s: %s", m.Channel, m.To, m.State, m.Reason)
		}
	}
	if tasks != 72 || messages[crm.ChannelEmail] < 60 || messages[crm.ChannelSMS] < 50 || len(w.Sent()) > 0 {
		t.Errorf("%d tasks, %v messages held, %d sent", tasks, messages, len(w.Sent()))
	}
}

func TestTheRomanianTextsAreWrittenWithCommasBelow(t *testing.T) {
	t.Parallel()
	for _, lang := range languages {
		w := demo(t, lang)
		w.Read(func(v *store.View) error {
			templates, err := v.Templates(w.Product)
			for _, p := range templates {
				if strings.ContainsAny(p.Name+p.Content.Subject+p.Content.Body, "şţŞŢ") {
					t.Errorf("%s: %s has a cedilla", lang, p.Name)
				}
			}
			return err
		})
	}
}
