//go:build !bindings

// Stepwise: one program with a desktop window, a server for browsers, and a
// command line, over the same backend. This file hands over to backend/cli.
package main

import (
	"context"
	"embed"
	"io/fs"
	"os"
	"os/signal"
	"syscall"

	"stepwise/backend/cli"
)

//go:embed all:frontend/dist
var dist embed.FS

func main() {
	os.Exit(run())
}

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	assets, err := fs.Sub(dist, "frontend/dist")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return cli.Run(ctx, cli.Program{
		Assets: assets,
		Args:   os.Args[1:],
		Getenv: os.Getenv,
		Stdin:  os.Stdin,
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		Window: window(assets),

		Recovery: recoveryWindow(),
	})
}
