package api_test

import (
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// An id that nothing has (any more) is said by what it should have been.
func TestWhatIsNotThereIsNotFound(t *testing.T) {
	t.Parallel()
	d := open(t)
	q, f, ion := d.Sequence(d.offers(), testkit.TaskStep("0d", d.Template(crm.TemplateTask, "Call", ""))), d.offers(), d.Card("Ion", testkit.NewLead)
	for what, tc := range map[string]struct {
		err  error
		noun string
	}{
		"GetCard":                {ask(d.api.GetCard(api.CardIn{ID: 77})).err, "card"},
		"GetCard of none":        {ask(d.api.GetCard(api.CardIn{})).err, "card"},
		"DeleteCards":            {ask(d.api.DeleteCards(api.CardIDs{IDs: []crm.CardID{ion, 77}})).err, "card"},
		"RestoreCards":           {ask(d.api.RestoreCards(api.CardIDs{IDs: []crm.CardID{77}})).err, "card"},
		"GetFilter":              {ask(d.api.GetFilter(api.FilterIn{ID: 77})).err, "filter"},
		"CopyFilter":             {ask(d.api.CopyFilter(api.FilterIn{ID: 77})).err, "filter"},
		"MoveFilters":            {ask(d.api.MoveFilters(api.MoveFiltersIn{IDs: []crm.FilterID{77}})).err, "filter"},
		"ChangeFilter":           {ask(d.api.ChangeFilter(api.ChangeFilterIn{Save: api.SaveFilterIn{ID: 77}})).err, "filter"},
		"PreviewFilterChange":    {ask(d.api.PreviewFilterChange(api.PreviewFilterChangeIn{Filter: 77})).err, "filter"},
		"DeleteFilter":           {ask(d.api.DeleteFilter(api.FilterIn{ID: 77})).err, "filter"},
		"PreviewFilter":          {ask(d.api.PreviewFilter(api.PreviewFilterIn{Product: 77})).err, "product"},
		"FilterCatalogue":        {ask(d.api.FilterCatalogue(api.ProductIn{Product: 77})).err, "product"},
		"ExplainFilter":          {ask(d.api.ExplainFilter(api.ExplainIn{Filter: 77, Card: ion})).err, "filter"},
		"ExplainFilter, no card": {ask(d.api.ExplainFilter(api.ExplainIn{Filter: f, Card: 77})).err, "card"},
		"ListCards by a filter":  {ask(d.api.ListCards(api.ListCardsIn{Product: d.Product, Filter: 77})).err, "filter"},
		"GetTemplate":            {ask(d.api.GetTemplate(api.TemplateIn{ID: 77})).err, "template"},
		"SaveTemplate":           {ask(d.api.SaveTemplate(api.SaveTemplateIn{ID: 77})).err, "template"},
		"CopyTemplate":           {ask(d.api.CopyTemplate(api.TemplateIn{ID: 77})).err, "template"},
		"ListVersions":           {ask(d.api.ListVersions(api.ListVersionsIn{Template: 77})).err, "template"},
		"StartPreflight":         {ask(d.api.StartPreflight(api.PreflightIn{Product: 77})).err, "product"},
		"DeleteTemplate":         {ask(d.api.DeleteTemplate(api.TemplateIn{ID: 77})).err, "template"},
		"MergeFields":            {ask(d.api.MergeFields(api.ProductIn{Product: 77})).err, "product"},
		"GetSequence":            {ask(d.api.GetSequence(api.SequenceIn{ID: 77})).err, "sequence"},
		"CheckSequence":          {ask(d.api.CheckSequence(api.SaveSequenceIn{Product: 77})).err, "product"},
		"CopySequence":           {ask(d.api.CopySequence(api.SequenceIn{ID: 77})).err, "sequence"},
		"MoveSequence":           {ask(d.api.MoveSequence(api.MoveSequenceIn{ID: 77})).err, "sequence"},
		"DeleteSequence":         {ask(d.api.DeleteSequence(api.SequenceIn{ID: 77})).err, "sequence"},
		"PreviewActivation":      {ask(d.api.PreviewActivation(api.SequenceIn{ID: 77})).err, "sequence"},
		"Activate":               {ask(d.api.Activate(api.ActivateIn{ID: 77, Scope: "all"})).err, "sequence"},
		"Deactivate":             {ask(d.api.Deactivate(api.SequenceIn{ID: 77})).err, "sequence"},
		"StartCard":              {ask(d.api.StartCard(api.StartCardIn{Sequence: q, Card: 77})).err, "card"},
		"StartCard, no sequence": {ask(d.api.StartCard(api.StartCardIn{Sequence: 77, Card: ion})).err, "sequence"},
		"StopCard":               {ask(d.api.StopCard(api.EnrolmentIn{ID: 77})).err, "enrolment"},
		"SkipStep":               {ask(d.api.SkipStep(api.EnrolmentIn{ID: 77})).err, "enrolment"},
		"DecideSteps":            {ask(d.api.DecideSteps(api.DecideStepsIn{IDs: []crm.EnrolmentID{77}, Decision: "send"})).err, "enrolment"},
		"ExplainCard":            {ask(d.api.ExplainCard(api.WhyIn{Sequence: q, Card: 77})).err, "card"},
		"SaveStatuses":           {ask(d.api.SaveStatuses(api.SaveStatusesIn{Product: 77, Statuses: []crm.Status{{Name: "A", Group: crm.GroupOpen}}})).err, "product"},
		"SaveFields":             {ask(d.api.SaveFields(api.SaveFieldsIn{Product: 77})).err, "product"},
	} {
		t.Log(what)
		ask(0, tc.err).refused(t, "not_found error.not_found."+tc.noun)
	}
	equal(t, "the card beside one that isn't there", d.cardCount(), 1)
}

func TestAnAutomationIsReadAsTheBuilderShowsIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.save().ok(t).Sequence
	view := ask(d.api.GetSequence(api.SequenceIn{ID: q.ID})).ok(t)
	equal(t, "by", view.ModifiedBy, "Ana Pop")
	said(t, view.Sentence)
	equal(t, "version", ask(d.api.Version()).ok(t).Version, "1.0.0")
}
