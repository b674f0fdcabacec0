//go:build desktope2e

package desktop

import (
	"bufio"
	"context"
	"os/exec"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
)

// panel is a desktop's panel with a tray: a session bus of its own, and who
// takes icons in on it.
type panel struct {
	t       *testing.T
	address string
	conn    *dbus.Conn
	icons   chan dbus.Sender
}

const watcherName = "org.kde.StatusNotifierWatcher"

// startPanel starts a session bus, with a tray or without.
func startPanel(t *testing.T, tray bool) *panel {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	bus := exec.CommandContext(ctx, "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address")
	out, err := bus.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := bus.Start(); err != nil {
		t.Fatalf("start dbus-daemon (apt: dbus): %v", err)
	}
	t.Cleanup(func() { stop(); _ = bus.Wait() }) // it was killed
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	p := &panel{t: t, address: strings.TrimSpace(line), icons: make(chan dbus.Sender, 4)}
	if p.conn, err = dbus.Connect(p.address); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.conn.Close() })
	if !tray {
		return p
	}
	if err := p.conn.Export(p, "/StatusNotifierWatcher", watcherName); err != nil {
		t.Fatal(err)
	}
	if _, err := p.conn.RequestName(watcherName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	return p
}

// RegisterStatusNotifierItem is how a program shows its icon.
func (p *panel) RegisterStatusNotifierItem(_ string, sender dbus.Sender) *dbus.Error {
	p.icons <- sender
	return nil
}

// icon is the icon that a program showed.
type icon struct {
	p      *panel
	sender string
}

func (p *panel) icon() icon {
	p.t.Helper()
	var sender dbus.Sender
	eventually(p.t, "an icon in the tray", func() bool {
		select {
		case sender = <-p.icons:
			return true
		default:
			return false
		}
	})
	return icon{p, string(sender)}
}

// click is a click on the icon itself.
func (i icon) click() {
	i.p.t.Helper()
	call := i.p.conn.Object(i.sender, "/StatusNotifierItem").Call("org.kde.StatusNotifierItem.Activate", 0, int32(0), int32(0))
	if call.Err != nil {
		i.p.t.Fatal(call.Err)
	}
}

type entry struct {
	ID       int32
	Values   map[string]dbus.Variant
	Children []dbus.Variant
}

// menu is what the icon's menu shows, and which entry is where.
func (i icon) menu() (labels []string, ids []int32) {
	i.p.t.Helper()
	var revision uint32
	var layout entry
	err := i.p.conn.Object(i.sender, "/StatusNotifierItem/menu").
		Call("com.canonical.dbusmenu.GetLayout", 0, int32(0), int32(-1), []string{}).Store(&revision, &layout)
	if err != nil {
		i.p.t.Fatal(err)
	}
	for _, child := range layout.Children {
		var e entry
		if err := dbus.Store([]any{child.Value()}, &e); err != nil {
			i.p.t.Fatal(err)
		}
		label, _ := e.Values["label"].Value().(string)
		if visible, said := e.Values["visible"].Value().(bool); label == "" || said && !visible {
			continue
		}
		labels, ids = append(labels, label), append(ids, e.ID)
	}
	return labels, ids
}

// choose clicks on the entry of the menu that begins so.
func (i icon) choose(label string) {
	i.p.t.Helper()
	labels, ids := i.menu()
	for n, l := range labels {
		if strings.HasPrefix(l, label) {
			call := i.p.conn.Object(i.sender, "/StatusNotifierItem/menu").
				Call("com.canonical.dbusmenu.Event", 0, ids[n], "clicked", dbus.MakeVariant(""), uint32(0))
			if call.Err != nil {
				i.p.t.Fatal(call.Err)
			}
			return
		}
	}
	i.p.t.Fatalf("the menu has no %q, but %q", label, labels)
}
