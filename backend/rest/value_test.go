package rest_test

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/rest"
)

// Every type of field comes as another program writes it, and goes out so that
// it can be sent back.
func TestValuesGoInAndOutByNameInTheirNaturalForm(t *testing.T) {
	t.Parallel()
	d := open(t)
	fields := []crm.Field{
		{Name: "Budget", Type: crm.FieldMoney, Currency: "EUR"}, {Name: "Seen at", Type: crm.FieldDateTime},
		{Name: "Rooms", Type: crm.FieldChoices, Choices: []crm.Choice{{Name: "Kitchen"}, {Name: "Attic"}}},
		{Name: "Mobile", Type: crm.FieldPhone}, {Name: "Site", Type: crm.FieldLink}, {Name: "Mail", Type: crm.FieldEmail},
	}
	p, err := api.CatalogueOf(d.api, d.Product)
	d.OK(err)
	_, err = d.api.SaveFields(api.SaveFieldsIn{Product: d.Product, Fields: append(slices.Clone(p.Fields), fields...)})
	d.OK(err)
	card := d.Card("Ion Popescu", "Offer sent")
	for _, c := range []struct{ slug, in, out string }{
		{"budget", `"1200.50"`, "1200.50"}, {"budget", `1200.5`, "1200.50"}, {"budget", `"-3"`, "-3.00"}, {"budget", `null`, "<nil>"},
		{"seen_at", `"2026-12-24T18:00:00+02:00"`, "2026-12-24T16:00:00Z"},
		{"rooms", `["attic", "Kitchen"]`, "[Kitchen Attic]"}, {"rooms", `[]`, "<nil>"},
		{"source", `"FAIR"`, "Fair"}, {"mobile", `"0721 000 001"`, "+40721000001"}, {"site", `"client.example/a"`, "https://client.example/a"},
		{"mail", `"ION@client.example"`, "ION@client.example"}, {"offer_total", `"12.5"`, "12.5"}, {"vip", `false`, "false"}, {"valid_until", `""`, "<nil>"},
	} {
		got := d.ask(http.MethodPatch, "/cards/"+card.String(), fmt.Sprintf(`{"fields": {%q: %s}}`, c.slug, c.in)).is(http.StatusOK)
		value := read[rest.SavedCard](got).Fields[c.slug]
		if fmt.Sprint(value) != c.out {
			t.Errorf("%s %s: got %v, want %s", c.slug, c.in, value, c.out)
		}
	}
	before := read[rest.CardDetail](d.ask(http.MethodGet, "/cards/"+card.String(), "").is(http.StatusOK))
	for slug, value := range before.Fields { // what was read can be sent back
		text := fmt.Sprintf("%q", value)
		if list, ok := value.([]any); ok {
			text = fmt.Sprintf("[%q, %q]", list[0], list[1])
		} else if reflect.TypeOf(value).Kind() != reflect.String {
			text = fmt.Sprint(value)
		}
		after := read[rest.SavedCard](d.ask(http.MethodPatch, "/cards/"+card.String(), fmt.Sprintf(`{"fields": {%q: %s}}`, slug, text)).is(http.StatusOK))
		if !reflect.DeepEqual(after.Fields, before.Fields) {
			t.Errorf("%s: got %v, want %v", slug, after.Fields, before.Fields)
		}
	}
	for slug, value := range map[string]string{"budget": `"1.234"`, "seen_at": `"tomorrow"`, "rooms": `["Cellar"]`, "mobile": `12`, "site": `"javascript:alert(1)"`, "city": `{"a": 1}`} {
		got := d.ask(http.MethodPatch, "/cards/"+card.String(), fmt.Sprintf(`{"fields": {%q: %s}}`, slug, value)).is(http.StatusUnprocessableEntity)
		if p := read[rest.Problem](got).Problems; len(p) != 1 || p[0].Path != "fields."+slug {
			t.Errorf("%s: got %s", slug, got.text)
		}
	}
}

// Tags are named, on cards and on clients.
func TestTagsAreNamed(t *testing.T) {
	t.Parallel()
	d := open(t)
	_, err := d.api.SaveTag(api.SaveTagIn{Name: "Loyal", Color: "blue"})
	d.OK(err)
	card := d.Card("Ion Popescu", "Offer sent")
	got := read[rest.SavedCard](d.ask(http.MethodPatch, "/cards/"+card.String(), `{"tags": ["loyal"]}`).is(http.StatusOK))
	client := read[rest.SavedContact](d.ask(http.MethodPatch, "/contacts/"+got.Contact.String(), `{"tags": ["Loyal"]}`).is(http.StatusOK))
	if !slices.Equal(got.Tags, []string{"Loyal"}) || !slices.Equal(client.Tags, []string{"Loyal"}) {
		t.Errorf("got %v and %v", got.Tags, client.Tags)
	}
	tags := read[rest.Page[rest.Tag]](d.ask(http.MethodGet, "/tags", "").is(http.StatusOK))
	if len(tags.Items) != 1 || tags.Items[0].Name != "Loyal" {
		t.Errorf("got %+v", tags)
	}
	none := read[rest.SavedCard](d.ask(http.MethodPatch, "/cards/"+card.String(), `{"tags": null}`).is(http.StatusOK))
	if len(none.Tags) != 0 {
		t.Errorf("got %v", none.Tags)
	}
}
