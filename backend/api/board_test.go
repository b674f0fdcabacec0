package api_test

import (
	"slices"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// addFields adds fields to the product, and answers with their ids by name.
func (d *desk) addFields(t *testing.T, fields ...crm.Field) map[string]crm.FieldID {
	t.Helper()
	list := append(d.Catalogue().Fields, fields...)
	ids := map[string]crm.FieldID{}
	for _, f := range ask(d.api.SaveFields(api.SaveFieldsIn{Product: d.Product, Fields: list})).ok(t).Fields {
		ids[f.Name] = f.ID
	}
	return ids
}

func (d *desk) board(t *testing.T, status string, in api.BoardIn) []string {
	t.Helper()
	names := []string{}
	page := api.BoardPageIn{Board: in, Status: d.Status(status), Limit: 2}
	for {
		out := ask(d.api.ListBoard(page)).ok(t)
		for _, row := range out.Rows {
			names = append(names, row.Name)
		}
		if page.After = out.Next; page.After == "" {
			return names
		}
	}
}

func TestABoardHasACountAndASumForEachStatus(t *testing.T) {
	t.Parallel()
	d := open(t)
	value := d.addFields(t, crm.Field{Name: "Value", Type: crm.FieldMoney, Currency: "EUR"})["Value"]
	for i, name := range []string{"Ana Pop", "Ion Radu", "Mia Dan"} {
		id := d.Card(name, testkit.NewLead)
		if i < 2 {
			d.SetField(id, "Value", crm.Money(100_050))
		}
	}
	d.Delete(d.Card("Gone Away", testkit.NewLead))
	d.Card("Vlad Ene", testkit.Won)
	out := ask(d.api.BoardTotals(api.BoardIn{Product: d.Product, Amount: value})).ok(t)
	if len(out.Columns) != len(d.Catalogue().Statuses) {
		t.Fatalf("%d columns", len(out.Columns))
	}
	for _, c := range out.Columns {
		want := api.BoardTotal{Status: c.Status}
		switch c.Status {
		case d.Status(testkit.NewLead):
			want.Count, want.Sum = 3, 2001
		case d.Status(testkit.Won):
			want.Count = 1
		}
		if c != want {
			t.Errorf("%+v, want %+v", c, want)
		}
	}
	card := ask(d.api.ListBoard(api.BoardPageIn{Board: api.BoardIn{Product: d.Product, Amount: value, Search: "ana"}, Status: d.Status(testkit.NewLead)})).ok(t).Rows[0]
	if card.Amount == nil || *card.Amount != 1000.5 {
		t.Errorf("%v", card.Amount)
	}
	ask(d.api.BoardTotals(api.BoardIn{Product: d.Product, Amount: d.Field("City").ID})).refused(t, "not_found error.not_found.field")
}

func TestAColumnOfABoardIsReadPageByPage(t *testing.T) {
	t.Parallel()
	d := open(t)
	names := []string{"Ana Pop", "Ion Radu", "Mia Dan", "Vlad Ene", "Zoe Lup"}
	for _, name := range names {
		d.Card(name, testkit.NewLead)
		d.Advance("+1m")
	}
	slices.Reverse(names)
	all := api.BoardIn{Product: d.Product}
	if got := d.board(t, testkit.NewLead, all); !slices.Equal(got, names) {
		t.Errorf("%v, want those that came last first: %v", got, names)
	}
	leap := ask(d.api.ListBoard(api.BoardPageIn{Board: all, Status: d.Status(testkit.NewLead), Offset: 3, Limit: 1})).ok(t)
	if len(leap.Rows) != 1 || leap.Rows[0].Name != names[3] {
		t.Errorf("%+v", leap.Rows)
	}
	ask(d.api.ListBoard(api.BoardPageIn{Board: all})).refused(t, "not_found error.not_found.status")
	ask(d.api.ListBoard(api.BoardPageIn{Board: all, Status: d.Status(testkit.NewLead), After: "x"})).refused(t, "invalid error.bad_cursor")
}

func TestAMoveSaysWhatItStartsAndEndsAndCanBeUndone(t *testing.T) {
	t.Parallel()
	d := open(t)
	f := d.offers()
	q := d.Sequence(f, testkit.TaskStep("1d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	card := d.Card("Ana Pop", testkit.NewLead)
	move := func(to string) api.MoveCardOut {
		t.Helper()
		return ask(d.api.MoveCard(api.MoveCardIn{ID: card, Status: d.Status(to)})).ok(t)
	}
	there := move(testkit.OfferSent)
	if there.Card.Status != d.Status(testkit.OfferSent) || there.Card.Running != 1 || len(there.Effects) != 1 || there.Effects[0].Key != "cards.effect_started" {
		t.Errorf("%+v", there)
	}
	for _, p := range there.Effects {
		said(t, p)
	}
	back := move(testkit.Won)
	if len(back.Effects) != 1 || back.Effects[0].Key != "cards.effect_left" {
		t.Errorf("%+v", back.Effects)
	}
	ask(d.api.Undo(api.UndoIn{Batch: back.Undo})).ok(t)
	if now := d.CardNow(card); now.Status != d.Status(testkit.OfferSent) || !d.Enrolment(q, card).State.Live() {
		t.Errorf("%+v", now)
	}
}

func TestAMoveNeedsWhatTheStatusRequires(t *testing.T) {
	t.Parallel()
	d := open(t)
	why := d.addFields(t, crm.Field{Name: "Why", Type: crm.FieldText, RequiredFrom: d.Status(testkit.Won)})["Why"]
	card := d.Card("Ana Pop", testkit.NewLead)
	in := api.MoveCardIn{ID: card, Status: d.Status(testkit.Won), Revision: d.CardNow(card).Revision}
	ask(d.api.MoveCard(in)).invalid(t, "fields."+why.String()+" error.field.required")
	in.Fields = map[string]any{why.String(): "They liked us"}
	ask(d.api.MoveCard(in)).ok(t)
	if now := d.CardNow(card); now.Fields[why] != "They liked us" || now.Status != d.Status(testkit.Won) {
		t.Errorf("%+v", now)
	}
	ask(d.api.MoveCard(in)).refused(t, "conflict error.card.changed")
	ask(d.api.EditCard(api.EditCardIn{ID: card, Part: why.String()})).invalid(t, "value error.field.required")
	ask(d.api.MoveCard(api.MoveCardIn{ID: card})).invalid(t, "status cards.bad_status")
}

func TestOneThingOfACardIsEdited(t *testing.T) {
	t.Parallel()
	d := open(t)
	ids := d.addFields(t, crm.Field{Name: "Mobile", Type: crm.FieldPhone}, crm.Field{Name: "Value", Type: crm.FieldMoney, Currency: "EUR"})
	tag := ask(d.api.SaveTag(api.SaveTagIn{Name: "VIP"})).ok(t)
	card := d.Card("Ana Pop", testkit.NewLead)
	edit := func(part string, value any) answer[api.EditCardOut] {
		return ask(d.api.EditCard(api.EditCardIn{ID: card, Part: part, Value: value}))
	}
	edit("name", " Ana Maria Pop ").ok(t)
	edit("status", d.Status(testkit.Won).String()).ok(t)
	edit("owner", "").ok(t)
	edit("tags", []any{tag.ID.String()}).ok(t)
	edit(ids["Mobile"].String(), "0722 123 456").ok(t)
	last := edit(ids["Value"].String(), 12.5).ok(t)
	now := d.CardNow(card)
	if now.Name != "Ana Maria Pop" || now.Status != d.Status(testkit.Won) || now.Owner != 0 || !now.Tags.Has(tag.ID) ||
		now.Fields[ids["Mobile"]] != "+40722123456" || now.Fields[ids["Value"]] != crm.Money(1250) || now.Revision != last.Revision {
		t.Errorf("%+v", now)
	}
	ask(d.api.Undo(api.UndoIn{Batch: last.Undo})).ok(t)
	if now := d.CardNow(card); now.Fields[ids["Value"]] != nil || now.Name != "Ana Maria Pop" {
		t.Errorf("%+v", now)
	}
}

func TestAnEditThatCannotBeSaysWhy(t *testing.T) {
	t.Parallel()
	d := open(t)
	mobile := d.addFields(t, crm.Field{Name: "Mobile", Type: crm.FieldPhone})["Mobile"].String()
	card := d.Card("Ana Pop", testkit.NewLead)
	before := d.CardNow(card)
	for _, c := range []struct {
		part  string
		value any
		want  string
	}{
		{"name", "  ", "value error.name_missing"},
		{"status", "stat_zz", "value cards.bad_status"},
		{"status", nil, "value cards.bad_status"},
		{"owner", "user_zz", "value cards.bad_owner"},
		{"tags", "VIP", "value error.not_found.tag"},
		{"tags", []any{"tag_zz"}, "value error.not_found.tag"},
		{mobile, "12", "value phone.short"},
		{"fld_zz", 1, "value error.not_found.field"},
	} {
		ask(d.api.EditCard(api.EditCardIn{ID: card, Part: c.part, Value: c.value})).invalid(t, c.want)
	}
	if now := d.CardNow(card); now.Revision != before.Revision {
		t.Error("the card was written")
	}
	ask(d.api.EditCard(api.EditCardIn{ID: card, Part: "name", Value: "Ana", Revision: before.Revision + 5})).refused(t, "conflict error.card.changed")
	ask(d.api.EditCard(api.EditCardIn{ID: 999, Part: "name", Value: "Ana"})).refused(t, "not_found error.not_found.card")
	d.Read(func(v *store.View) error {
		if _, err := v.BoardCard(999, 0); crm.CodeOf(err) != crm.CodeNotFound {
			t.Errorf("%v", err)
		}
		return nil
	})
}
