package tray

import (
	"context"
	"sync"
	"time"

	"fyne.io/systray"
	"github.com/godbus/dbus/v5"
)

const watcher = "org.kde.StatusNotifierWatcher" // who shows icons, on every desktop

// bus is the session's bus; nil where there is none, and none is started.
var bus = sync.OnceValue(func() *dbus.Conn {
	conn, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return nil
	}
	if conn.Auth(nil) != nil || conn.Hello() != nil {
		_ = conn.Close() // it is of no use
		return nil
	}
	return conn
})

// Here says whether the system has a tray now: panels come and go.
func Here() bool {
	conn := bus()
	if conn == nil {
		return false
	}
	has := false
	err := conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, watcher).Store(&has)
	return err == nil && has
}

// Await waits for a tray until ctx ends: at login the panel may come after us.
func Await(ctx context.Context) bool {
	if bus() == nil {
		return false
	}
	look := time.NewTicker(200 * time.Millisecond)
	defer look.Stop()
	for !Here() {
		select {
		case <-ctx.Done():
			return false
		case <-look.C:
		}
	}
	return true
}

// Start shows the icon; nil where the session has no bus for it.
func Start(o Options) *Tray {
	if bus() == nil {
		return nil
	}
	t := &Tray{}
	systray.SetOnTapped(o.Open)
	start, end := systray.RunWithExternalLoop(func() { t.build(o) }, nil)
	t.end = end
	start()
	return t
}
