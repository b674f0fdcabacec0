package public_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

const ion = "ion.popescu@client.example"

// town is a site with a business behind it that wrote to Ion.
type town struct {
	*site
	*testkit.World
	card crm.CardID
}

func newTown(t *testing.T, purpose crm.Purpose) town {
	t.Helper()
	w := testkit.NewWorld(t, testkit.Workspace(func(ws *crm.Workspace) { ws.Public = "https://firma.example" }))
	letter := w.Template(crm.TemplateEmail, "News", "Dear {{contact.first_name}}")
	q := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", letter, func(st *crm.Step) { st.Purpose = purpose }))
	w.Activate(q, engine.ScopeNew)
	w.Email.Script(ion, fake.Answer{})
	card := w.Card("Ion Popescu", testkit.OfferSent, testkit.Email(ion))
	w.Advance("1h")
	return town{site: serve(t, w.Store, serviceOf(w)), World: w, card: card}
}

// page is the path of the page of the only message.
func (s town) page() (path string) {
	s.Read(func(v *store.View) error {
		path = "/u/" + v.UnsubscribeToken(1)
		return nil
	})
	return path
}

func (s town) scope() (scope crm.SuppressionScope) {
	s.Read(func(v *store.View) (err error) {
		scope, err = v.Suppressed(crm.ChannelEmail, ion)
		return err
	})
	return scope
}

var undoField = regexp.MustCompile(`name="undo" value="([^"]+)"`)

// HP17: a scanner asks for every link of every mail, twice.
func TestLookingChangesNothing(t *testing.T) {
	t.Parallel()
	s := newTown(t, crm.PurposeMarketing)
	before := len(s.History(s.card))
	for range 2 {
		for _, method := range []string{"GET", "HEAD"} {
			for _, path := range []string{s.page(), s.page() + "?choice=all", s.page() + "?List-Unsubscribe=One-Click"} {
				answer := s.do(method, path, "", "User-Agent", "SafeLinks")
				if answer.StatusCode != http.StatusOK {
					t.Errorf("%s: %s", method, answer.Status)
				}
				carries(t, method, answer)
			}
			if answer := s.do(method, s.page()+"/undo", ""); answer.StatusCode != http.StatusMethodNotAllowed || answer.Header.Get("Allow") != "POST" {
				t.Errorf("%s of undo: %s %v", method, answer.Status, answer.Header)
			}
		}
	}
	if s.scope() != crm.ScopeNone || len(s.History(s.card)) != before {
		t.Error("something changed")
	}
}

// HP17: the mail program's button.
func TestOneClickUnsubscribesEachTimeWith200(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		purpose    crm.Purpose
		kind, body string
		scope      crm.SuppressionScope
	}{
		"an offer":                  {crm.PurposeMarketing, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click", crm.ScopeMarketing},
		"a reminder":                {crm.PurposeService, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click", crm.ScopeAll},
		"in parts":                  {crm.PurposeMarketing, "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n", crm.ScopeMarketing},
		"without a body":            {crm.PurposeMarketing, "", "", crm.ScopeMarketing},
		"with a choice of its own":  {crm.PurposeMarketing, "application/x-www-form-urlencoded", "choice=all", crm.ScopeAll},
		"with a choice that isn't":  {crm.PurposeMarketing, "application/x-www-form-urlencoded", "choice=everything&scope=all", crm.ScopeMarketing},
		"with a cookie and a login": {crm.PurposeMarketing, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click", crm.ScopeMarketing},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTown(t, c.purpose)
			for range 3 {
				answer := s.do("POST", s.page(), c.body, "Content-Type", c.kind, "Cookie", "a=b", "Authorization", "Basic eDp5", "Origin", "https://mail.example")
				if answer.StatusCode != http.StatusOK || answer.Header.Get("Location") != "" || len(answer.Cookies()) > 0 {
					t.Errorf("%s %v", answer.Status, answer.Header)
				}
				carries(t, name, answer)
			}
			if got := s.scope(); got != c.scope {
				t.Errorf("the list says %q, want %q", got, c.scope)
			}
			lines := s.HistoryKeys(s.card)
			if n := len(lines) - len(slices.DeleteFunc(lines, func(k string) bool { return strings.HasPrefix(k, "activity.unsubscribed_link") })); n != 1 {
				t.Errorf("%d lines in the history", n)
			}
		})
	}
}

// HP17: what nobody can make up, and who isn't there any more.
func TestAStrangersTokenGetsTheSamePagesAndChangesNothing(t *testing.T) {
	t.Parallel()
	s := newTown(t, crm.PurposeMarketing)
	erased := s.page()
	var contact crm.ContactID
	s.Read(func(v *store.View) error {
		m, err := v.Message(1)
		contact = m.Contact
		return err
	})
	if _, err := s.Engine.Erase(t.Context(), contact, s.By()); err != nil {
		t.Fatal(err)
	}
	list := func() (n int) {
		s.Read(func(v *store.View) (err error) {
			n, err = v.CountSuppressions(store.SuppressionQuery{})
			return err
		})
		return n
	}
	before := list()
	for _, path := range []string{erased, "/u/AAAAAAAAAAAAAAAAAAAA", "/u/x", "/u/" + strings.Repeat("A", 2000)} {
		looked := s.get(path, "Accept-Language", "en")
		if looked.StatusCode != http.StatusOK || !strings.Contains(looked.text, `name="choice"`) || strings.Contains(looked.text, "***") {
			t.Errorf("%s: %s %s", path, looked.Status, looked.text)
		}
		for _, body := range []string{"List-Unsubscribe=One-Click", "choice=all"} {
			said := s.do("POST", path, body, "Accept-Language", "en")
			if said.StatusCode != http.StatusOK || !strings.Contains(said.text, "You are unsubscribed") || undoField.MatchString(said.text) {
				t.Errorf("%s: %s %s", path, said.Status, said.text)
			}
		}
		if undone := s.do("POST", path+"/undo", "undo=AAAA"); undone.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, undone.Status)
		}
	}
	if after := list(); after != before {
		t.Errorf("the list has %d entries, had %d", after, before)
	}
}

func TestAClientChoosesAndUndoes(t *testing.T) {
	t.Parallel()
	s := newTown(t, crm.PurposeMarketing)
	page := s.get(s.page(), "Accept-Language", "hu")
	for _, part := range []string{"i***@client.example", `lang="en"`, `value="marketing" checked`, "Panificația Ștefan", "Offers and news", `hreflang="hu"`} {
		if !strings.Contains(page.text, part) {
			t.Errorf("the page lacks %s: %s", part, page.text)
		}
	}
	if strings.Contains(page.text, ion) {
		t.Error("the page tells whose it is")
	}
	if other := s.get(s.page() + "?language=ro"); !strings.Contains(other.text, "Oferte și noutăți") {
		t.Errorf("in Romanian: %s", other.text)
	}
	done := s.do("POST", s.page(), "choice=all")
	token := undoField.FindStringSubmatch(done.text)
	if s.scope() != crm.ScopeAll || token == nil {
		t.Fatalf("%s %s", s.scope(), done.text)
	}
	for _, wrong := range []string{"", "AAAA", strings.TrimPrefix(s.page(), "/u/")} {
		answer := s.do("POST", s.page()+"/undo", url.Values{"undo": {wrong}}.Encode())
		if s.scope() != crm.ScopeAll || !strings.Contains(answer.text, "This cannot be undone here") {
			t.Errorf("%q should undo nothing: %s", wrong, answer.text)
		}
	}
	undone := s.do("POST", s.page()+"/undo", url.Values{"undo": {token[1]}}.Encode())
	if s.scope() != crm.ScopeNone || !strings.Contains(undone.text, "All is as it was before") {
		t.Errorf("%s %s", s.scope(), undone.text)
	}
	carries(t, "undone", undone)
	if lines := s.HistoryKeys(s.card); lines[len(lines)-1] != "activity.unsubscribe_undone" {
		t.Errorf("the history: %v", lines)
	}
	s.Read(func(v *store.View) error {
		m, err := v.Message(1)
		if err != nil {
			return err
		}
		history, err := v.ConsentHistory(m.Contact, 10)
		if err != nil {
			return err
		}
		if len(history) < 2 || history[0].How != "link" || history[0].To != crm.ConsentActive || history[1].How != "link" || history[1].Note == "" || history[1].At == 0 {
			t.Errorf("the history of the consent: %+v", history)
		}
		return nil
	})
}
