//go:build linux || windows

package tray

import (
	"sync"

	"fyne.io/systray"
)

// Tray is an icon that is shown wherever the system has a tray, also one that
// begins later. A nil one does nothing.
type Tray struct {
	end     func()
	mu      sync.Mutex
	said    Menu
	open    *systray.MenuItem
	waiting *systray.MenuItem
	quit    *systray.MenuItem
	gone    bool
}

// build makes the menu; it runs once the icon is there.
func (t *Tray) build(o Options) {
	systray.SetIcon(o.Icon)
	systray.SetTitle("Stepwise")
	systray.SetTooltip("Stepwise")
	t.mu.Lock()
	t.open, t.waiting = systray.AddMenuItem(o.Menu.Open, ""), systray.AddMenuItem(o.Menu.Waiting, "")
	systray.AddSeparator()
	t.quit = systray.AddMenuItem(o.Menu.Quit, "")
	t.said = Menu{Waiting: "-"} // not yet as it should be
	t.mu.Unlock()
	t.Say(o.Menu)
	for item, do := range map[*systray.MenuItem]func(){t.open: o.Open, t.waiting: o.Open, t.quit: o.Quit} {
		go func() {
			for range item.ClickedCh { // it ends with the program
				do()
			}
		}()
	}
}

// Say changes what the menu says.
func (t *Tray) Say(m Menu) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.open == nil || t.gone || m == t.said {
		return
	}
	t.said = m
	t.open.SetTitle(m.Open)
	t.quit.SetTitle(m.Quit)
	if m.Waiting == "" {
		t.waiting.Hide()
		return
	}
	t.waiting.SetTitle(m.Waiting)
	t.waiting.Show()
}

// End takes the icon away.
func (t *Tray) End() {
	if t == nil {
		return
	}
	t.mu.Lock()
	gone := t.gone
	t.gone = true
	t.mu.Unlock()
	if !gone {
		t.end()
	}
}
