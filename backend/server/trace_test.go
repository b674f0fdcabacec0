package server_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"stepwise/backend/server"
)

// book is a log that many write to.
type book struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *book) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *book) lines() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Split(strings.TrimSpace(b.text.String()), "\n")
}

func TestTheLogOfRequestsHoldsNothingThatPeopleWrote(t *testing.T) {
	t.Parallel()
	var log book
	s := newTeam(t, func(o *server.Options) { o.Access = slog.New(slog.NewJSONHandler(&log, nil)) })
	member := s.as(s.member)
	member.rpc("ListTags", `{"secret":"walnut"}`)
	member.get("/files/walnut?token=walnut")
	s.get("/invitation?token=walnut")
	s.get("/walnut")
	s.login("walnut@firma.example", "walnut", "192.0.2.77")
	s.do("POST", "/hooks/sms/acct_1/walnut", "walnut", asJSON)
	routes := map[string]bool{}
	for _, text := range log.lines() {
		if strings.Contains(text, "walnut") || strings.Contains(text, "192.0.2.77") {
			t.Errorf("the log should not hold this: %s", text)
		}
		var line struct {
			ID, Method, Route, User string
			Status                  int
		}
		if err := json.Unmarshal([]byte(text), &line); err != nil || line.ID == "" || line.Status == 0 {
			t.Errorf("%v: %s", err, text)
		}
		routes[line.Route+" "+line.User] = true
	}
	for _, want := range []string{"POST /rpc/ListTags " + s.barna.String(), "GET /invitation ", "POST /login ", "POST /hooks/ "} {
		if !routes[want] {
			t.Errorf("no line for %q in %v", want, routes)
		}
	}
}
