//go:build desktop || dev

package main

import (
	"context"
	"os"
	"sync/atomic"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"stepwise/backend/api"
	"stepwise/backend/cli"
	"stepwise/backend/crm"
	"stepwise/backend/desktop"
	"stepwise/backend/tray"
)

const (
	answerTime = 2 * time.Second // for the page to take over the question
	menuTime   = 2 * time.Second // between two looks at what the tray's menu says
)

// life is the window's life on this computer: it comes up, goes away and ends.
// It is the api.Desktop of its Service.
type life struct {
	*desktop.Login
	svc      *api.Service
	user     crm.UserID
	quit     context.CancelFunc // ends the program
	answered chan struct{}
	changed  chan struct{} // the tray's menu may say something else
	ready    atomic.Bool   // the page is there
	leaving  atomic.Bool
	there    chan struct{}   // closed once the window is there
	shown    context.Context // of the window that is there
	tray     *tray.Tray
	over     chan struct{} // closed once the window is gone
}

func newLife(start cli.WindowStart, user crm.UserID, svc *api.Service, quit context.CancelFunc) *life {
	return &life{
		Login: desktop.NewLogin(start.LoginData, os.Getenv), svc: svc, user: user, quit: quit, there: make(chan struct{}), over: make(chan struct{}),
		answered: make(chan struct{}, 1), changed: make(chan struct{}, 1),
	}
}

// start begins the life of a window that is there.
func (l *life) start(live, shown context.Context) {
	l.shown = shown
	l.svc.UseDesktop(l)
	l.tray = tray.Start(tray.Options{
		Icon: trayIcon, Menu: tray.Menu(l.svc.TrayMenu(live, l.user)), Open: func() { l.up(live) }, Quit: l.Quit,
	})
	close(l.there)
	go l.follow(live)
}

// follow keeps the tray's menu right, some time after a change.
func (l *life) follow(live context.Context) {
	wait := time.NewTimer(0)
	<-wait.C
	for {
		select {
		case <-live.Done():
			return
		case <-l.changed:
		}
		l.tray.Say(tray.Menu(l.svc.TrayMenu(live, l.user)))
		wait.Reset(menuTime)
		select {
		case <-live.Done():
			return
		case <-wait.C:
		}
	}
}

// stir says that something changed.
func (l *life) stir() {
	select {
	case l.changed <- struct{}{}:
	default: // it is known
	}
}

// up brings the window to the front, once it is there.
func (l *life) up(live context.Context) {
	select {
	case <-l.there:
	case <-live.Done():
		return
	}
	runtime.WindowShow(l.shown)
	runtime.WindowUnminimise(l.shown)
}

// closing decides what a click on the window's cross does: true keeps the
// program.
func (l *life) closing(live context.Context) bool {
	if l.leaving.Load() || live.Err() != nil {
		return false
	}
	choice, title, question := l.svc.ClosingMeans(live, l.user)
	switch {
	case choice == crm.CloseKeeps:
		l.Away()
		return true
	case choice == crm.CloseQuits || !l.ready.Load():
		return false
	}
	go l.ask(live, title, question)
	return true
}

// endWith closes the window when a signal or Quit ends the program. One that
// comes before GTK's loop turns is lost on it, so it is said until it is heard.
func (l *life) endWith(live context.Context) {
	<-live.Done()
	again := time.NewTicker(time.Second)
	defer again.Stop()
	for {
		runtime.Quit(l.shown)
		select {
		case <-l.over:
			return
		case <-again.C:
		}
	}
}

// ask lets the page ask what closing means; where it doesn't, the system does.
func (l *life) ask(live context.Context, title, question string) {
	runtime.EventsEmit(l.shown, "leave")
	ctx, cancel := context.WithTimeout(live, answerTime)
	defer cancel()
	select {
	case <-l.answered:
		return
	case <-ctx.Done():
	}
	if live.Err() != nil { // a signal, which reaches Wails and us in no order: there is nothing to ask
		return
	}
	said, err := runtime.MessageDialog(l.shown, runtime.MessageDialogOptions{Type: runtime.QuestionDialog, Title: title, Message: question})
	if err != nil || said == "Yes" {
		l.Quit()
	}
}

// AtLogin says whether Stepwise starts at login.
func (l *life) AtLogin() (bool, error) { return l.On() }

// SetAtLogin lets it start at login, or no more.
func (l *life) SetAtLogin(on bool) error { return l.Set(on) }

// HasTray says whether the system has a tray now.
func (l *life) HasTray() bool { return l.tray != nil && tray.Here() }

// Away takes the window into the tray, else makes it small.
func (l *life) Away() {
	if l.HasTray() {
		runtime.WindowHide(l.shown)
		return
	}
	runtime.WindowMinimise(l.shown)
}

// Quit ends the program.
func (l *life) Quit() {
	l.leaving.Store(true)
	l.quit()
}

// Answered is the page's word that it asks.
func (l *life) Answered() {
	select {
	case l.answered <- struct{}{}:
	default:
	}
}
