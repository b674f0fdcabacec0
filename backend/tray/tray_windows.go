package tray

import (
	"context"
	"runtime"

	"fyne.io/systray"
)

// Here says that Windows always has a tray.
func Here() bool { return true }

// Await needs no waiting on Windows.
func Await(context.Context) bool { return true }

// Start shows the icon. Its window hears messages only on the thread that made
// it, so it has one of its own.
func Start(o Options) *Tray {
	t := &Tray{end: systray.Quit}
	systray.SetOnTapped(o.Open)
	go func() {
		runtime.LockOSThread()
		systray.Run(func() { t.build(o) }, nil)
	}()
	return t
}
