package oauth_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/oauth"
	"stepwise/backend/testkit/idp"
)

// desk is a Keeper with a clock that is moved by hand.
type desk struct {
	*oauth.Keeper
	provider *idp.Server

	mu      sync.Mutex
	now     time.Time
	rotated []string
}

func open(t *testing.T) *desk {
	d := &desk{provider: idp.Start(t), now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	d.Keeper = oauth.New(oauth.Options{
		Endpoint: d.provider.Endpoint,
		Now: func() time.Time {
			d.mu.Lock()
			defer d.mu.Unlock()
			return d.now
		},
		Rotated: func(_ crm.AccountID, old, fresh string) { d.rotated = append(d.rotated, old+" → "+fresh) },
	})
	return d
}

func (d *desk) pass(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = d.now.Add(by)
}

var client = crm.OAuthClient{Provider: "google", ClientID: "client-1"}

func ticket() oauth.Ticket {
	return oauth.Ticket{Account: 7, User: 1, Client: client, Secret: oauth.Secret{Client: "client-secret"}, Email: "ana@x.ro"}
}

// signIn is a whole sign-in: the account with what it keeps.
func (d *desk) signIn(t *testing.T) crm.Account {
	t.Helper()
	address, _, err := d.Start(ticket(), "http://127.0.0.1:1/oauth/callback")
	if err != nil {
		t.Fatal(err)
	}
	q := d.provider.Visit(address).Query()
	_, secret, err := d.Finish(t.Context(), q.Get("state"), q.Get("code"), "")
	if err != nil {
		t.Fatal(err)
	}
	return crm.Account{ID: 7, SMTP: &crm.SMTPSettings{OAuth: client}, Secret: secret.Text()}
}

func TestASignInBringsWhatTheAccountKeeps(t *testing.T) {
	t.Parallel()
	d := open(t)
	address, state, err := d.Start(ticket(), "http://127.0.0.1:1/oauth/callback")
	if err != nil {
		t.Fatal(err)
	}
	if u, _ := url.Parse(address); u.Query().Get("access_type") != "offline" || u.Query().Get("login_hint") != "ana@x.ro" || strings.Contains(address, "client-secret") {
		t.Errorf("the page's address is %s", address)
	}
	if !d.Expects(state) || !d.Waits(7) || d.Waits(8) || d.Expects("other") {
		t.Error("it doesn't know what it waits for")
	}
	q := d.provider.Visit(address).Query()
	if _, _, err := d.Finish(t.Context(), "other", q.Get("code"), ""); !errors.Is(err, oauth.ErrStranger) {
		t.Errorf("another state: %v", err)
	}
	got, secret, err := d.Finish(t.Context(), q.Get("state"), q.Get("code"), "")
	if err != nil || got.Account != 7 || got.User != 1 || secret.Client != "client-secret" || secret.Refresh == "" {
		t.Fatalf("%+v %+v %v", got, secret, err)
	}
	if oauth.ReadSecret(secret.Text()) != secret {
		t.Error("the secret doesn't come back")
	}
	if _, _, err := d.Finish(t.Context(), q.Get("state"), q.Get("code"), ""); !errors.Is(err, oauth.ErrStranger) {
		t.Errorf("the same answer again: %v", err)
	}
}

func TestASignInThatFails(t *testing.T) {
	t.Parallel()
	var refused *oauth.Refused
	t.Run("the person says no", func(t *testing.T) {
		t.Parallel()
		d := open(t)
		d.provider.Set(func(s *idp.Server) { s.Deny = true })
		address, _, _ := d.Start(ticket(), "http://127.0.0.1:1/cb")
		q := d.provider.Visit(address).Query()
		if _, _, err := d.Finish(t.Context(), q.Get("state"), q.Get("code"), q.Get("error")); !errors.As(err, &refused) || refused.Words != "access_denied" {
			t.Error(err)
		}
	})
	t.Run("a wrong client secret, which isn't in the words", func(t *testing.T) {
		t.Parallel()
		d := open(t)
		wrong := ticket()
		wrong.Secret.Client = "expired"
		address, _, _ := d.Start(wrong, "http://127.0.0.1:1/cb")
		q := d.provider.Visit(address).Query()
		var refused *oauth.Refused
		if _, _, err := d.Finish(t.Context(), q.Get("state"), q.Get("code"), ""); !errors.As(err, &refused) || !strings.HasPrefix(refused.Words, "invalid_client") || strings.Contains(refused.Words, "expired") {
			t.Error(err)
		}
	})
	t.Run("too late, and a clock that went back", func(t *testing.T) {
		t.Parallel()
		for _, by := range []time.Duration{oauth.Patience + time.Second, -time.Hour} {
			d := open(t)
			address, _, _ := d.Start(ticket(), "http://127.0.0.1:1/cb")
			q := d.provider.Visit(address).Query()
			d.pass(by)
			if _, _, err := d.Finish(t.Context(), q.Get("state"), q.Get("code"), ""); !errors.Is(err, oauth.ErrStranger) || d.Waits(7) {
				t.Error(err)
			}
		}
	})
	t.Run("a second one ends the first", func(t *testing.T) {
		t.Parallel()
		d := open(t)
		_, first, _ := d.Start(ticket(), "http://127.0.0.1:1/cb")
		_, second, _ := d.Start(ticket(), "http://127.0.0.1:1/cb")
		if d.Expects(first) || !d.Expects(second) {
			t.Error("the first one is still awaited")
		}
		if d.Abandon(second); d.Waits(7) {
			t.Error("an abandoned one is still awaited")
		}
	})
}

func TestAnAccessTokenIsFetchedOnceAndAgainWhenItEnds(t *testing.T) {
	t.Parallel()
	d := open(t)
	a := d.signIn(t)
	token := func() string {
		t.Helper()
		got, _, err := d.Token(t.Context(), a)
		if err != nil || !d.provider.Good(got) {
			t.Fatalf("token %q, %v", got, err)
		}
		return got
	}
	first := token()
	if second := token(); second != first || d.provider.Fetched != 1 {
		t.Errorf("fetched %d times", d.provider.Fetched)
	}
	d.pass(59 * time.Minute) // of an hour: too near to its end
	if later := token(); later == first {
		t.Error("a token that ends is still used")
	}
	d.pass(-2 * time.Hour)
	token()
	if d.Forget(a.ID); d.provider.Fetched != 3 {
		t.Errorf("a clock that went back: fetched %d times", d.provider.Fetched)
	}
	if _, fresh, _ := d.Token(t.Context(), a); !fresh {
		t.Error("a forgotten token came back")
	}
}

func TestARotatedRefreshTokenIsKept(t *testing.T) {
	t.Parallel()
	d := open(t)
	a := d.signIn(t)
	d.provider.Set(func(s *idp.Server) { s.Rotate = true })
	d.Forget(a.ID)
	if _, _, err := d.Token(t.Context(), a); err != nil || len(d.rotated) != 1 {
		t.Fatalf("%v, told %q", err, d.rotated)
	}
	_, a.Secret, _ = strings.Cut(d.rotated[0], " → ")
	d.Forget(a.ID)
	if _, _, err := d.Token(t.Context(), a); err != nil {
		t.Errorf("with what was kept: %v", err)
	}
}

func TestARefusedRefreshIsToldFromAProviderThatIsAway(t *testing.T) {
	t.Parallel()
	d := open(t)
	a := d.signIn(t)
	d.Forget(a.ID)
	var refused *oauth.Refused
	d.provider.Set(func(s *idp.Server) { s.Down = true })
	if _, _, err := d.Token(t.Context(), a); err == nil || errors.As(err, &refused) {
		t.Errorf("down: %v", err)
	}
	d.provider.Set(func(s *idp.Server) { s.Down = false })
	d.provider.Revoke()
	if _, _, err := d.Token(t.Context(), a); !errors.As(err, &refused) || strings.Contains(refused.Words, "MARKER") {
		t.Errorf("revoked: %v", err)
	}
	a.Secret = ""
	if _, _, err := d.Token(t.Context(), a); !errors.As(err, &refused) {
		t.Errorf("never signed in: %v", err)
	}
}

func TestSettingsOfASignIn(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]crm.OAuthClient{
		"":                           {Provider: "microsoft", ClientID: "3f2504e0-4f89", Tenant: "contoso.example"},
		"provider client_missing":    {},
		"clientId client_bad":        {Provider: "google", ClientID: "a b"},
		"clientId client_bad tenant": {Provider: "google", ClientID: "a\r\nb", Tenant: "../x?y"},
	} {
		bad := oauth.Check(c)
		var paths []string
		for _, p := range bad {
			paths = append(paths, p.Path+" "+p.Key)
		}
		all := strings.Join(paths, " ")
		for _, word := range strings.Fields(want) {
			if !strings.Contains(all, word) {
				t.Errorf("%+v: %q", c, all)
			}
		}
		if want == "" && len(bad) > 0 {
			t.Errorf("%+v: %q", c, all)
		}
	}
	if e, _ := oauth.Provider("microsoft", "a/../b"); strings.Contains(e.TokenURL, "/../") {
		t.Error("a tenant leads elsewhere")
	}
}

func get(t *testing.T, address string) (int, string, http.Header) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		return 0, "", nil
	}
	defer func() { _ = r.Body.Close() }()
	body, _ := io.ReadAll(r.Body)
	return r.StatusCode, string(body), r.Header
}

func TestTheBrowserComesBackOnce(t *testing.T) {
	t.Parallel()
	redirect, err := oauth.Loopback(t.Context(), func(_ context.Context, q url.Values) ([]byte, bool) {
		return []byte("page " + q.Get("state")), q.Get("state") == "mine"
	})
	if err != nil || !strings.HasPrefix(redirect, "http://127.0.0.1:") {
		t.Fatal(redirect, err)
	}
	if code, page, _ := get(t, redirect+"?state=other"); code != 400 || page != "page other" {
		t.Errorf("a stranger got %d %q", code, page)
	}
	if code, _, _ := get(t, strings.Replace(redirect, "127.0.0.1", "localhost", 1)+"?state=mine"); code != 421 && code != 0 {
		t.Errorf("another name got %d", code)
	}
	if code, page, h := get(t, redirect+"?state=mine"); code != 200 || page != "page mine" || h.Get("Referrer-Policy") != "no-referrer" || h.Get("Cache-Control") != "no-store" {
		t.Errorf("got %d %q %v", code, page, h)
	}
	ended, end := context.WithCancel(context.Background())
	for range 200 { // it closes after the page has arrived
		if code, _, _ := get(t, redirect+"?state=mine"); code == 0 {
			end()
			break
		}
	}
	if ended.Err() == nil {
		t.Error("it still listens")
	}
	end()
}
