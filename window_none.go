//go:build !desktop && !dev && !bindings

package main

import (
	"context"
	"io/fs"

	"stepwise/backend"
	"stepwise/backend/cli"
)

// window is nil: this build has none, and needs no GTK.
func window(fs.FS) func(context.Context, *backend.Backend, cli.WindowStart) error { return nil }
