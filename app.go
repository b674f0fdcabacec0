package main

import (
	"context"
	"encoding/json"
	"sync/atomic"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// App is what the window's page can call: every operation of api.Session, as
// the methods in app_gen.go, and nothing else. Wails binds its method set, so
// it has no other exported method.
type App struct {
	current atomic.Pointer[api.Session]
}

func (a *App) session() *api.Session { return a.current.Load() }

// open lets the page ask from now on; ctx ends with the window.
func (a *App) open(ctx context.Context, user crm.UserID, svc *api.Service) {
	a.current.Store(api.NewSession(ctx, user, svc))
}

// errorText is an operation's error as the page gets it: a JSON text, because
// Wails passes nothing but the message on.
func errorText(err error) any {
	text, failed := json.Marshal(err)
	if failed != nil {
		return err.Error()
	}
	return string(text)
}
