//go:build !desktop && !dev && !bindings

package main

import (
	"context"
	"io/fs"
	"net/http"

	"stepwise/backend"
	"stepwise/backend/cli"
)

// window is nil: this build has none, and needs no GTK.
func window(fs.FS) func(context.Context, *backend.Backend, cli.WindowStart) error { return nil }

// recoveryWindow is nil too.
func recoveryWindow() func(context.Context, http.Handler) error { return nil }
