package rest_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/rest"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func (d *desk) list() string { return "/cards?product=" + d.Product.String() }

// offer is what a program sends to make a card.
func (d *desk) offer(name string) string {
	return `{"product": "` + d.Product.String() + `", "name": "` + name + `", "status": "offer sent", "owner": "` + d.Admin.String() + `",
		"fields": {"city": "Cluj", "offer_total": "1200.5", "source": "website", "valid_until": "2026-12-24", "vip": true},
		"contact": {"first_name": "Ion", "last_name": "Pop", "emails": ["ion@client.example"], "phones": ["0721 000 001"]}}`
}

func TestACardIsMadeReadChangedAndDeleted(t *testing.T) {
	t.Parallel()
	d := open(t)
	made := d.ask(http.MethodPost, "/cards", d.offer("Villa Cluj")).is(http.StatusCreated)
	card := read[rest.SavedCard](made)
	if made.header.Get("Location") != rest.Prefix+"/cards/"+card.ID.String() || made.header.Get("ETag") != `"1"` {
		t.Errorf("headers: %v", made.header)
	}
	if card.StatusIs != "Offer sent" || card.Owner != d.Admin || card.Client.Phones[0].Value != "+40721000001" {
		t.Errorf("got %s", made.text)
	}
	path := "/cards/" + card.ID.String()
	got := read[rest.CardDetail](d.ask(http.MethodGet, path, "").is(http.StatusOK))
	for slug, want := range map[string]any{"city": "Cluj", "offer_total": 1200.5, "source": "Website", "valid_until": "2026-12-24", "vip": true} {
		if got.Fields[slug] != want {
			t.Errorf("%s: got %v, want %v", slug, got.Fields[slug], want)
		}
	}
	changed := read[rest.SavedCard](d.ask(http.MethodPatch, path, `{"name": "Villa", "fields": {"city": null}, "status": "`+d.Status("Won").String()+`"}`,
		`If-Match: "1"`).is(http.StatusOK))
	if _, set := changed.Fields["city"]; set || changed.Name != "Villa" || changed.StatusIs != "Won" || changed.Revision != 2 || changed.Fields["source"] != "Website" {
		t.Errorf("got %+v", changed)
	}
	d.ask(http.MethodPatch, path, `{"name": "Other"}`, `If-Match: "1"`).is(http.StatusPreconditionFailed)
	history := read[rest.Page[rest.Happening]](d.ask(http.MethodGet, path+"/history", "").is(http.StatusOK))
	if !slices.Contains(history.Items[0].Changes, rest.Change{What: "City", From: "Cluj", To: "(not set)"}) {
		t.Errorf("got %+v", history.Items[0])
	}
	d.ask(http.MethodDelete, path, "").is(http.StatusOK)
	if page := read[rest.Page[rest.Card]](d.ask(http.MethodGet, d.list(), "").is(http.StatusOK)); len(page.Items) != 0 {
		t.Errorf("it is still listed: %+v", page)
	}
}

func TestACardMayHaveAClientThatIsThere(t *testing.T) {
	t.Parallel()
	d := open(t)
	first := read[rest.SavedCard](d.ask(http.MethodPost, "/cards", d.offer("First")).is(http.StatusCreated))
	found := read[rest.Page[rest.ContactRow]](d.ask(http.MethodGet, "/contacts?email=Ion@client.example", "").is(http.StatusOK))
	if len(found.Items) != 1 || found.Items[0].ID != first.Contact {
		t.Fatalf("got %+v", found)
	}
	second := read[rest.SavedCard](d.ask(http.MethodPost, "/cards",
		`{"product": "`+d.Product.String()+`", "name": "Second", "contact": {"id": "`+first.Contact.String()+`"}}`).is(http.StatusCreated))
	if second.Contact != first.Contact {
		t.Errorf("got %s, want %s", second.Contact, first.Contact)
	}
	third := read[rest.SavedCard](d.ask(http.MethodPatch, "/cards/"+second.ID.String(), `{"contact": null}`).is(http.StatusOK))
	if third.Contact != 0 || third.Client != nil {
		t.Errorf("the client should be gone: %+v", third)
	}
	d.ask(http.MethodPatch, "/cards/"+second.ID.String(), `{"contact": "cont_vvv"}`).is(http.StatusUnprocessableEntity)
}

// Everything that is wrong is said at once, at its own path.
func TestWhatIsWrongWithACardIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	card := d.Card("Ion Popescu", "Offer sent")
	bad := `"status": "Nowhere", "owner": "nobody@example.com", "tags": ["None"], "fields": {"offer_total": "much", "source": "Radio", "nothing": 1, "valid_until": "2026-02-30"}`
	for _, c := range []struct {
		method, path, body string
		want               []string
	}{
		{http.MethodPost, "/cards", `{"product": "` + d.Product.String() + `", "name": " ", ` + bad + `, "contact": {"emails": ["no"], "phones": ["12"]}}`, []string{
			"contact.emails[0] mailaddr.no_at", "contact.phones[0] phone.short", "fields.nothing error.not_found.field",
			"fields.offer_total error.field.number", "fields.source error.field.choice", "fields.valid_until error.field.date",
			"name error.name_missing", "owner cards.bad_owner", "status cards.bad_status", "tags[0] error.not_found.tag",
		}},
		{http.MethodPatch, "/cards/" + card.String(), `{"name": null, ` + bad + `}`, []string{
			"fields.nothing error.not_found.field", "fields.offer_total error.field.number", "fields.source error.field.choice",
			"fields.valid_until error.field.date", "name error.name_missing", "owner cards.bad_owner", "status cards.bad_status", "tags[0] error.not_found.tag",
		}},
		{http.MethodPost, "/cards", `{"products": 1, "name": 2, "fields": []}`, []string{
			"fields rest.bad_value", "name rest.bad_value", "product rest.missing", "products error.unknown_field",
		}},
	} {
		got := d.ask(c.method, c.path, c.body).is(http.StatusUnprocessableEntity).wrong()
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %s:\ngot  %q\nwant %q", c.method, c.path, got, c.want)
		}
	}
}

// HP14: JSON that can be read in two ways, or not at all, is refused.
func TestJSONThatIsNotPlainIsRefused(t *testing.T) {
	t.Parallel()
	d := open(t)
	product := `"product": "` + d.Product.String() + `"`
	for name, body := range map[string]string{
		"a key twice":      `{` + product + `, "name": "A", "name": "B"}`,
		"a key twice, too": `{` + product + `, "name": "A", "Name": "B"}`,
		"too large":        `{` + product + `, "name": "A", "fields": {"offer_total": 1e400}}`,
		"__proto__":        `{` + product + `, "name": "A", "fields": {"__proto__": {"vip": true}}}`,
		"too deep":         `{` + product + `, "name": "A", "fields": {"city": ` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `}}`,
		"not UTF-8":        `{` + product + `, "name": "` + "\xff" + `"}`,
		"two values":       `{` + product + `, "name": "A"} {}`,
		"unknown":          `{` + product + `, "name": "A", "revision": 1}`,
		"an id as number":  `{"product": 9007199254740993, "name": "A"}`,
		"broken":           `{"product": `,
	} {
		if got := d.ask(http.MethodPost, "/cards", body); got.status != http.StatusUnprocessableEntity || got.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: got %d %s", name, got.status, got.text)
		}
	}
	d.ask(http.MethodPost, "/cards", d.offer("A"), "Content-Type: text/plain").is(http.StatusUnsupportedMediaType)
	d.ask(http.MethodPost, "/cards", d.offer("A"), "Content-Encoding: gzip").is(http.StatusUnsupportedMediaType)
	d.ask(http.MethodPost, "/cards", d.offer(strings.Repeat("A", 1<<20))).is(http.StatusRequestEntityTooLarge)
	d.ask(http.MethodPut, "/cards", d.offer("A")).is(http.StatusMethodNotAllowed)
	d.ask(http.MethodGet, "/carts", "").is(http.StatusNotFound)
	d.ask(http.MethodGet, d.list()+"&lmit=3", "").is(http.StatusUnprocessableEntity)
	d.ask(http.MethodGet, d.list()+"&limit=201", "").is(http.StatusUnprocessableEntity)
	d.ask(http.MethodGet, d.list()+"&cursor=nonsense", "").is(http.StatusUnprocessableEntity)
}

// walk reads every page of a list; between is called after each.
func walk(d *desk, path string, between func(page int)) (ids []crm.CardID) {
	for n, cursor := 1, ""; ; n++ {
		page := read[rest.Page[rest.Card]](d.ask(http.MethodGet, path+"&limit=200"+cursor, "").is(http.StatusOK))
		for _, c := range page.Items {
			ids = append(ids, c.ID)
		}
		if page.Next == "" {
			return ids
		}
		cursor = "&cursor=" + page.Next
		between(n)
	}
}

// While cards come, the pages show each of the thousand that were there exactly
// once.
func TestPagesShowEveryCardOnceWhileCardsAreAdded(t *testing.T) {
	t.Parallel()
	d := open(t)
	there := d.cards("Card", "Offer sent", 1000)
	for _, list := range []string{d.list(), d.list() + "&updated_since=2020-01-01T00:00:00Z"} {
		seen := map[crm.CardID]int{}
		for _, id := range walk(d, list, func(int) { d.cards("Card 5", "Offer sent", 3) }) {
			seen[id]++
		}
		for _, id := range there {
			if seen[id] != 1 {
				t.Fatalf("%s: card %s was on %d pages", list, id, seen[id])
			}
		}
	}
}

// A copy elsewhere is kept current by asking for what changed since.
func TestWhatChangedSinceAMomentIsListed(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Card("Ion Popescu", "Offer sent")
	d.Advance("1h")
	since := d.Now().Time().Format("2006-01-02T15:04:05.000Z07:00")
	second := d.Card("Ana Pop", "Offer sent")
	d.Advance("1h")
	first := d.Card("Zeno Lup", "Offer sent")
	got := walk(d, d.list()+"&updated_since="+since, func(int) {})
	if !slices.Equal(got, []crm.CardID{second, first}) {
		t.Errorf("got %v", got)
	}
}

// A token acts as the colleague who made it: what a member may not, it may not.
func TestATokenMayNoMoreThanWhoMadeIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	member := d.User("Barna Kiss")
	q := d.Sequence(d.Filter(d.When("status", "is", testkit.OfferSent)), testkit.TaskStep("3d", d.Template(crm.TemplateTask, "Call", "")))
	card := d.Card("Ion Popescu", "Won")
	d.token = d.tokenFor(member, crm.TokenScopes()...)
	d.ask(http.MethodPost, "/sequences/"+q.String()+"/cards", `{"card": "`+card.String()+`", "anyway": true}`).is(http.StatusForbidden)
	d.ask(http.MethodGet, "/tasks?assignee=all", "").is(http.StatusForbidden)
	d.ask(http.MethodGet, "/tasks", "").is(http.StatusOK)
	d.Write(func(tx *store.Tx) error {
		u, err := tx.User(member)
		if err == nil {
			u.Active = false
			_, err = tx.SaveUser(u)
		}
		return err
	})
	d.ask(http.MethodGet, "/tasks", "").is(http.StatusUnauthorized)
}

// A card shows no more of what is around it than the token's scopes cover.
func TestACardShowsOnlyWhatTheScopesCover(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.followUp()
	path := "/cards/" + d.Card("Ion Popescu", "Offer sent").String()
	for _, c := range []struct {
		scopes           []crm.TokenScope
		client, sequence bool
	}{
		{[]crm.TokenScope{crm.TokenReadCards}, false, false},
		{[]crm.TokenScope{crm.TokenReadCards, crm.TokenReadContacts}, true, false},
		{[]crm.TokenScope{crm.TokenReadCards, crm.TokenRunSequences}, false, true},
	} {
		d.token = d.tokenFor(d.Admin, c.scopes...)
		got := d.ask(http.MethodGet, path, "").is(http.StatusOK)
		card := read[rest.CardDetail](got)
		if (card.Client != nil) != c.client || (len(card.Sequences) > 0) != c.sequence || (len(card.Coming) > 0) != c.sequence || strings.Contains(got.text, "@client.example") != c.client {
			t.Errorf("%v: got %s", c.scopes, got.text)
		}
	}
}
