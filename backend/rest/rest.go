// Package rest is the API for other programs: HTTP and JSON below /api/v1, with
// an OpenAPI document that is made from this code.
//
// Order of the rules, outermost first: what an answer carries, the token (401),
// its rate (429), the body (413, 415, and JSON without doubt: 422), the
// idempotency key, and then the route: its scope (403), its input, all of which
// is wrong at once (422), and an operation of api.Session, which looks at roles,
// writes histories and undoes.
//
// It must not know what an operation does, nor the store; it gives api's nouns
// names and values that other programs understand.
package rest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// Prefix is where the routes are.
const Prefix = "/api/v1"

// Options are what the API is made of.
type Options struct {
	Service *api.Service
	Log     *slog.Logger
	Since   func() time.Duration // a clock that only goes forward, for rates; nil: no rates
}

// New is the API behind tokens: "Authorization: Bearer stw_…".
func New(o Options) http.Handler {
	known := &bearer{service: o.Service, rates: newRates(o.Since)}
	return newHandler(o.Log, known.who)
}

// Local is the API for who runs on this computer, as one session with every
// scope and at any rate: the command line. The session answers for its own
// context.
func Local(session *api.Session) http.Handler {
	me := &caller{session: session, scopes: api.AllScopes(), name: "local"}
	return newHandler(slog.New(slog.DiscardHandler), func(http.ResponseWriter, *http.Request) (*caller, error) { return me, nil })
}

// caller is who asks, and what they may.
type caller struct {
	session *api.Session
	scopes  api.Scopes
	name    string // unlike every other caller's: of the keys that they send
}

type callerKey struct{}

func callerOf(ctx context.Context) *caller {
	c, _ := ctx.Value(callerKey{}).(*caller)
	return c
}

// newHandler puts what comes before the routes before them.
func newHandler(log *slog.Logger, who func(http.ResponseWriter, *http.Request) (*caller, error)) http.Handler {
	h := &handler{log: log, who: who, routes: made().mux, keys: newKeys()}
	outside := http.NewServeMux()
	outside.HandleFunc("GET "+Prefix+"/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/openapi+json")
		_, _ = w.Write(Document())
	})
	outside.Handle("/", h)
	return outside
}

// handler is what every request passes before its route.
type handler struct {
	log    *slog.Logger
	who    func(http.ResponseWriter, *http.Request) (*caller, error)
	routes *http.ServeMux
	keys   *keys
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	who, err := h.who(w, r)
	if err != nil {
		refuseAny(w, h.outside(r, err))
		return
	}
	defer func() {
		if p := recover(); p != nil && p != http.ErrAbortHandler { //nolint:errorlint // the very value
			refuseAny(w, api.Unexpected(who.session, "rest "+r.Method, fmt.Errorf("panic: %v", p), debug.Stack()))
		}
	}()
	route, pattern := h.routes.Handler(r)
	if pattern == "" {
		h.lost(w, r, route)
		return
	}
	r = r.WithContext(context.WithValue(r.Context(), callerKey{}, who))
	body, err := readBody(w, r)
	if err != nil {
		refuseAny(w, err)
		return
	}
	h.keys.run(w, r, who, body, h.routes)
}

// outside logs what went wrong before anybody was known.
func (h *handler) outside(r *http.Request, err error) error {
	if crm.CodeOf(err) == crm.CodeInternal && !errors.As(err, new(*Problem)) {
		h.log.ErrorContext(r.Context(), "who asks could not be looked up", slog.Any("error", err))
	}
	return err
}

// lost answers where no route is: 404, or 405 with what there is.
func (h *handler) lost(w http.ResponseWriter, r *http.Request, none http.Handler) {
	probe := &probe{header: http.Header{}}
	none.ServeHTTP(probe, r)
	if allow := probe.header.Get("Allow"); allow != "" {
		w.Header().Set("Allow", allow)
		refuse(w, http.StatusMethodNotAllowed, crm.Fail(crm.CodeInvalid, "rest.no_method", "method", r.Method))
		return
	}
	refuse(w, http.StatusNotFound, crm.Fail(crm.CodeNotFound, "rest.no_route", "path", r.URL.Path))
}

// probe takes an answer and forgets all but its headers.
type probe struct{ header http.Header }

func (p *probe) Header() http.Header            { return p.header }
func (p *probe) Write(text []byte) (int, error) { return len(text), nil }
func (p *probe) WriteHeader(int)                {}

// routes are all routes and what is said of them. They know nothing of who asks,
// so a process makes them once.
type routes struct {
	mux *http.ServeMux
	doc *huma.OpenAPI
}

var made = sync.OnceValue(func() routes {
	mux := http.NewServeMux()
	return routes{mux: mux, doc: register(mux).OpenAPI()}
})

// Document is the OpenAPI document of the API.
func Document() []byte { return document() }

var document = sync.OnceValue(func() []byte { return encoded(made().doc) })

// about is what the document says of all routes.
const about = `Cards, clients, tasks, filters, sequences (on the screens: automations) and messages for other programs.

A token from Settings › API tokens acts as the colleague who made it, with the scopes that each operation names as x-scope: without one 401, without the scope 403.

Every error is a problem (RFC 9457) with a code, a key that stays the same in every version, and in problems everything that is wrong with the input (422). What is not there is 404; what the state doesn't allow 409; a card or contact that was changed since the ETag of If-Match 412; a body over 1 MiB 413; another one than JSON 415; too often 429 with Retry-After (20 a second, 100 at once); a disk or a lock in the way 503.

Ids are text. Sentences are English, with their times in UTC. Moments are RFC 3339 in UTC, days 2026-11-26, amounts decimal texts. What is not set is missing; in a change, what is missing stays and null clears. Unknown members, members said twice and numbers out of range are refused.

Lists come in pages: next is the cursor of the page behind. A POST, PATCH or DELETE with an Idempotency-Key may be sent again for 24 hours: it is done once, and its answer comes back.`

// register makes the routes.
func register(mux *http.ServeMux) huma.API {
	config := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "Stepwise", Version: "1",
				Description: about,
			},
			Servers: []*huma.Server{{URL: Prefix}},
			Tags:    tags,
			Components: &huma.Components{
				Schemas:         huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
				SecuritySchemes: map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "A token from Settings › API tokens."}},
			},
			Security: []map[string][]string{{"token": {}}},
		},
		Formats:                      map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
	}
	t := &table{api: humago.NewWithPrefix(mux, Prefix, config)}
	for _, add := range []func(*table){
		productRoutes, cardRoutes, contactRoutes, taskRoutes, filterRoutes, sequenceRoutes, forecastRoutes, messageRoutes,
	} {
		add(t)
	}
	return t.api
}
