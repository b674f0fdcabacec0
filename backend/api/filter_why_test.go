package api_test

import (
	"strings"
	"testing"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
	"stepwise/backend/words"
)

func english(t *testing.T, p crm.Phrase) string {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Bucharest")
	if err != nil {
		t.Fatal(err)
	}
	return words.Render("en", p, loc)
}

func holds(t *testing.T, what, got string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(got, part) {
			t.Errorf("%s: %q lacks %q", what, got, part)
		}
	}
}

func TestWhySaysInOneSentenceWhyACardDoesNotMatchAndWhatWouldTurnIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	f := d.Filter(d.When("status", "is", testkit.OfferSent), d.When("Offer total", "gt", "1000"))
	ion := d.Card("Ion", testkit.Contacted)
	d.SetField(ion, "Offer total", 1500.0)
	out := ask(d.api.ExplainFilter(api.ExplainIn{Filter: f, Card: ion})).ok(t)
	holds(t, "answer", english(t, out.Answer), "Ion", "does not match", "status is Offer sent")
	holds(t, "turn", english(t, out.Turn), "status becomes Offer sent")
	equal(t, "conditions", len(out.Why.Conditions), 2)
	equal(t, "first", out.Why.Conditions[0].Holds, false)
	equal(t, "second", out.Why.Conditions[1].Holds, true)
}

func TestATreeIsExplainedBeforeItIsSaved(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion", testkit.OfferSent)
	tree := crm.Group{Conditions: []crm.Condition{d.When("status", "is", testkit.OfferSent), {Subject: "created", Op: "today", Values: []string{}}}}
	out := ask(d.api.ExplainTree(api.ExplainTreeIn{Card: ion, Tree: tree})).ok(t)
	equal(t, "matches", out.Why.Matches, true)
	equal(t, "ends by itself", out.Why.Flips > 0, true)
	holds(t, "answer", english(t, out.Answer), "Ion matches", "this filter")
	holds(t, "turn", english(t, out.Turn), "Leaves by itself on", "was created today")
}

// FI08: what a filter names may be gone all the same, after a restore.
func TestABrokenFilterIsExplainedWithWhatToDo(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion", testkit.OfferSent)
	for say, c := range map[string]crm.Condition{
		"a field that is gone":    {Subject: "field", Field: 9999, Op: "is_set", Values: []string{}},
		"a status that is gone":   {Subject: "status", Op: "is", Values: []string{crm.StatusID(9999).String()}},
		"a user who is gone":      {Subject: "owner", Op: "is", Values: []string{crm.UserID(9999).String()}},
		"a tag that is gone":      {Subject: "tags", Op: "has_any", Values: []string{crm.TagID(9999).String()}},
		"a field of another type": {Subject: "field", Field: d.Field("City").ID, Op: "gt", Values: []string{"5"}},
	} {
		tree := crm.Group{Conditions: []crm.Condition{d.When("status", "is", testkit.OfferSent), c}}
		out := ask(d.api.ExplainTree(api.ExplainTreeIn{Card: ion, Tree: tree})).ok(t)
		equal(t, say+": matches", out.Why.Matches, false)
		equal(t, say+": problems", len(out.Why.Problems), 1)
		equal(t, say+": the sound one is still said", out.Why.Conditions[0].Holds, true)
		equal(t, say+": at its condition", len(out.Why.Conditions[1].Problems), 1)
		said(t, out.Why.Conditions[1].Problems[0])
		said(t, out.Why.Conditions[1].Hint)
		holds(t, say, english(t, out.Answer), "is broken")
		holds(t, say, english(t, out.Turn), "Mend the marked conditions")
	}
}

func TestACardOfAnotherProductIsNotExplained(t *testing.T) {
	t.Parallel()
	d := open(t)
	f := d.offers()
	ask(d.api.ExplainTree(api.ExplainTreeIn{Card: 77})).refused(t, "not_found error.not_found.card")
	ask(d.api.ExplainFilter(api.ExplainIn{Filter: f, Card: 77})).refused(t, "not_found error.not_found.card")
}

func TestThePreviewAdvises(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, name := range []string{"Ion", "Maria"} {
		d.Card(name, testkit.Contacted)
	}
	preview := func(conditions ...crm.Condition) (keys []string) {
		out := ask(d.api.PreviewFilter(api.PreviewFilterIn{Product: d.Product, Tree: crm.Group{Conditions: conditions}})).ok(t)
		for _, a := range out.Advice {
			said(t, a.Say)
			keys = append(keys, strings.TrimPrefix(a.Say.Key, "filter.advice."))
		}
		return keys
	}
	sent, contacted := d.When("status", "is", testkit.OfferSent), d.When("status", "is", testkit.Contacted)
	ion := crm.Condition{Subject: "name", Op: "equals", Values: []string{"Ion"}}
	these(t, "impossible", preview(sent, contacted), "never")
	these(t, "none at the moment", preview(sent), "none_now")
	these(t, "all at the moment", preview(contacted), "all_now")
	these(t, "some", preview(contacted, ion))
	these(t, "one day", preview(ion, crm.Condition{Subject: "created", Op: "today", Values: []string{}}), "one_day")
}

func these(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	equal(t, what, strings.Join(got, " "), strings.Join(want, " "))
}
