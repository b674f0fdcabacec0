package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// ended waits for a job to be done.
func (d *desk) ended(t *testing.T, a answer[api.JobView]) api.JobView {
	t.Helper()
	job, err := d.svc.Wait(t.Context(), a.ok(t).ID)
	d.OK(err)
	if job.State != "done" {
		t.Fatalf("the job is %s: %v", job.State, job.Error)
	}
	return job
}

// field adds a field and reads it back.
func (d *desk) field(t *testing.T, f crm.Field) crm.Field {
	t.Helper()
	out := ask(d.api.SaveFields(api.SaveFieldsIn{Product: d.Product, Fields: append(d.Catalogue().Fields, f)})).ok(t)
	return out.Fields[len(out.Fields)-1]
}

// holding makes a card for each value of a text field.
func (d *desk) holding(field string, values ...string) []crm.CardID {
	var ids []crm.CardID
	for i, v := range values {
		id := d.Card(fmt.Sprintf("Card %d", i), testkit.NewLead)
		d.SetField(id, field, v)
		ids = append(ids, id)
	}
	return ids
}

func TestACardTakesValuesOfEveryType(t *testing.T) {
	t.Parallel()
	d := open(t)
	types := map[crm.FieldType]any{
		crm.FieldText: "Cluj", crm.FieldLongText: "a\nb", crm.FieldNumber: 2.5, crm.FieldMoney: 1234.56, crm.FieldDate: "2026-11-26",
		crm.FieldDateTime: 1.79e12, crm.FieldYesNo: false, crm.FieldLink: "stepwise.example/a", crm.FieldPhone: "0721 234 567", crm.FieldEmail: "Ion@Firma.EXAMPLE",
	}
	want := map[crm.FieldType]any{
		crm.FieldText: "Cluj", crm.FieldLongText: "a\nb", crm.FieldNumber: 2.5, crm.FieldMoney: crm.Money(123456), crm.FieldDate: crm.Date("2026-11-26"),
		crm.FieldDateTime: crm.Instant(1_790_000_000_000), crm.FieldYesNo: false, crm.FieldLink: "https://stepwise.example/a", crm.FieldPhone: "+40721234567",
		crm.FieldEmail: "Ion@firma.example",
	}
	in := d.typed(nil, nil)
	in.Fields = map[string]any{}
	fields := map[crm.FieldType]crm.Field{}
	for typ, x := range types {
		fields[typ] = d.field(t, crm.Field{Name: "My " + string(typ), Type: typ})
		in.Fields[fields[typ].ID.String()] = x
	}
	several := d.field(t, crm.Field{Name: "Rooms", Type: crm.FieldChoices, Choices: []crm.Choice{{Name: "Bath"}, {Name: "Hall"}}})
	in.Fields[several.ID.String()] = []any{several.Choices[1].ID.String(), several.Choices[0].ID.String()}
	saved := ask(d.api.SaveCard(in)).ok(t)
	for typ, x := range want {
		if got := saved.Card.Card.Fields[fields[typ].ID]; got != x {
			t.Errorf("%s: %#v, want %#v", typ, got, x)
		}
	}
	equal(t, "rooms", saved.Card.Card.Fields[several.ID], any(crm.ChoiceSetOf(several.Choices[0].ID, several.Choices[1].ID)))
	equal(t, "money without a currency has the country's", fields[crm.FieldMoney].Currency, "RON")

	in.Fields = map[string]any{
		fields[crm.FieldPhone].ID.String(): "12", fields[crm.FieldEmail].ID.String(): "nobody", fields[crm.FieldLink].ID.String(): "javascript:alert(1)",
		fields[crm.FieldLongText].ID.String(): strings.Repeat("x", 20_001), "fld_v": 1.0,
	}
	if problems := ask(d.api.SaveCard(in)); problems.err == nil {
		t.Error("wrong values are taken")
	}
	file := d.field(t, crm.Field{Name: "Contract", Type: crm.FieldFile})
	in.Fields = map[string]any{file.ID.String(): "file_v"}
	ask(d.api.SaveCard(in)).invalid(t, "fields."+file.ID.String()+" error.field.file")
}

func TestDefaultsAndRequiredFields(t *testing.T) {
	t.Parallel()
	d := open(t)
	since := d.field(t, crm.Field{Name: "Since", Type: crm.FieldDate, Default: "today", Help: " When it\u202e began "})
	equal(t, "help is clean", since.Help, "When it began")
	reason := d.field(t, crm.Field{Name: "Reason", Type: crm.FieldText, RequiredFrom: d.Status(testkit.OfferSent)})
	in := d.typed(nil, nil)
	in.Status = d.Status(testkit.NewLead)
	card := ask(d.api.SaveCard(in)).ok(t).Card.Card
	equal(t, "the day on which it was made", card.Fields[since.ID], any(crm.Date("2026-11-23")))
	in.Fields = map[string]any{since.ID.String(): nil}
	equal(t, "null is no value", ask(d.api.SaveCard(in)).ok(t).Card.Card.Fields[since.ID], nil)

	in.ID, in.Revision = card.ID, card.Revision
	for status, required := range map[string]bool{testkit.Contacted: false, testkit.OfferSent: true, testkit.Won: true, testkit.Lost: false} {
		in.Status, in.Revision = d.Status(status), 0
		a := ask(d.api.SaveCard(in))
		if required {
			a.invalid(t, "fields."+reason.ID.String()+" error.field.required")
			continue
		}
		a.ok(t)
	}
	view := ask(d.api.GetWorkspace()).ok(t).Products[0]
	i := slices.IndexFunc(view.Needs, func(n api.FieldNeed) bool { return n.Field == reason.ID })
	same(t, "statuses that need it", view.Needs[i].Statuses, []crm.StatusID{d.Status(testkit.OfferSent), d.Status(testkit.Negotiation), d.Status(testkit.Won)})

	bad := append(d.Catalogue().Fields, crm.Field{Name: "Price", Type: crm.FieldMoney, Currency: "LEI"},
		crm.Field{Name: "Later", Type: crm.FieldText, RequiredFrom: 77}, crm.Field{Name: "When", Type: crm.FieldDateTime, Default: "soon"},
		crm.Field{Name: "Long", Type: crm.FieldText, Help: strings.Repeat("ő", 501)})
	n := len(bad) - 4
	ask(d.api.SaveFields(api.SaveFieldsIn{Product: d.Product, Fields: bad})).invalid(t, fmt.Sprintf("fields[%d].help settings.help_long", n+3))
	bad[n+3].Help = ""
	ask(d.api.SaveFields(api.SaveFieldsIn{Product: d.Product, Fields: bad})).invalid(t,
		fmt.Sprintf("fields[%d].currency settings.bad_currency", n), fmt.Sprintf("fields[%d].requiredFrom cards.bad_status", n+1),
		fmt.Sprintf("fields[%d].default error.field.datetime", n+2))
}

func TestAFieldShowsWhatAnotherTypeWouldLose(t *testing.T) {
	t.Parallel()
	d := open(t)
	city := d.Field("City")
	ids := d.holding("City", "1.250,50", "12", "about ten", "7,5")
	d.Delete(d.holding("City", "3")[0])
	in := api.TypeChangeIn{Product: d.Product, Field: city.ID, Type: crm.FieldNumber}
	seen := ask(d.api.PreviewFieldChange(in)).ok(t)
	equal(t, "numbers", fmt.Sprint(seen.Values, seen.Converts, seen.Lost), "5 4 1")
	equal(t, "the one that would be lost", seen.Examples[0].Card, ids[2])
	equal(t, "its value", seen.Examples[0].Value.Args["value"], any("about ten"))
	ask(d.api.ChangeField(in)).refused(t, "conflict error.field.loses_more")
	in.Lost = 1
	job := d.ended(t, ask(d.api.ChangeField(in)))
	now := d.Field("City")
	equal(t, "its type", now.Type, crm.FieldNumber)
	equal(t, "its name in texts and its place", fmt.Sprint(now.Slug, now.Position), fmt.Sprint(city.Slug, city.Position))
	for i, want := range []any{1250.5, 12.0, nil, 7.5} {
		equal(t, fmt.Sprint("card ", i), d.CardNow(ids[i]).Fields[now.ID], want)
	}
	d.SetField(ids[1], "City", 13.0)
	ask(d.api.Undo(api.UndoIn{Batch: job.Undo})).ok(t)
	equal(t, "its type again", d.Field("City").Type, crm.FieldText)
	equal(t, "a value", d.CardNow(ids[0]).Fields[city.ID], any("1.250,50"))
	equal(t, "the value that was lost", d.CardNow(ids[2]).Fields[city.ID], any("about ten"))
}

func TestTypesBecomeOthers(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		from, to string
		value    any
		want     string
	}{
		{"text", "date", "26.11.2026", "2026-11-26"},
		{"text", "date", "someday", ""},
		{"text", "yesno", "Igen", "true"},
		{"text", "money", "1.250,50 RON", "125050"},
		{"text", "money", "12 EUR", ""},
		{"text", "link", "www.firma.example", "https://www.firma.example"},
		{"text", "phone", "0721 234 567", "+40721234567"},
		{"text", "phone", "12", ""},
		{"text", "email", "ion@firma.example", "ion@firma.example"},
		{"text", "choice", "Cluj", "Cluj"},
		{"text", "choices", "Bath, Hall; bath", "Bath+Hall"},
		{"longtext", "text", "two\nlines", ""},
		{"number", "text", 1250.5, "1250.5"},
		{"number", "money", 12.345, ""},
		{"number", "money", 12.34, "1234"},
		{"money", "number", 12.5, "12.5"},
		{"money", "text", 12.5, "12.50 RON"},
		{"date", "datetime", "2026-11-26", "1795644000000"},
		{"datetime", "date", 1795644000000.0, "2026-11-26"},
		{"datetime", "text", 1795644000000.0, "2026-11-26 00:00"},
		{"yesno", "text", true, "yes"},
		{"choice", "choices", "Website", "Website"},
		{"choice", "text", "Website", "Website"},
		{"yesno", "file", true, ""},
	} {
		t.Run(tc.from+" to "+tc.to, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			f := crm.Field{Name: "It", Type: crm.FieldType(tc.from)}
			if f.Type.HasChoices() {
				f.Choices = []crm.Choice{{Name: "Website"}, {Name: "Fair"}}
			}
			f = d.field(t, f)
			value := tc.value
			if f.Type == crm.FieldChoice {
				value = f.Choices[0].ID.String()
			}
			in := d.typed(nil, nil)
			in.Fields = map[string]any{f.ID.String(): value}
			card := ask(d.api.SaveCard(in)).ok(t).Card.Card.ID
			change := api.TypeChangeIn{Product: d.Product, Field: f.ID, Type: crm.FieldType(tc.to), Lost: 1}
			d.ended(t, ask(d.api.ChangeField(change)))
			now := d.Field("It")
			if got := readable(now, d.CardNow(card).Fields[now.ID]); got != tc.want {
				t.Errorf("%v became %q, want %q", tc.value, got, tc.want)
			}
		})
	}
}

// readable is a value with the names of its choices.
func readable(f crm.Field, x any) string {
	name := func(id crm.ChoiceID) string {
		c, _ := f.Choice(id)
		return c.Name
	}
	switch x := x.(type) {
	case nil:
		return ""
	case crm.Money:
		return fmt.Sprint(int64(x))
	case crm.ChoiceID:
		return name(x)
	case crm.ChoiceSet:
		var names []string
		for _, id := range x.IDs() {
			names = append(names, name(id))
		}
		return strings.Join(names, "+")
	}
	return fmt.Sprint(x)
}

func TestWhatIsUsedKeepsItsType(t *testing.T) {
	t.Parallel()
	d := open(t)
	total := d.Field("Offer total")
	d.Template(crm.TemplateTask, "{{card.offer_total | money}}", "")
	in := api.TypeChangeIn{Product: d.Product, Field: total.ID, Type: crm.FieldText}
	seen := ask(d.api.PreviewFieldChange(in)).ok(t)
	equal(t, "a template that writes it as money", len(seen.Uses), 1)
	ask(d.api.ChangeField(in)).refused(t, "conflict error.in_use")
	in.Type = crm.FieldMoney
	d.ended(t, ask(d.api.ChangeField(in)))
	equal(t, "which money can be too", d.Field("Offer total").Type, crm.FieldMoney)

	d.Filter(d.When("City", "equals", "Cluj"))
	in = api.TypeChangeIn{Product: d.Product, Field: d.Field("City").ID, Type: crm.FieldLongText}
	ask(d.api.ChangeField(in)).refused(t, "conflict error.in_use")
	in.Type = crm.FieldText
	ask(d.api.PreviewFieldChange(in)).invalid(t, "type settings.same_type")
	in.Type = "colour"
	ask(d.api.PreviewFieldChange(in)).invalid(t, "type settings.bad_field_type")
}

func TestAFieldGoesWithItsValuesOnlyWhenTheirNumberIsKnown(t *testing.T) {
	t.Parallel()
	d := open(t)
	city := d.Field("City")
	ids := d.holding("City", "Cluj", "Turda")
	f := d.Filter(d.When("City", "equals", "Cluj"))
	used := ask(d.api.FindUses(api.UsesIn{Product: d.Product, Field: city.ID})).ok(t)
	equal(t, "where and how many", fmt.Sprint(used.Uses[0].Noun, len(used.Uses), used.Cards), "filter1 2")
	in := api.RemoveFieldIn{Product: d.Product, Field: city.ID, Cards: 2}
	ask(d.api.RemoveField(in)).refused(t, "conflict error.in_use")
	ask(d.api.DeleteFilter(api.FilterIn{ID: f})).ok(t)
	in.Cards = 1
	ask(d.api.RemoveField(in)).refused(t, "conflict bulk.more_now")
	in.Cards = 2
	out := ask(d.api.RemoveField(in)).ok(t)
	equal(t, "fields", len(out.Product.Fields), 4)
	equal(t, "its value", len(d.CardNow(ids[0]).Fields), 0)
	ask(d.api.Undo(api.UndoIn{Batch: out.Undo})).ok(t)
	equal(t, "and back", d.CardNow(ids[0]).Fields[city.ID], any("Cluj"))
}

func TestAChoiceGoesOnceItsCardsHaveAnother(t *testing.T) {
	t.Parallel()
	d := open(t)
	source := d.Field("Source")
	website, phone, fair := source.Choices[0].ID, source.Choices[1].ID, source.Choices[2].ID
	ids := d.holding("Source", "Website", "Phone", "Website")
	in := api.RemoveChoiceIn{Product: d.Product, Field: source.ID, Choice: website, To: fair, Cards: 1}
	ask(d.api.RemoveChoice(in)).refused(t, "conflict bulk.more_now")
	in.Cards = 2
	job := d.ended(t, ask(d.api.RemoveChoice(in)))
	equal(t, "another one", d.CardNow(ids[0]).Fields[source.ID], any(fair))
	equal(t, "the others", d.CardNow(ids[1]).Fields[source.ID], any(phone))
	equal(t, "choices", len(d.Field("Source").Choices), 2)
	ask(d.api.Undo(api.UndoIn{Batch: job.Undo})).ok(t)
	equal(t, "back", d.CardNow(ids[0]).Fields[source.ID], any(website))
	equal(t, "choices again", len(d.Field("Source").Choices), 3)

	d.ended(t, ask(d.api.RemoveChoice(api.RemoveChoiceIn{Product: d.Product, Field: source.ID, Choice: phone, Cards: 1})))
	equal(t, "cleared", d.CardNow(ids[1]).Fields[source.ID], nil)
	d.Filter(d.When("Source", "is", "Fair"))
	used := ask(d.api.FindUses(api.UsesIn{Product: d.Product, Field: source.ID, Choice: fair})).ok(t)
	equal(t, "used in", len(used.Uses), 1)
	ask(d.api.RemoveChoice(api.RemoveChoiceIn{Product: d.Product, Field: source.ID, Choice: fair})).refused(t, "conflict error.in_use")
	d.ended(t, ask(d.api.RemoveChoice(api.RemoveChoiceIn{Product: d.Product, Field: source.ID, Choice: website, To: fair, Cards: 2})))
	ask(d.api.RemoveChoice(api.RemoveChoiceIn{Product: d.Product, Field: source.ID, Choice: fair, Cards: 2})).refused(t, "conflict settings.no_choices")
}

// What a card is put back to may name what is gone by then.
func TestUndoLeavesOutWhatIsGone(t *testing.T) {
	t.Parallel()
	d := open(t)
	source := d.Field("Source")
	id := d.holding("Source", "Website")[0]
	edit := ask(d.api.EditCard(api.EditCardIn{ID: id, Part: source.ID.String(), Value: source.Choices[1].ID.String()})).ok(t)
	d.ended(t, ask(d.api.RemoveChoice(api.RemoveChoiceIn{Product: d.Product, Field: source.ID, Choice: source.Choices[0].ID})))
	ask(d.api.Undo(api.UndoIn{Batch: edit.Undo})).ok(t)
	equal(t, "a choice that is gone", d.CardNow(id).Fields[source.ID], nil)
}
