package merge_test

import (
	"testing"

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
		"", "plain text", "{% if x %}", "{%…%}", "{%Link.Confirm%}", "{%Project.Nothing%}", "{%Company.ReviewUrl%}",
		"{%Person.FirstName:dd.MM%}", "{%Person.FirstName|shout%}", `{%Person.FirstName?:%}`, `{%Person.FirstName?:"x%}`,
		"{%Project.ValidUntil:qq%}", "{%Project.ValidUntil+3months%}", "{%Today.Name%}", "{%Person%}", "{%Person.FirstName",
		"{{contact.first_name | default: “x}}", `“{{contact.first_name | default: "“x”"}}”`, "{{", "}}", "{{a {{b}}",
	} {
		if got, n := merge.Convert(src, catalogue()); got != src || n != 0 {
			t.Errorf("%s became %s (%d)", src, got, n)
		}
	}
}
