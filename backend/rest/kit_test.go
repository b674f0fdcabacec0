package rest_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/rest"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/words"
)

// desk is a World whose cards other programs ask for.
type desk struct {
	*testkit.World
	svc   *api.Service
	api   *api.Session // the administrator's
	hall  http.Handler
	token string // with every scope
}

func open(t testing.TB) *desk {
	t.Helper()
	w := testkit.NewWorld(t)
	d := &desk{World: w}
	d.svc = api.NewService(api.Deps{
		Version: "1.0.0", Started: w.Now(), Log: w.Log, Bus: &api.Bus{}, Store: w.Store, Engine: w.Engine, Outbox: w.Outbox,
		Channels: w.Outbox.Channels, Kick: func() {}, MachineZone: "Europe/Budapest",
		Say: func(lang string, p crm.Phrase) string { return words.Render(lang, p, w.Zone) },
	})
	d.api = api.NewSession(t.Context(), w.Admin, d.svc)
	d.token = d.tokenFor(w.Admin, crm.TokenScopes()...)
	d.hall = rest.New(rest.Options{Service: d.svc, Log: w.Log})
	return d
}

func (d *desk) tokenFor(user crm.UserID, scopes ...crm.TokenScope) string {
	d.T.Helper()
	out, err := api.NewSession(d.T.Context(), user, d.svc).AddToken(api.AddTokenIn{Name: "Program", Scopes: scopes})
	d.OK(err)
	return out.Secret
}

// answer is what came back.
type answer struct {
	t      testing.TB
	status int
	header http.Header
	text   string
}

// ask sends a request; more are headers, "Name: value".
func (d *desk) ask(method, path, body string, more ...string) answer {
	d.T.Helper()
	var in io.Reader
	if body != "" {
		in = strings.NewReader(body)
	}
	r := httptest.NewRequestWithContext(d.T.Context(), method, rest.Prefix+path, in)
	r.Header.Set("Authorization", "Bearer "+d.token)
	r.Header.Set("Content-Type", "application/json")
	for _, line := range more {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	d.hall.ServeHTTP(w, r)
	return answer{d.T, w.Code, w.Result().Header, w.Body.String()}
}

// is wants a status.
func (a answer) is(status int) answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("got %d, want %d: %s", a.status, status, a.text)
	}
	return a
}

// read reads the answer into something.
func read[T any](a answer) (out T) {
	a.t.Helper()
	if err := json.Unmarshal([]byte(a.text), &out); err != nil {
		a.t.Fatalf("%v: %s", err, a.text)
	}
	return out
}

// wrong are the paths and keys of a problem's problems.
func (a answer) wrong() (out []string) {
	for _, p := range read[rest.Problem](a).Problems {
		out = append(out, p.Path+" "+p.Key)
	}
	return out
}

// cards makes many cards of one name, without clients.
func (d *desk) cards(name, status string, n int) (ids []crm.CardID) {
	d.T.Helper()
	drafts := make([]engine.Draft, n)
	for i := range drafts {
		drafts[i] = engine.Draft{Product: d.Product, Name: fmt.Sprintf("%s %04d", name, i), Status: d.Status(status), Fields: crm.Values{}, Origin: crm.OriginUser}
	}
	d.Write(func(tx *store.Tx) error {
		ids = ids[:0]
		made, err := d.Engine.SaveCards(tx, drafts, d.By())
		for _, c := range made {
			ids = append(ids, c.ID)
		}
		return err
	})
	return ids
}
