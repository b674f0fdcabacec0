//go:build desktope2e

package desktop

import (
	"strings"
	"testing"
)

func TestTheWindowShowsThePageAndItAsksTheBackend(t *testing.T) {
	w := openWindow(t, t.TempDir())
	var title string
	w.run(&title, "return document.title;")
	if title != "Stepwise" {
		t.Errorf("title %q", title)
	}
	var version struct{ Version, Go string }
	w.call(&version, "Version")
	if version.Version == "" || !strings.HasPrefix(version.Go, "go1.") {
		t.Errorf("got %v", version)
	}
	w.picture("start")
}

func TestARefusalReachesThePageWithItsCodeAndKey(t *testing.T) {
	w := openWindow(t, t.TempDir())
	var message string
	w.run(&message, `try { await window.go.main.App.GetCard({id: 'user_1'}); return 'no error' } catch (e) { return e.message }`)
	if !strings.Contains(message, "user_1") {
		t.Errorf("the page should get the refusal, got %q", message)
	}
	w.run(&message, `try { await window.go.main.App.GetCard({id: 'card_7'}); return 'no error' } catch (e) { return JSON.parse(e.message).code }`)
	if message != "not_found" && message != "unavailable" {
		t.Errorf("got %q", message)
	}
}

func TestASecondStartBringsTheFirstWindowUp(t *testing.T) {
	w := openWindow(t, t.TempDir(), "DBUS_SESSION_BUS_ADDRESS=disabled:") // which it needs no bus for
	if said := w.secondStart(); !strings.Contains(said, "Stepwise is open already") {
		t.Errorf("it said %q", said)
	}
}
