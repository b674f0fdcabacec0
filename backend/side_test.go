package backend_test

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/mail"
	"net/url"
	"strings"
	"testing"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit/sink"
)

// until waits for what is told until the state of the public side is as wanted.
func until(t *testing.T, b *backend.Backend, s *api.Session, wanted func(crm.PublicState) bool) crm.PublicState {
	t.Helper()
	news := b.Service().Bus().Listen()
	defer news.Close()
	for {
		out, err := s.GetPublicSide()
		must(t, err)
		if wanted(out.State) {
			return out.State
		}
		select {
		case <-t.Context().Done():
			t.Fatalf("the public side stays %+v", out.State)
		case <-news.Ready():
			news.Take()
		}
	}
}

func on(s crm.PublicState) bool { return s.On }

func TestThePublicSideListensAsTheSettingSays(t *testing.T) {
	t.Parallel()
	b := open(t, t.TempDir())
	defer func() { must(t, b.Close()) }()
	s := session(t, b)
	_, err := s.SetUpWorkspace(api.SetUpIn{Name: "Ana Pop", Email: "ana@firma.example", Country: "RO", Zone: "Europe/Bucharest", Language: "en"})
	must(t, err)
	b.Start()
	other, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0") // somebody else has the port
	must(t, err)
	address := other.Addr().String()
	set := func(reach crm.Reach) {
		t.Helper()
		_, err := s.SavePublicSide(api.SavePublicSideIn{
			Side: crm.PublicSide{Reach: reach, Port: other.Addr().(*net.TCPAddr).Port}, Base: "http://" + address,
		})
		must(t, err)
	}
	set(crm.ReachComputer)
	trouble := until(t, b, s, func(s crm.PublicState) bool { return s.Trouble != nil })
	if trouble.On || trouble.Trouble.Key != "public.address_taken" {
		t.Errorf("with a port that is taken: %+v", trouble)
	}
	must(t, other.Close())
	b.Kick() // the heartbeat tries again
	if state := until(t, b, s, on); state.Address != address || state.Fixed || len(state.Addresses) != 1 {
		t.Errorf("once it is free: %+v", state)
	}
	tried, err := s.TryPublic()
	must(t, err)
	if !tried.OK {
		t.Errorf("the address leads here: %+v", tried)
	}
	set(crm.ReachOff)
	until(t, b, s, func(s crm.PublicState) bool { return !s.On })
	if conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", address); err == nil {
		_ = conn.Close()
		t.Error("switched off, it still listens")
	}
}

// A letter names its page, and one click there (RFC 8058) is what it takes.
func TestOneClickOnALetterUnsubscribes(t *testing.T) {
	t.Parallel()
	mailbox := mailServer(t)
	b := open(t, t.TempDir())
	defer func() { must(t, b.Close()) }()
	s := session(t, b)
	p := follow(t, s, mailbox)
	must(t, b.ServePublic(backend.PublicSite{Address: "127.0.0.1:0"}))
	_, err := s.SavePublicSide(api.SavePublicSideIn{Side: crm.PublicSide{Reach: crm.ReachOff, Port: 8090}, Base: "https://firma.example"})
	must(t, err)
	b.Start()
	state := until(t, b, s, on)
	if !state.Fixed {
		t.Errorf("what serve is told goes before the setting: %+v", state)
	}
	welcome(t, s, p, "Stefan")
	e, err := mailbox.Await(t.Context(), func(e sink.Entry) bool { return e.Ev == sink.EvAccepted })
	must(t, err)
	letter, err := mail.ReadMessage(bytes.NewReader(e.Raw))
	must(t, err)
	pages := letter.Header["List-Unsubscribe"]
	if len(e.Lint) > 0 || len(pages) != 1 || letter.Header.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" {
		t.Fatalf("the letter's headers: %v %v", e.Lint, letter.Header)
	}
	https, mailto, _ := strings.Cut(pages[0], ", ")
	if !strings.HasPrefix(https, "<https://firma.example/u/") || !strings.HasPrefix(mailto, "<mailto:office@firma.example?subject=unsubscribe%20") {
		t.Errorf("both ways should be there: %s", pages[0])
	}
	page, err := url.Parse(strings.Trim(https, "<>"))
	must(t, err)
	for range 2 {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+state.Address+page.Path, strings.NewReader("List-Unsubscribe=One-Click"))
		must(t, err)
		request.Host = page.Host
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(request)
		must(t, err)
		_, _ = io.Copy(io.Discard, answer.Body)
		must(t, answer.Body.Close())
		if answer.StatusCode != http.StatusOK || len(answer.Cookies()) > 0 {
			t.Errorf("one click: %s %v", answer.Status, answer.Header)
		}
	}
	list, err := s.ListSuppressions(api.ListSuppressionsIn{})
	must(t, err)
	if len(list.Rows) != 1 || list.Rows[0].Entry.Scope != crm.ScopeMarketing || list.Rows[0].Entry.Source != "link" {
		t.Errorf("the suppression list: %+v", list.Rows)
	}
}
