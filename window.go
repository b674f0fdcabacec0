//go:build desktop || dev

package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/cli"
	"stepwise/backend/crm"
	"stepwise/backend/desktop"
	"stepwise/backend/screens"
	"stepwise/backend/tray"
)

//go:embed build/appicon.png
var icon []byte

// panelTime is how long a start at login waits for the panel with the tray.
const panelTime = 10 * time.Second

// window shows the desktop window over an open backend until it is closed.
func window(assets fs.FS) func(context.Context, *backend.Backend, cli.WindowStart) error {
	return func(ctx context.Context, b *backend.Backend, start cli.WindowStart) (err error) {
		defer func() { // Wails panics where GTK finds no screen behind DISPLAY
			if r := recover(); r != nil {
				err = fmt.Errorf("%v", r)
			}
		}()
		user, err := b.Owner(ctx)
		if err != nil {
			return err
		}
		live, leave := context.WithCancel(ctx)
		defer leave()
		life := newLife(start, user, b.Service(), leave)
		first, err := desktop.Listen(live, start.Data, func() { life.up(live) })
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, first.Close()) }()
		defer close(life.over)
		return wails.Run(show(live, assets, b, life, start.Hidden))
	}
}

// show is the window as Wails wants it described.
func show(live context.Context, assets fs.FS, b *backend.Backend, life *life, hidden bool) *options.App {
	app := &App{}
	app.open(live, life.user, b.Service())
	o := &options.App{
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
			notices(shown, life.user, b.Service())
			life.start(live, shown)
			b.Start()
			go tell(live, shown, b.Service().Bus(), life.stir)
			go life.endWith(live)
		},
		OnDomReady:    func(context.Context) { life.ready.Store(true) },
		OnBeforeClose: func(context.Context) bool { return life.closing(live) },
		OnShutdown: func(shown context.Context) {
			life.Quit()
			life.tray.End()
			runtime.CleanupNotifications(shown)
		},
	}
	if hidden {
		wait, enough := context.WithTimeout(live, panelTime)
		defer enough()
		if o.StartHidden = tray.Await(wait); !o.StartHidden {
			o.WindowStartState = options.Minimised
		}
	}
	return o
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

// tell passes what changed on to the page, and to stir, until the window goes.
func tell(ctx, shown context.Context, bus *api.Bus, stir func()) {
	listener := bus.Listen()
	defer listener.Close()
	for {
		select {
		case <-ctx.Done():
			return
		case <-listener.Ready():
			stir()
			for _, e := range listener.Take() {
				runtime.EventsEmit(shown, "changed", e)
			}
		}
	}
}
