package server_test

import (
	"context"
	"io"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"stepwise/backend/server"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// serve starts a server of its own making.
func serve(t *testing.T, options server.Options) *site {
	t.Helper()
	listener, err := server.Listen(t.Context(), "127.0.0.1:0", options.Site)
	if err != nil {
		t.Fatal(err)
	}
	s := server.New(options, listener)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	client := &http.Client{
		Transport:     &http.Transport{},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	t.Cleanup(func() {
		stop()
		client.CloseIdleConnections()
		if err := <-ended; err != nil {
			t.Errorf("the server should end cleanly: %v", err)
		}
	})
	return &site{t: t, server: s, service: options.Service, host: listener.Addr().String(), client: client}
}

// enter opens the site's link.
func (s *site) enter() *site {
	s.t.Helper()
	answer := s.get(strings.TrimPrefix(s.server.SignInLink(), "http://"+s.host))
	if answer.StatusCode != http.StatusOK || len(answer.Cookies()) != 1 {
		s.t.Fatalf("the link should let in: %s %v", answer.Status, answer.Cookies())
	}
	s.session = answer.Cookies()[0]
	return s
}

// newStore is an empty workspace.
func newStore(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir(), Clock: (&testkit.Clock{}).Time})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// stream listens to what changes until the server ends it.
func (s *site) stream(begun chan<- struct{}) answered {
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, "http://"+s.host+"/events", nil)
	if err != nil {
		s.t.Error(err)
		return answered{}
	}
	if s.public != "" {
		request.Host = s.public
	}
	request.AddCookie(s.session)
	response, err := s.client.Do(request)
	if err != nil {
		s.t.Error(err)
		return answered{}
	}
	defer response.Body.Close()
	first := make([]byte, 5)
	_, _ = io.ReadFull(response.Body, first)
	close(begun)
	text, _ := io.ReadAll(response.Body)
	return answered{response, string(text)}
}

// codeOf is what somebody's app shows.
func codeOf(t *testing.T, key string, at time.Time) string {
	t.Helper()
	code, err := totp.GenerateCode(key, at)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func netOf(text string) netip.Prefix { return netip.MustParsePrefix(text) }
