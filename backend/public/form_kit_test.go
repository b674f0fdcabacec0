package public_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// shop is a site with a business behind it that has the form "contact".
type shop struct {
	*site
	*testkit.World
	service *api.Service
	api     *api.Session
	form    crm.Form
}

func newShop(t *testing.T, change ...func(*crm.Form)) *shop {
	t.Helper()
	w := testkit.NewWorld(t, testkit.Workspace(func(ws *crm.Workspace) { ws.Public = "https://firma.example" }))
	service := serviceOf(w)
	s := &shop{site: serve(t, w.Store, service), World: w, service: service, api: api.NewSession(t.Context(), w.Admin, service)}
	s.form = crm.Form{
		Product: w.Product, Name: "Contact", Owning: crm.OwningNone, Duplicates: crm.DuplicatesNew, Active: true,
		Fields: []crm.FormField{
			{Source: "contact.name", Required: true}, {Source: "contact.email", Required: true}, {Source: "contact.phone"}, {Source: "card.note"},
			{Source: "card.city", Hidden: true, Value: "Iași"}, {Source: "card.valid_until"}, {Source: "card.vip"}, {Source: "card.source"},
		},
		Consent: crm.FormConsent{Ask: true, Wording: "You may write to me"}, Guard: crm.FormGuard{Links: 2},
	}
	for _, c := range change {
		c(&s.form)
	}
	out, err := s.api.SaveForm(s.form)
	w.OK(err)
	s.form = out.Row.Form
	return s
}

var tokenField = regexp.MustCompile(`name="t" value="([^"]*)"`)

// token is what a page that was opened has.
func (s *shop) token() string {
	s.t.Helper()
	answer := s.get("/f/contact", "Accept-Language", "en")
	found := tokenField.FindStringSubmatch(answer.text)
	if answer.StatusCode != http.StatusOK || found == nil {
		s.t.Fatalf("the page does not open: %s %s", answer.Status, answer.text)
	}
	return found[1]
}

// ana is what Ana types; more are names and values that are added or replaced.
func anaTypes(more ...string) url.Values {
	v := url.Values{"contact.name": {"Ana Ionescu"}, "contact.email": {"ana@client.example"}, "consent": {"yes"}}
	for i := 0; i < len(more); i += 2 {
		if v.Set(more[i], more[i+1]); more[i+1] == "" {
			v.Del(more[i])
		}
	}
	return v
}

// fill opens the page, takes a while, and sends.
func (s *shop) fill(v url.Values) answered {
	s.t.Helper()
	if !v.Has("t") {
		v.Set("t", s.token())
		s.Advance("10s")
	}
	return s.send(v)
}

func (s *shop) send(v url.Values, header ...string) answered {
	s.t.Helper()
	return s.do("POST", "/f/contact", v.Encode(), append([]string{"Accept-Language", "en"}, header...)...)
}

// cards are the names of the cards that there are.
func (s *shop) cards() (names []string) {
	s.Read(func(v *store.View) error {
		ids, err := v.CardsAfter(s.Product, 0, 10_000)
		for _, id := range ids {
			var c crm.Card
			if c, err = v.Card(id); err != nil {
				return err
			}
			names = append(names, c.Name)
		}
		return err
	})
	return names
}

// sent is what was sent in, oldest first: state and reason.
func (s *shop) sent() (out []string) {
	s.t.Helper()
	list, err := s.api.ListSubmissions(api.ListSubmissionsIn{Form: s.form.ID})
	s.OK(err)
	for _, row := range slices.Backward(list.Rows) {
		out = append(out, strings.TrimSpace(string(row.Submission.State)+" "+string(row.Submission.Reason)))
	}
	return out
}

func (s *shop) wants(what string, got, want []string) {
	s.t.Helper()
	if !slices.Equal(got, want) {
		s.t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

var confirmLink = regexp.MustCompile(`https://firma\.example/c/[A-Za-z0-9_-]+`)

// consents are those of the client of the first card, in the order of its
// addresses.
func (s *shop) consents() (out []string) {
	contact := s.CardNow(1).Contact
	s.Read(func(v *store.View) error {
		c, err := v.Contact(contact)
		if err != nil {
			return err
		}
		for _, a := range c.Addresses {
			out = append(out, string(a.Consent))
		}
		return nil
	})
	return out
}
