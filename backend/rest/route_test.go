package rest_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/rest"
)

// document is what the tests read of the OpenAPI document.
type document struct {
	OpenAPI string `json:"openapi"`
	Paths   map[string]map[string]struct {
		ID          string         `json:"operationId"`
		Summary     string         `json:"summary"`
		Tags        []string       `json:"tags"`
		Scope       crm.TokenScope `json:"x-scope"`
		RequestBody *struct {
			Content map[string]struct {
				Schema map[string]any `json:"schema"`
			} `json:"content"`
		} `json:"requestBody"`
	} `json:"paths"`
	Components struct {
		Schemas map[string]any `json:"schemas"`
	} `json:"components"`
}

func theDocument(t *testing.T) (doc document) {
	t.Helper()
	if err := json.Unmarshal(rest.Document(), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestTheOpenAPIDocumentIsCurrentAndServed(t *testing.T) {
	t.Parallel()
	kept, err := os.ReadFile("../../docs/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, rest.Document()) {
		t.Error("docs/openapi.json is not what the routes are: run make gen")
	}
	d := open(t)
	d.token = ""
	if got := d.ask(http.MethodGet, "/openapi.json", "").is(http.StatusOK); got.text != string(kept) {
		t.Error("another document is served")
	}
}

// Every name that the document points to is there, every operation has one of
// its own, and nothing leads to other sites.
func TestTheOpenAPIDocumentHoldsTogether(t *testing.T) {
	t.Parallel()
	doc := theDocument(t)
	if doc.OpenAPI != "3.1.0" {
		t.Errorf("got OpenAPI %s", doc.OpenAPI)
	}
	text := string(rest.Document())
	for _, part := range strings.Split(text, `"$ref": "#/components/schemas/`)[1:] {
		name, _, _ := strings.Cut(part, `"`)
		if doc.Components.Schemas[name] == nil {
			t.Errorf("there is no schema %q", name)
		}
	}
	if strings.Contains(text, "http://") || strings.Contains(text, "https://") {
		t.Error("the document leads elsewhere")
	}
	known := map[string]bool{}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			if known[op.ID] || op.ID == "" || op.Summary == "" || len(op.Tags) != 1 {
				t.Errorf("%s %s has no name of its own: %q", method, path, op.ID)
			}
			known[op.ID] = true
			if op.Scope != "" && !slices.Contains(crm.TokenScopes(), op.Scope) {
				t.Errorf("%s asks for %q, which no token has", op.ID, op.Scope)
			}
		}
	}
}

// unknown are ids that are well written and name nothing.
var unknown = strings.NewReplacer("/products/{id}", "/products/prod_vvv", "/cards/{id}", "/cards/card_vvv", "/contacts/{id}", "/contacts/cont_vvv",
	"/tasks/{id}", "/tasks/task_vvv", "/filters/{id}", "/filters/filt_vvv", "/sequences/{id}", "/sequences/seq_vvv", "/forecasts/{id}", "/forecasts/forecast_999",
	"/messages/{id}", "/messages/msg_vvv", "/cards/{card}", "/cards/card_vvv")

// Every route asks for a token, for its scope, answers for what is not there,
// and refuses a body that makes no sense.
func TestEveryRouteAsksForATokenAndItsScope(t *testing.T) {
	t.Parallel()
	d := open(t)
	all := d.token
	for path, methods := range theDocument(t).Paths {
		for method, op := range methods {
			method = strings.ToUpper(method)
			at := unknown.Replace(path)
			body := ""
			if op.RequestBody != nil {
				body = "{}"
				if op.ID == "sequence-start" {
					body = `{"card": "card_vvv"}`
				}
			}
			for _, token := range []string{"", "stw_nobody"} {
				d.token = token
				if got := d.ask(method, at, body); got.status != http.StatusUnauthorized || got.header.Get("WWW-Authenticate") == "" {
					t.Errorf("%s with the token %q: got %d %s", op.ID, token, got.status, got.text)
				}
			}
			if op.Scope != "" {
				d.token = d.tokenFor(d.Admin, otherThan(op.Scope)...)
				if got := d.ask(method, at, `{"none": 1}`); got.status != http.StatusForbidden || read[rest.Problem](got).Key != "rest.scope" {
					t.Errorf("%s without its scope: got %d %s", op.ID, got.status, got.text)
				}
				d.OK(revokeAll(d))
			}
			d.token = all
			if strings.Contains(path, "{") {
				if got := d.ask(method, at, body); got.status != http.StatusNotFound {
					t.Errorf("%s of nothing: got %d %s", op.ID, got.status, got.text)
				}
			}
			if op.RequestBody != nil {
				got := d.ask(method, at, `{"none": 1, "nothing": 2}`).is(http.StatusUnprocessableEntity).wrong()
				if !slices.Contains(got, "none error.unknown_field") || !slices.Contains(got, "nothing error.unknown_field") {
					t.Errorf("%s should name all that is wrong: %q", op.ID, got)
				}
			}
		}
	}
}

// otherThan are the scopes that neither are one nor bring it along.
func otherThan(scope crm.TokenScope) []crm.TokenScope {
	return slices.DeleteFunc(crm.TokenScopes(), func(s crm.TokenScope) bool { return crm.ScopeSet{s}.May(scope) })
}

// revokeAll makes room for more tokens.
func revokeAll(d *desk) error {
	list, err := d.api.ListTokens()
	for _, k := range list.Rows[:max(0, len(list.Rows)-1)] {
		if err == nil && !k.Over && len(k.Token.Scopes) < len(crm.TokenScopes()) {
			_, err = d.api.RevokeToken(api.TokenIn{ID: k.Token.ID})
		}
	}
	return err
}

func TestATokenThatAsksTooOftenIsToldWhenToComeBack(t *testing.T) {
	t.Parallel()
	d := open(t)
	now := time.Second
	d.hall = rest.New(rest.Options{Service: d.svc, Log: d.Log, Since: func() time.Duration { return now }})
	for range 100 {
		d.ask(http.MethodGet, "/tags", "").is(http.StatusOK)
	}
	got := d.ask(http.MethodGet, "/tags", "").is(http.StatusTooManyRequests)
	if got.header.Get("Retry-After") != "1" || got.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("got %v", got.header)
	}
	other := d.token
	d.token = d.tokenFor(d.Admin, crm.TokenReadCards)
	d.ask(http.MethodGet, "/tags", "").is(http.StatusOK)
	d.token = other
	now += time.Second
	for range 20 {
		d.ask(http.MethodGet, "/tags", "").is(http.StatusOK)
	}
	d.ask(http.MethodGet, "/tags", "").is(http.StatusTooManyRequests)
}

// Who runs on this computer needs no token, and is never told to wait.
func TestTheCommandLineAsksTheSameRoutes(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.hall, d.token = rest.Local(d.api), ""
	for range 200 {
		d.ask(http.MethodGet, "/tags", "").is(http.StatusOK)
	}
	d.ask(http.MethodPost, "/cards", d.offer("Villa")).is(http.StatusCreated)
}

// What goes wrong inside stays inside.
func TestAnInternalErrorSaysNothingOfItself(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.OK(d.Store.Close())
	got := d.ask(http.MethodGet, d.list(), "")
	p := read[rest.Problem](got)
	if got.status < 500 || strings.Contains(got.text, "sql") || strings.Contains(got.text, "database") || p.Code == "" {
		t.Errorf("got %d %s", got.status, got.text)
	}
}

// A story drives a client that another program made from the document; it is of
// the document as it is.
func TestTheGeneratedClientIsOfThisDocument(t *testing.T) {
	t.Parallel()
	of, err := os.ReadFile("../../frontend/e2e/rest-client/made-of.txt")
	if err != nil {
		t.Fatal(err)
	}
	hash := sha256.Sum256(rest.Document())
	if strings.TrimSpace(string(of)) != hex.EncodeToString(hash[:]) {
		t.Error("the client is of another document: run scripts/rest-client.sh")
	}
}
