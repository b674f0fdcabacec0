package merge_test

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

func TestMiniCRMsFieldsBecomeOurs(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]string{
		`Hi {%Person.FirstName?:"there"%},`:          `Hi {{contact.first_name | default: "there"}},`,
		`{%Person.FirstName%} {% Person.LastName %}`: `{{contact.first_name}} {{contact.last_name}}`,
		`{%Person.Email%}{%Contact.Phone%}`:          `{{contact.email}}{{contact.phone}}`,
		`{%Company.Name%} {%Business.Email%}`:        `{{company.name}} {{company.email}}`,
		`{%Owner.Name%} {%User.Phone%}`:              `{{owner.name}} {{owner.phone}}`,
		`{%Project.Name%} {%Project.StatusId%}`:      `{{card.name}} {{card.status}}`,
		`{%Project.ValidUntil%}`:                     `{{card.valid_until}}`,
		`{%project.valid_until:dd.MM%}`:              `{{card.valid_until | date: "dd.MM"}}`,
		`{%Project.ValidUntil:YYYY.MM.DD.%}`:         `{{card.valid_until | date: "yyyy.MM.dd."}}`,
		`{%Project.CreatedAt:HH:mm?:"azi"%}`:         `{{card.created | date: "HH:mm" | default: "azi"}}`,
		`{%Project.Source|lower%}`:                   `{{card.source | lower}}`,
		`{%Project.Source?:„târg”|upper%}`:           `{{card.source | upper | default: "târg"}}`,
		`{%Project.Source?:târg%}`:                   `{{card.source | default: "târg"}}`,
		`{%Project.Source?:'a "b"'%}`:                `{{card.source | default: 'a "b"'}}`,
		`{%Project.Source?:"10% off"%}`:              `{{card.source | default: "10% off"}}`,
		`{%Today%} {%Today+3%} {%Today-2days%}`:      `{{today}} {{today | add_days: 3}} {{today | add_days: -2}}`,
		`{%Today+1workday%} {%Today+2weeks:dd.MM%}`:  `{{today | add_workdays: 1}} {{today | add_days: 14 | date: "dd.MM"}}`,
		`{{contact.first_name | default: “there”}}`:  `{{contact.first_name | default: "there"}}`,
		`{{contact.first_name | default: „acolo”}}`:  `{{contact.first_name | default: "acolo"}}`,
	} {
		got, n := merge.Convert(src, catalogue())
		if got != want || n == 0 {
			t.Errorf("%s became %s (%d)", src, got, n)
		}
		if wrong := merge.Check(got, catalogue()); len(wrong) > 0 {
			t.Errorf("%s can't be saved: %v", got, wrong)
		}
		if again, n := merge.Convert(got, catalogue()); again != got || n != 0 {
			t.Errorf("converting %s twice: %s (%d)", src, again, n)
		}
	}
}

func TestWhatHasNoCounterpartStays(t *testing.T) {
	t.Parallel()
	for _, src := range []string{
		"", "plain text", "{% if x %}", "{%…%}", "{%Link.Confirm%}", "{%Project.Nothing%}", "{%Company.FoundedIn%}",
		"{%Person.FirstName:dd.MM%}", "{%Person.FirstName|shout%}", `{%Person.FirstName?:%}`, `{%Person.FirstName?:"x%}`,
		"{%Project.ValidUntil:qq%}", "{%Project.ValidUntil+3months%}", "{%Today.Name%}", "{%Person%}", "{%Person.FirstName",
		"{{contact.first_name | default: “x}}", `“{{contact.first_name | default: "“x”"}}”`, "{{", "}}", "{{a {{b}}",
	} {
		if got, n := merge.Convert(src, catalogue()); got != src || n != 0 {
			t.Errorf("%s became %s (%d)", src, got, n)
		}
	}
}

// Every merge expression of the recipe book, for a product with the fields of
// its recipes.
func TestEveryExpressionOfTheRecipesBecomesOurs(t *testing.T) {
	t.Parallel()
	cat := &crm.Catalogue{}
	for i, f := range []crm.Field{
		{Slug: "interest", Type: crm.FieldText}, {Slug: "number", Type: crm.FieldText}, {Slug: "value", Type: crm.FieldMoney, Currency: "EUR"},
		{Slug: "valid_until", Type: crm.FieldDate}, {Slug: "appointment", Type: crm.FieldDateTime}, {Slug: "device", Type: crm.FieldText},
		{Slug: "total", Type: crm.FieldMoney, Currency: "RON"}, {Slug: "invoice_number", Type: crm.FieldText}, {Slug: "due_date", Type: crm.FieldDate},
		{Slug: "plate", Type: crm.FieldText}, {Slug: "expiry", Type: crm.FieldDate}, {Slug: "lost_reason", Type: crm.FieldChoice},
	} {
		f.ID, f.Name = crm.FieldID(i+1), f.Slug
		cat.Fields = append(cat.Fields, f)
	}
	for src, want := range map[string]string{
		`{%Person.FirstName?:"there"%}`:             `{{contact.first_name | default: "there"}}`,
		`{%Project.Interest?:"our services"%}`:      `{{card.interest | default: "our services"}}`,
		`{%Owner.Name%}`:                            `{{owner.name}}`,
		`{%Today+1workday%}`:                        `{{today | add_workdays: 1}}`,
		`{%Person.FirstName%}`:                      `{{contact.first_name}}`,
		`{%Project.Number%}`:                        `{{card.number}}`,
		`{%Owner.Phone%}`:                           `{{owner.phone}}`,
		`{%Project.Value%}`:                         `{{card.value}}`,
		`{%Project.ValidUntil%}`:                    `{{card.valid_until}}`,
		`{%Project.Name%}`:                          `{{card.name}}`,
		`{%Project.HoursInStatus%}`:                 `{{card.hours_in_status}}`,
		`{%Project.Appointment:HH:mm%}`:             `{{card.appointment | date: "HH:mm"}}`,
		`{%Company.Address%}`:                       `{{workspace.address}}`,
		`{%Project.Device%}`:                        `{{card.device}}`,
		`{%Project.Total%}`:                         `{{card.total}}`,
		`{%Invoice.Number%}`:                        `{{card.invoice_number}}`,
		`{%Invoice.Total%}`:                         `{{card.total}}`,
		`{%Invoice.DueDate%}`:                       `{{card.due_date}}`,
		`{%Company.ReviewUrl%}`:                     `{{workspace.review_link}}`,
		`{%Project.Plate%}`:                         `{{card.plate}}`,
		`{%Project.Expiry:dd.MM%}`:                  `{{card.expiry | date: "dd.MM"}}`,
		`{%Project.LostReason|lower%}`:              `{{card.lost_reason | lower}}`,
		`{%Person.Name%}`:                           `{{contact.name}}`,
		`{%Card.Url%}`:                              `{{card.link}}`,
		`{%Project.Id%} {%Project.UpdatedAt:yyyy%}`: `{{card.id}} {{card.modified | date: "yyyy"}}`,
	} {
		if got, n := merge.Convert(src, cat); got != want || n == 0 || len(merge.Check(got, cat)) > 0 {
			t.Errorf("%s became %s (%d): %v", src, got, n, merge.Check(got, cat))
		}
	}
	named := &crm.Catalogue{Links: []crm.LinkName{{ID: 1, Slug: "confirm", Name: "Confirm"}}}
	if got, n := merge.Convert(`{%Link.Confirm%}`, named); got != "{{link.confirm}}" || n != 1 || len(merge.Check(got, named)) > 0 {
		t.Errorf("a link that is there became %s", got)
	}
	for src, want := range map[string]string{
		`{%Link.Confirm%}`: "merge.foreign_link", `{%Link.Book%}`: "merge.foreign_link", `{%Offer.Number%}`: "merge.foreign_field_near",
	} {
		got, _ := merge.Convert(src, cat)
		wrong := merge.Check(got, cat)
		if got != src || len(wrong) != 1 || wrong[0].Key != want {
			t.Errorf("%s became %s: %v", src, got, wrong)
		}
	}
}
