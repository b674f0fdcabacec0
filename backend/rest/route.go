package rest

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// tags are the parts of the API, in the order of the document.
var tags = []*huma.Tag{
	{Name: "product", Description: "Products with their statuses and fields, colleagues and tags: what the rest names."},
	{Name: "card"}, {Name: "contact"}, {Name: "task"}, {Name: "filter"},
	{Name: "sequence"}, {Name: "forecast"}, {Name: "message"},
}

// table is where the routes are written down.
type table struct{ api huma.API }

// route is one line of the table. What is asked and answered is in the types of
// its function.
type route struct {
	id     string // "card-list": the command is "stepwise card list"
	method string
	path   string // below Prefix
	scope  crm.TokenScope
	short  string // what it does, for the document and the command
	made   bool   // answers 201
}

// on adds a route: to the document, to the mux, and behind its scope.
func on[In, Out any](t *table, r route, do func(*call, *In) (*Out, error)) {
	tag := tagOf(r.id)
	op := huma.Operation{
		OperationID: r.id, Method: r.method, Path: r.path, Summary: r.short, Tags: []string{tag},
		Security:      []map[string][]string{{"token": {}}},
		Extensions:    map[string]any{"x-scope": string(r.scope)},
		DefaultStatus: http.StatusOK,
		Middlewares:   huma.Middlewares{onlyWith(t.api, r.scope)},
		MaxBodyBytes:  maxBody,
	}
	if r.made {
		op.DefaultStatus = http.StatusCreated
	}
	huma.Register(t.api, op, func(ctx context.Context, in *In) (*Out, error) {
		out, err := do(&call{Context: ctx, caller: callerOf(ctx)}, in)
		if err != nil {
			return nil, problemOf(err)
		}
		return out, nil
	})
}

func tagOf(id string) string {
	for i := range id {
		if id[i] == '-' {
			return id[:i]
		}
	}
	return id
}

// onlyWith lets through who has the scope.
func onlyWith(a huma.API, scope crm.TokenScope) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		who := callerOf(ctx.Context())
		if scope == "" || who.scopes.May(scope) {
			next(ctx)
			return
		}
		writeProblem(a, ctx, newProblem(http.StatusForbidden, crm.Fail(crm.CodeForbidden, "rest.scope", "scope", string(scope))))
	}
}

// call is one request on its way through a route.
type call struct {
	context.Context
	*caller
}

// ask runs an operation of the session as every transport does: with its roles,
// and with what goes wrong inside kept inside.
func ask[In, Out any](c *call, method string, op func(*api.Session, In) (Out, error), in In) (Out, error) {
	return api.Perform(c.session, method, in, func(s *api.Session) (Out, error) { return op(s, in) })
}

// askPlain is ask for an operation that is told nothing.
func askPlain[Out any](c *call, method string, op func(*api.Session) (Out, error)) (Out, error) {
	return api.Perform(c.session, method, nil, op)
}

// guarded reads something that is no operation; what goes wrong inside stays
// inside.
func guarded[Out any](c *call, what string, fn func() (Out, error)) (out Out, err error) {
	_, err = api.Guard(c.session, what, func() (struct{}, error) {
		out, err = fn()
		return struct{}{}, err
	})
	return out, err
}

// encoded is a document as it is served and kept: indented, its keys in order.
func encoded(doc *huma.OpenAPI) []byte {
	plain, err := json.Marshal(doc)
	if err != nil {
		panic(err) // it is made of our own types
	}
	var tree any
	if err := json.Unmarshal(plain, &tree); err != nil {
		panic(err)
	}
	text, err := json.MarshalIndent(tree, "", "  ")
	if err != nil {
		panic(err)
	}
	return append(text, '\n')
}
