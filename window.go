//go:build desktop || dev

package main

import (
	"context"
	_ "embed"
	"fmt"
	"io/fs"
	"os"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/screens"
)

//go:embed build/appicon.png
var icon []byte

// window shows the desktop window over an open backend until it is closed.
func window(assets fs.FS) func(context.Context, *backend.Backend) error {
	return func(ctx context.Context, b *backend.Backend) (err error) {
		defer func() { // Wails panics where GTK finds no screen behind DISPLAY
			if r := recover(); r != nil {
				err = fmt.Errorf("%v", r)
			}
		}()
		app := &App{}
		user, err := b.Owner(ctx)
		if err != nil {
			return err
		}
		live, leave := context.WithCancel(ctx)
		defer leave()
		app.open(live, user, b.Service())
		return wails.Run(&options.App{
			Title:     "Stepwise",
			Width:     1280,
			Height:    840,
			MinWidth:  1024,
			MinHeight: 640,
			AssetServer: &assetserver.Options{
				Assets: screens.Unpacked(assets),
			},
			Bind:           []any{app},
			ErrorFormatter: errorText,
			// Dropping a file on the window must not leave the page for it.
			DragAndDrop: &options.DragAndDrop{DisableWebViewDrop: true},
			Linux: &linux.Options{
				Icon: icon, WebviewGpuPolicy: linux.WebviewGpuPolicyOnDemand, ProgramName: "stepwise",
			},
			OnStartup: func(shown context.Context) {
				b.Service().SaveAs(saveAs(shown))
				notices(shown, user, b.Service())
				b.Start()
				go tell(live, shown, b.Service().Bus())
				go func() { // a signal to the process closes the window
					<-live.Done()
					runtime.Quit(shown)
				}()
			},
			OnShutdown: func(shown context.Context) {
				leave()
				runtime.CleanupNotifications(shown)
			},
		})
	}
}

// saveAs asks with the system's dialog where a file should go, and writes it
// there: a page of the window can't download.
func saveAs(shown context.Context) func(string, []byte) (string, error) {
	return func(name string, content []byte) (string, error) {
		path, err := runtime.SaveFileDialog(shown, runtime.SaveDialogOptions{DefaultFilename: name})
		if err != nil || path == "" { // "": the person changed their mind
			return "", err
		}
		return path, os.WriteFile(path, content, 0o600)
	}
}

// notices lets reminders show beside the computer's clock, where it has a place
// for that: a desktop without D-Bus has none, and then the page alone shows them.
func notices(shown context.Context, user crm.UserID, svc *api.Service) {
	if err := runtime.InitializeNotifications(shown); err != nil || !runtime.IsNotificationAvailable(shown) {
		return
	}
	svc.NoticeBy(user, func(n api.Notice) {
		// what can't be shown here is in the page's list all the same
		_ = runtime.SendNotification(shown, runtime.NotificationOptions{ID: n.ID, Title: n.Title, Body: n.Body})
	})
}

// tell passes what changed on to the page until the window goes.
func tell(ctx, shown context.Context, bus *api.Bus) {
	listener := bus.Listen()
	defer listener.Close()
	for {
		select {
		case <-ctx.Done():
			return
		case <-listener.Ready():
			for _, e := range listener.Take() {
				runtime.EventsEmit(shown, "changed", e)
			}
		}
	}
}
