// Package idp is a small provider that signs people in with OAuth 2, for tests:
// authorization code with PKCE, refresh tokens, and a list of the access tokens
// that are good.
package idp

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"

	"stepwise/backend/oauth"
)

// Server is a running provider. Its one program is "client-1" with the secret
// "client-secret".
type Server struct {
	t    testing.TB
	http *httptest.Server

	mu      sync.Mutex
	Rotate  bool // every refresh gives a new refresh token, and the old one ends
	Down    bool // it answers 503
	Deny    bool // the person says no
	serial  int
	codes   map[string]code
	refresh map[string]bool
	access  map[string]bool
	Fetched int // how often a token was fetched
}

type code struct{ challenge, redirect string }

// Start runs a provider until the test ends.
func Start(t testing.TB) *Server {
	s := &Server{t: t, codes: map[string]code{}, refresh: map[string]bool{}, access: map[string]bool{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /auth", s.authorize)
	mux.HandleFunc("POST /token", s.token)
	s.http = httptest.NewServer(mux)
	t.Cleanup(s.http.Close)
	return s
}

// Endpoint is where a Keeper finds the provider, whatever its name.
func (s *Server) Endpoint(string, string) (oauth.Endpoint, bool) {
	return oauth.Endpoint{AuthURL: s.http.URL + "/auth", TokenURL: s.http.URL + "/token", Scopes: []string{"mail"}}, true
}

// Visit is a person who opens the provider's page and says yes: the address
// that their browser is sent back to.
func (s *Server) Visit(address string) *url.URL {
	s.t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := client.Get(address)
	if err != nil {
		s.t.Fatal(err)
	}
	_ = r.Body.Close()
	back, err := r.Location()
	if err != nil {
		s.t.Fatalf("the provider sends nobody back: %s", r.Status)
	}
	return back
}

// Set changes how the provider behaves.
func (s *Server) Set(fn func(*Server)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fn(s)
}

// Revoke ends every token that was given out.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.refresh)
	clear(s.access)
}

// EndAccess ends the access tokens alone.
func (s *Server) EndAccess() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.access)
}

// Good says whether an access token is.
func (s *Server) Good(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.access[token]
}

func (s *Server) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("client_id") != "client-1" || q.Get("code_challenge_method") != "S256" || q.Get("state") == "" || q.Get("response_type") != "code" {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	back := url.Values{"state": {q.Get("state")}}
	if s.Deny {
		back.Set("error", "access_denied")
	} else {
		name := s.next("code")
		s.codes[name] = code{q.Get("code_challenge"), q.Get("redirect_uri")}
		back.Set("code", name)
	}
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

func (s *Server) next(what string) string {
	s.serial++
	return fmt.Sprintf("%s-%d-MARKER", what, s.serial)
}

func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Fetched++
	switch {
	case s.Down:
		http.Error(w, "down for maintenance", http.StatusServiceUnavailable)
	case r.FormValue("client_id") != "client-1" || r.FormValue("client_secret") != "client-secret":
		refuse(w, http.StatusUnauthorized, "invalid_client")
	case r.FormValue("grant_type") == "authorization_code":
		s.exchange(w, r)
	case r.FormValue("grant_type") == "refresh_token" && s.refresh[r.FormValue("refresh_token")]:
		old := r.FormValue("refresh_token")
		if s.Rotate {
			delete(s.refresh, old)
			old = s.next("refresh")
		}
		s.give(w, old)
	default:
		refuse(w, http.StatusBadRequest, "invalid_grant")
	}
}

func (s *Server) exchange(w http.ResponseWriter, r *http.Request) {
	c, ok := s.codes[r.FormValue("code")]
	delete(s.codes, r.FormValue("code"))
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if !ok || c.challenge != base64.RawURLEncoding.EncodeToString(sum[:]) || c.redirect != r.FormValue("redirect_uri") {
		refuse(w, http.StatusBadRequest, "invalid_grant")
		return
	}
	s.give(w, s.next("refresh"))
}

func (s *Server) give(w http.ResponseWriter, refresh string) {
	access := s.next("access")
	s.refresh[refresh], s.access[access] = true, true
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"access_token": access, "token_type": "Bearer", "expires_in": 3600, "refresh_token": refresh})
}

func refuse(w http.ResponseWriter, status int, problem string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": problem, "error_description": "Token has been expired or revoked."})
}
