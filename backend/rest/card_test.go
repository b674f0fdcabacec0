package rest_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/rest"
)

func (d *desk) list() string { return "/cards?product=" + d.Product.String() }

func TestACardIsMadeReadChangedAndDeleted(t *testing.T) {
	t.Parallel()
	d := open(t)
	made := d.ask(http.MethodPost, "/cards", `{"product": "`+d.Product.String()+`", "name": "Villa Cluj", "status": "offer sent", "owner": "ana@firma.example",
		"fields": {"city": "Cluj", "budget": "1200.50", "source": "Web", "valid_until": "2026-12-24"},
		"contact": {"first_name": "Ion", "last_name": "Pop", "emails": ["ion@client.example"], "phones": ["0721 000 001"]}}`).is(http.StatusCreated)
	card := read[rest.SavedCard](made)
	if made.header.Get("Location") != rest.Prefix+"/cards/"+card.ID.String() || made.header.Get("ETag") != `"1"` {
		t.Errorf("headers: %v", made.header)
	}
	if card.StatusIs != "Offer sent" || card.Client.Phones[0].Value != "+40721000001" {
		t.Errorf("got %s", made.text)
	}
	path := "/cards/" + card.ID.String()
	got := read[rest.CardDetail](d.ask(http.MethodGet, path, "").is(http.StatusOK))
	if got.Name != "Villa Cluj" || got.Client.Name != "Ion Pop" {
		t.Errorf("got %+v", got)
	}
	changed := read[rest.SavedCard](d.ask(http.MethodPatch, path, `{"name": "Villa", "fields": {"city": null}}`, `If-Match: "1"`).is(http.StatusOK))
	if changed.Name != "Villa" || changed.Fields["city"] != nil || changed.StatusIs != "Offer sent" || changed.Revision != 2 {
		t.Errorf("got %+v", changed)
	}
	d.ask(http.MethodPatch, path, `{"name": "Other"}`, `If-Match: "1"`).is(http.StatusPreconditionFailed)
	history := read[rest.Page[rest.Happening]](d.ask(http.MethodGet, path+"/history", "").is(http.StatusOK))
	if len(history.Items) < 2 || history.Items[0].Changes[0].From != "Cluj" && history.Items[0].Changes[1].From != "Cluj" {
		t.Errorf("got %+v", history)
	}
	d.ask(http.MethodDelete, path, "").is(http.StatusOK)
	if page := read[rest.Page[rest.Card]](d.ask(http.MethodGet, d.list(), "").is(http.StatusOK)); len(page.Items) != 0 {
		t.Errorf("it is still listed: %+v", page)
	}
	_ = fmt.Sprint(url.QueryEscape(""), slices.Contains([]string{}, ""), strings.TrimSpace(""), crm.CardID(1))
}
