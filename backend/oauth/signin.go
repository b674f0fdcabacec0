package oauth

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
	"stepwise/backend/secret"
)

// Patience is how long somebody has to sign in.
const Patience = 10 * time.Minute

// Options are what a Keeper needs.
type Options struct {
	Now      func() time.Time
	HTTP     *http.Client                                       // nil: one of its own, which gives up after half a minute
	Endpoint func(name, tenant string) (e Endpoint, known bool) // nil: Provider
	// Rotated is told when a provider gave a new refresh token: the account's
	// secret was old and is now fresh.
	Rotated func(account crm.AccountID, old, fresh string)
}

// Keeper signs accounts in and keeps their access tokens. It is safe for use by
// many at once.
type Keeper struct {
	opts Options

	mu      sync.Mutex
	pending map[string]pending      // by state
	tokens  map[crm.AccountID]*kept // of accounts that send
}

// pending is somebody at the provider's page.
type pending struct {
	ticket   Ticket
	config   *oauth2.Config
	verifier string
	until    time.Time
}

// Ticket says for whom and for which account somebody signs in.
type Ticket struct {
	Account crm.AccountID
	User    crm.UserID
	Client  crm.OAuthClient
	Secret  Secret // as it was when the sign-in began
	Email   string // whom the provider should ask for
}

// Refused says that a provider doesn't let an account in until somebody signs
// in again or corrects the settings.
type Refused struct{ Words string }

func (e *Refused) Error() string { return "refused: " + e.Words }

// ErrStranger is an answer that nobody waits for: another state, or too late.
var ErrStranger = errors.New("nobody waits for this sign-in")

// New makes a Keeper.
func New(o Options) *Keeper {
	if o.HTTP == nil {
		o.HTTP = &http.Client{
			Transport:     wire.Transport(),
			Timeout:       30 * time.Second,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}
	}
	if o.Endpoint == nil {
		o.Endpoint = Provider
	}
	return &Keeper{opts: o, pending: map[string]pending{}, tokens: map[crm.AccountID]*kept{}}
}

// Start is the address of the provider's page and the state that its answer
// carries. redirect is where the answer comes.
func (k *Keeper) Start(t Ticket, redirect string) (address, state string, err error) {
	config, err := k.config(t.Client, t.Secret.Client, redirect)
	if err != nil {
		return "", "", err
	}
	p := pending{ticket: t, config: config, verifier: oauth2.GenerateVerifier(), until: k.opts.Now().Add(Patience)}
	state = base64.RawURLEncoding.EncodeToString(secret.Random(32))
	k.mu.Lock()
	defer k.mu.Unlock()
	for other, o := range k.pending {
		// one sign-in of an account at a time, and none for ever
		if o.ticket.Account == t.Account || k.late(o) {
			delete(k.pending, other)
		}
	}
	k.pending[state] = p
	return config.AuthCodeURL(state, oauth2.AccessTypeOffline, oauth2.S256ChallengeOption(p.verifier),
		oauth2.SetAuthURLParam("prompt", "consent"), oauth2.SetAuthURLParam("login_hint", t.Email)), state, nil
}

func (k *Keeper) late(p pending) bool {
	left := p.until.Sub(k.opts.Now())
	return left < 0 || left > Patience // the clock was set back
}

// Expects says whether somebody waits for an answer with this state.
func (k *Keeper) Expects(state string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	p, ok := k.pending[state]
	return ok && !k.late(p)
}

// Waits says whether somebody is at the provider's page for an account.
func (k *Keeper) Waits(account crm.AccountID) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, p := range k.pending {
		if p.ticket.Account == account && !k.late(p) {
			return true
		}
	}
	return false
}

// Abandon forgets a sign-in that nobody will finish.
func (k *Keeper) Abandon(state string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.pending, state)
}

// Finish takes the provider's answer, once, and exchanges its code for what the
// account keeps. Errors: ErrStranger; *Refused with the provider's words; others
// where it can't be reached.
func (k *Keeper) Finish(ctx context.Context, state, code, problem string) (Ticket, Secret, error) {
	k.mu.Lock()
	p, ok := k.pending[state]
	delete(k.pending, state)
	k.mu.Unlock()
	if !ok || k.late(p) {
		return Ticket{}, Secret{}, ErrStranger
	}
	got := p.ticket.Secret
	if problem != "" || code == "" {
		return p.ticket, got, &Refused{Words: clip(problem)}
	}
	token, err := p.config.Exchange(k.with(ctx), code, oauth2.VerifierOption(p.verifier))
	if err != nil {
		return p.ticket, got, judge(err, got)
	}
	if token.RefreshToken == "" {
		return p.ticket, got, &Refused{Words: "no refresh token"}
	}
	got.Refresh = token.RefreshToken
	k.keep(p.ticket.Account, got.Text(), token)
	return p.ticket, got, nil
}

func (k *Keeper) with(ctx context.Context) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, k.opts.HTTP)
}

// judge tells a refusal, which only a person mends, from a provider that can't
// be reached or has troubles of its own.
func judge(err error, s Secret) error {
	var r *oauth2.RetrieveError
	if !errors.As(err, &r) {
		return err
	}
	words := r.ErrorCode
	if r.ErrorDescription != "" {
		words += ": " + r.ErrorDescription
	}
	if words == "" && r.Response != nil {
		words = r.Response.Status
	}
	words = clip(s.hide(words))
	if r.Response != nil && (r.Response.StatusCode >= 500 || r.Response.StatusCode == http.StatusTooManyRequests) ||
		r.ErrorCode == "temporarily_unavailable" || r.ErrorCode == "server_error" {
		return errors.New(words)
	}
	return &Refused{Words: words}
}

// clip keeps words short enough for a list.
func clip(words string) string {
	const most = 300
	if len(words) <= most {
		return words
	}
	return words[:most] + "…"
}
