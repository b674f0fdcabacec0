package rest_test

import (
	"net/http"
	"slices"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/rest"
)

func TestAContactIsMadeFoundAndChanged(t *testing.T) {
	t.Parallel()
	d := open(t)
	made := d.ask(http.MethodPost, "/contacts", `{"first_name": "Ion", "last_name": "Pop", "company": "Horváth Kft", "emails": ["ion@client.example", "pop@client.example"],
		"phones": ["0721 000 001"], "website": "client.example"}`).is(http.StatusCreated)
	c := read[rest.SavedContact](made)
	if c.Name != "Ion Pop" || c.CompanyIs != "Horváth Kft" || c.Kind != crm.ContactPerson || !c.Emails[0].Default || c.Emails[1].Default || c.Website != "https://client.example" {
		t.Errorf("got %s", made.text)
	}
	path := "/contacts/" + c.ID.String()
	for _, question := range []string{"?email=ION@client.example", "?phone=%2B40721000001", "?phone=0721-000-001", "?q=pop+ion", "?company=" + c.Company.String()} {
		page := read[rest.Page[rest.ContactRow]](d.ask(http.MethodGet, "/contacts"+question, "").is(http.StatusOK))
		if len(page.Items) != 1 || page.Items[0].ID != c.ID || page.Items[0].Email != "ion@client.example" {
			t.Errorf("%s: got %+v", question, page)
		}
	}
	changed := read[rest.SavedContact](d.ask(http.MethodPatch, path, `{"emails": ["pop@client.example"], "phones": null, "note": "Calls back", "company": null}`,
		"If-Match: "+made.header.Get("ETag")).is(http.StatusOK))
	if len(changed.Emails) != 1 || changed.Emails[0].ID != c.Emails[1].ID || !changed.Emails[0].Default || len(changed.Phones) != 0 || changed.LastName != "Pop" || changed.Company != 0 {
		t.Errorf("got %+v", changed)
	}
	d.ask(http.MethodPatch, path, `{"note": "Late"}`, "If-Match: "+made.header.Get("ETag")).is(http.StatusPreconditionFailed)
	got := read[rest.Contact](d.ask(http.MethodGet, path, "").is(http.StatusOK))
	if got.Note != "Calls back" || got.Revision != changed.Revision {
		t.Errorf("got %+v", got)
	}
	wrong := d.ask(http.MethodPatch, path, `{"emails": ["fine@client.example", "no"], "phones": ["12"], "tags": ["None"], "website": "x"}`).is(http.StatusUnprocessableEntity).wrong()
	if !slices.Equal(wrong, []string{"tags[0] error.not_found.tag", "website contacts.bad_website", "emails[1] mailaddr.no_at", "phones[0] phone.short"}) {
		t.Errorf("got %q", wrong)
	}
}

func TestAContactIsDeletedWhereNoCardHasIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	made := read[rest.SavedContact](d.ask(http.MethodPost, "/contacts", `{"first_name": "Ion"}`).is(http.StatusCreated))
	d.ask(http.MethodDelete, "/contacts/"+made.ID.String(), "").is(http.StatusOK)
	d.ask(http.MethodGet, "/contacts/"+made.ID.String(), "").is(http.StatusNotFound)
	card := read[rest.SavedCard](d.ask(http.MethodPost, "/cards", d.offer("Villa")).is(http.StatusCreated))
	d.ask(http.MethodDelete, "/contacts/"+card.Contact.String(), "").is(http.StatusConflict)
}

func TestConsentIsReadWithItsHistory(t *testing.T) {
	t.Parallel()
	d := open(t)
	made := read[rest.SavedContact](d.ask(http.MethodPost, "/contacts", `{"first_name": "Ion", "emails": ["ion@client.example"]}`).is(http.StatusCreated))
	d.SetConsent(crm.ChannelEmail, "ion@client.example", crm.ConsentUnsubscribed)
	got := read[rest.Consent](d.ask(http.MethodGet, "/contacts/"+made.ID.String()+"/consent", "").is(http.StatusOK))
	if got.Addresses[0].Consent != crm.ConsentUnsubscribed || got.History[0].To != crm.ConsentUnsubscribed || got.History[0].From != crm.ConsentActive {
		t.Errorf("got %+v", got)
	}
}
