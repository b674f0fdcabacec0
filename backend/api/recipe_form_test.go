package api_test

import (
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

func TestWhatIsSentInByARecipesFormStartsItsAutomation(t *testing.T) {
	t.Parallel()
	for lang, name := range map[string]string{"en": "Contact", "ro": "Contact", "hu": "Kapcsolat"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			d := atDesk(open(t))
			d.Product = d.another(t, "Web")
			made := ask(d.api.CopyRecipe(api.RecipeIn{Product: d.Product, Recipe: "new-web-lead", Language: lang})).ok(t).Pack
			q := made.Sequences[0].ID
			d.Activate(q, "all")
			f := ask(d.api.ListForms(api.ListFormsIn{Product: d.Product})).ok(t).Rows[0].Form
			equal(t, "its name and language", f.Name+" "+f.Language, name+" "+lang)
			post := api.FormPost{FormVisit: api.FormVisit{Slug: f.Slug}, Sender: "192.0.2.1", Values: map[string][]string{
				"contact.name": {"Ion Popescu"}, "contact.email": {"ion@client.example"}, "card.interest": {"solar panels"}, "card.note": {"Soon, please"},
			}}
			if _, err := d.svc.SubmitForm(t.Context(), post); crm.CodeOf(err) != crm.CodeNotFound {
				t.Errorf("it was not switched off: %v", err)
			}
			f.Active = true
			ask(d.api.SaveForm(f)).ok(t)
			if out := ask(d.svc.SubmitForm(t.Context(), post)).ok(t); !out.Done {
				t.Fatalf("%+v", out)
			}
			d.Tick()
			card := d.CardNow(1)
			equal(t, "enrolments", len(d.Enrolments(q, card.ID)), 1)
			lines := d.SentLines()
			if len(lines) != 1 || !strings.Contains(lines[0], "ion@client.example") {
				t.Errorf("%q", lines)
			}
			equal(t, "what they are called about", d.Tasks()[0].Card, card.ID)
		})
	}
}
