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
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/words"
)

// A browser's name, as people's browsers say it.
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"

// mailing is a site whose business sent Ion an email with three answers, a link
// that leads on, and an ordinary one; opening and clicking are counted.
type mailing struct {
	*site
	*testkit.World
	card  crm.CardID
	won   crm.SequenceID // runs for cards that are Won
	paths []string       // of every address of ours in the email: good, fine, bad, book, the ordinary page, the picture
}

const (
	goodLink = iota
	fineLink
	badLink
	bookLink
	pageLink
	picture
)

var ourAddress = regexp.MustCompile(`(?:href|src)="https://firma\.example(/[lgo]/[^"]+)"`)

func newMailing(t *testing.T) mailing {
	t.Helper()
	w := testkit.NewWorld(t, testkit.Workspace(func(ws *crm.Workspace) {
		ws.Public, ws.TrackOpens, ws.TrackClicks, ws.Language = "https://firma.example", true, true, "ro"
	}))
	service := api.NewService(api.Deps{
		Version: "1.0.0", Started: w.Now(), Log: w.Log, Bus: &api.Bus{}, Store: w.Store, Engine: w.Engine, Outbox: w.Outbox,
		Channels: w.Outbox.Channels, Kick: func() {}, Say: func(lang string, p crm.Phrase) string { return words.Render(lang, p, w.Zone) },
	})
	change := func(status string) *crm.CardChange { return &crm.CardChange{Status: w.Status(status)} }
	addLinks(w,
		crm.Link{Name: "Good", Slug: "good", Label: "😀", Kind: crm.LinkChange, Change: change(testkit.Won), Question: "Cum a fost?", Thanks: "Ne bucurăm."},
		crm.Link{Name: "Fine", Slug: "fine", Label: "😐", Kind: crm.LinkChange, Change: change(testkit.OfferSent)},
		crm.Link{Name: "Bad", Slug: "bad", Label: "☹", Kind: crm.LinkChange, Change: change(testkit.Lost)},
		crm.Link{Name: "Book", Slug: "book", Kind: crm.LinkOpen, Target: "https://book.example/?for={{card.name | url}}"},
	)
	letter := w.Template(crm.TemplateEmail, "Offer", "{{link.good}} {{link.fine}} {{link.bad}}\n{{link.book}}\nhttps://shop.example/a?b=1&c=2")
	q := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", letter))
	won := w.Sequence(w.Filter(w.When("status", "entered", testkit.Won)), testkit.TaskStep("1d", w.Template(crm.TemplateTask, "Ask for a review", "")))
	w.Activate(q, engine.ScopeNew)
	w.Activate(won, engine.ScopeNew)
	card := w.Card("Ion Popescu", testkit.OfferSent, testkit.Email(ion))
	w.Advance("1h")
	s := mailing{site: serve(t, w.Store, service), World: w, card: card, won: won}
	if len(w.Sent()) == 0 {
		t.Fatalf("nothing was sent: %+v, %+v", w.Messages(), w.History(card))
	}
	for _, m := range ourAddress.FindAllStringSubmatch(w.Sent()[0].HTML, -1) {
		s.paths = append(s.paths, m[1])
	}
	if len(s.paths) != 6 || strings.Contains(w.Sent()[0].HTML, "shop.example/a\"") {
		t.Fatalf("addresses of ours: %q", s.paths)
	}
	return s
}

func addLinks(w *testkit.World, list ...crm.Link) {
	w.T.Helper()
	w.Write(func(tx *store.Tx) error {
		for _, l := range list {
			l.Product, l.Days = w.Product, crm.DefaultLinkDays
			if _, err := tx.SaveLink(l); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s mailing) hits() (list []crm.Hit) {
	s.Read(func(v *store.View) (err error) {
		list, err = v.Hits(1, 0)
		return err
	})
	return list
}

// people are the hits that count.
func (s mailing) people() (out []string) {
	for _, h := range s.hits() {
		if !h.Machine && h.Kind != crm.HitVisit {
			out = append(out, string(h.Kind))
		}
	}
	return out
}

func (s mailing) press(path string) answered {
	return s.do("POST", path, "", "User-Agent", firefox, "Sec-Fetch-Mode", "navigate")
}

// A scanner asks for everything in every mail, twice: at once after it arrived or
// hours later, under its own name or a browser's.
func TestAScannerOfMailsChangesNothingAndCountsAsAMachine(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ wait, agent string }{
		"as it arrives":                 {"2s", firefox},
		"later, under its own name":     {"3h", "Mozilla/5.0 (compatible; Barracuda Sentinel)"},
		"later, as if it were a person": {"3h", firefox},
		"later, without a name":         {"3h", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newMailing(t)
			if c.wait == "2s" {
				s.Clock.Set(s.Sent()[0].At + 2000)
			} else {
				s.Advance(c.wait)
			}
			before, history := s.CardNow(s.card), len(s.History(s.card))
			for range 2 {
				for _, method := range []string{"GET", "HEAD"} {
					for _, path := range s.paths {
						answer := s.do(method, path, "", "User-Agent", c.agent)
						if answer.StatusCode != http.StatusOK || answer.Header.Get("Location") != "" || answer.Header.Get("Refresh") != "" {
							t.Errorf("%s %s: %s", method, path, answer.Status)
						}
						if strings.Contains(answer.text, "shop.example/a") || strings.Contains(answer.text, "book.example/?") {
							t.Errorf("%s leads on by itself: %s", path, answer.text)
						}
					}
				}
			}
			after := s.CardNow(s.card)
			if len(s.people()) > 0 || after.Status != before.Status || after.Revision != before.Revision || len(s.History(s.card)) != history {
				t.Errorf("counted %v; status %v → %v", s.people(), before.Status, after.Status)
			}
			if len(s.hits()) == 0 {
				t.Error("nothing was noted")
			}
		})
	}
}

func TestAnAnswerChangesTheCardOnceAndStartsWhatItStarts(t *testing.T) {
	t.Parallel()
	s := newMailing(t)
	asked := s.get(s.paths[goodLink], "User-Agent", firefox)
	if !strings.Contains(asked.text, "Cum a fost?") || !strings.Contains(asked.text, "😀") || !strings.Contains(asked.text, "Trimite acest răspuns") || !strings.Contains(asked.text, "Panificația Ștefan") {
		t.Errorf("asks: %s", asked.text)
	}
	carries(t, "GET", asked)
	if done := s.press(s.paths[goodLink]); !strings.Contains(done.text, "Vă mulțumim") || !strings.Contains(done.text, "Ne bucurăm.") {
		t.Errorf("done: %s", done.text)
	}
	if s.CardNow(s.card).Status != s.Status(testkit.Won) || !slices.Contains(s.HistoryKeys(s.card), "activity.link") || !s.Enrolment(s.won, s.card).State.Live() {
		t.Errorf("status %v, history %q", s.CardNow(s.card).Status, s.HistoryKeys(s.card))
	}
	revision, history := s.CardNow(s.card).Revision, len(s.History(s.card))
	s.SetStatus(s.card, testkit.Lost) // a colleague goes on from there
	for range 3 {
		if again := s.press(s.paths[goodLink]); again.StatusCode != http.StatusOK || !strings.Contains(again.text, "deja notat") {
			t.Errorf("again: %s", again.text)
		}
	}
	if s.CardNow(s.card).Status != s.Status(testkit.Lost) || s.CardNow(s.card).Revision != revision+1 || len(s.History(s.card)) <= history {
		t.Error("a replay changed the card")
	}
	s.press(s.paths[fineLink])
	s.press(s.paths[goodLink])
	if s.CardNow(s.card).Status != s.Status(testkit.Won) {
		t.Error("another answer in between makes way for the first")
	}
	if got := s.people(); !slices.Equal(got, []string{"click", "click", "click"}) {
		t.Errorf("counted %q", got)
	}
}

func TestALinkLeadsOnWhereAPersonGoesAndCountsThem(t *testing.T) {
	t.Parallel()
	s := newMailing(t)
	for path, target := range map[string]string{s.paths[bookLink]: "https://book.example/?for=Ion%20Popescu", s.paths[pageLink]: "https://shop.example/a?b=1&c=2"} {
		s.Advance("1m")
		page := s.get(path, "User-Agent", firefox)
		if !strings.Contains(page.text, `src="/look/go.js"`) || !strings.Contains(page.text, `<form method="post">`) {
			t.Errorf("leads on: %s", page.text)
		}
		gone := s.press(path)
		if gone.StatusCode != http.StatusOK || gone.Header.Get("Refresh") != "0;url="+target {
			t.Errorf("%s: %s %q, want %q", path, gone.Status, gone.Header.Get("Refresh"), target)
		}
	}
	s.Advance("1m")
	s.get(s.paths[picture], "User-Agent", firefox)
	if got := s.people(); !slices.Equal(got, []string{"click", "click", "open"}) {
		t.Errorf("counted %q", got)
	}
	if !slices.Contains(s.HistoryKeys(s.card), "activity.link_opened") {
		t.Errorf("history %q", s.HistoryKeys(s.card))
	}
	for _, path := range []string{s.paths[pageLink][:len(s.paths[pageLink])-1] + "9", strings.Replace(s.paths[pageLink], "/g/", "/g/x", 1), s.paths[pageLink] + "x"} {
		if answer := s.press(path); answer.StatusCode != http.StatusNotFound || answer.Header.Get("Refresh") != "" {
			t.Errorf("%s: %s", path, answer.Status)
		}
	}
}

func TestALinkThatLeadsNowhereSaysOnlyThat(t *testing.T) {
	t.Parallel()
	for name, lead := range map[string]func(s mailing, path string) string{
		"forged": func(s mailing, path string) string {
			for _, other := range []string{path[:len(path)-1], "/l/" + s.token("hop"), "/l/" + s.token("click"), "/l/" + store.SampleToken(20)} {
				s.leadsNowhere(other)
			}
			return path[:3] + strings.ToUpper(path[3:])
		},
		"run out":           func(s mailing, path string) string { s.Advance("61d"); return path },
		"of a deleted card": func(s mailing, path string) string { s.Delete(s.card); return path },
		"of somebody who was erased": func(s mailing, path string) string {
			_, err := s.Engine.Erase(s.site.t.Context(), s.CardNow(s.card).Contact, crm.Cause{Kind: crm.CauseUser, User: s.Admin})
			s.OK(err)
			return path
		},
		"of a link that was deleted": func(s mailing, path string) string {
			s.World.Write(func(tx *store.Tx) error { return tx.DeleteLink(1) })
			return path
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newMailing(t)
			s.leadsNowhere(lead(s, s.paths[goodLink]))
			if len(s.people()) > 0 {
				t.Errorf("counted %q", s.people())
			}
		})
	}
}

func (s mailing) leadsNowhere(path string) {
	t := s.site.t
	t.Helper()
	for _, answer := range []answered{s.get(path, "User-Agent", firefox), s.press(path)} {
		if answer.StatusCode != http.StatusNotFound || !strings.Contains(answer.text, "Acest link nu mai funcționează") || strings.Contains(answer.text, "Ion") {
			t.Errorf("%s: %s %s", path, answer.Status, answer.text)
		}
		carries(t, "GET", answer)
	}
}

// token is one for a message that isn't there.
func (s mailing) token(purpose string) (token string) {
	s.Read(func(v *store.View) error {
		token = v.Sign(purpose, 1<<21+999, 1)
		return nil
	})
	return url.PathEscape(token)
}
