//go:build desktop || dev

package main

import (
	"context"
	"net/http"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
)

// recoveryWindow shows the page that restores or repairs the database, in place
// of the window, until it is closed.
func recoveryWindow() func(context.Context, http.Handler) error {
	return func(_ context.Context, page http.Handler) error {
		return wails.Run(&options.App{
			Title: "Stepwise", Width: 860, Height: 720,
			AssetServer: &assetserver.Options{Handler: page},
			Linux:       &linux.Options{Icon: icon, WebviewGpuPolicy: linux.WebviewGpuPolicyOnDemand, ProgramName: "stepwise"},
		})
	}
}
