//go:build desktope2e

package desktop

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"stepwise/backend/testkit/sink"
)

func TestALifeInTheTray(t *testing.T) {
	mail, err := sink.StartSMTP(sink.SMTPOptions{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = mail.Close() })
	tray, config := startPanel(t, true), t.TempDir()
	w := openWindow(t, t.TempDir(), "DBUS_SESSION_BUS_ADDRESS="+tray.address, "XDG_CONFIG_HOME="+config)
	icon := tray.icon()
	w.furnish()
	w.automate(mail.Port())
	eventually(t, "the first email", func() bool { return len(mail.Accepted()) == 1 })

	w.startsAtLogin(filepath.Join(config, "autostart", "stepwise.desktop"))

	w.cross()
	w.sees("Close Stepwise?")
	w.sees("In the background Stepwise keeps sending: 1 automation.")
	w.picture("leave-tray")
	w.push("Close to the tray")
	w.isShown(false)
	w.entersTheFilter("Réka Szőke")
	eventually(t, "an email while nobody looks", func() bool { return len(mail.Accepted()) == 2 })

	if said := w.secondStart(); !strings.Contains(said, "its window comes to the front") {
		t.Errorf("the second start said %q", said)
	}
	w.isShown(true)

	w.cross()
	w.sees("Close Stepwise?")
	w.click("//label[contains(., 'without asking')]")
	w.push("Close to the tray")
	w.isShown(false)
	icon.click()
	w.isShown(true)
	w.cross() // it remembers
	w.isShown(false)

	if labels, _ := icon.menu(); strings.Join(labels, "|") != "Open Stepwise|Quit: nothing is sent until it starts again" {
		t.Errorf("the menu is %q", labels)
	}
	icon.choose("Quit")
	eventually(t, "the program ends", func() bool { return syscall.Kill(w.pid, 0) != nil })
}

func TestWithoutATrayClosingAsksWhatStops(t *testing.T) {
	plain := startPanel(t, false)
	w := openWindow(t, t.TempDir(), "DBUS_SESSION_BUS_ADDRESS="+plain.address)
	w.furnish()
	w.cross()
	w.sees("No automation is active, so nothing would be missed.")
	w.sees("No step is due today.")
	w.element(button("Minimise"))
	w.picture("leave-plain")
	w.push("Quit")
	eventually(t, "the program ends", func() bool { return syscall.Kill(w.pid, 0) != nil })
}

// automate makes an automation that sends one email at once, active for all.
func (w *window) automate(smtp int) {
	w.t.Helper()
	path := w.prepare(smtp)
	w.run(nil, `
		const app = window.go.main.App
		const id = arguments[0].split('/').pop()
		const { sequence: s } = await app.GetSequence({ id })
		const [row] = await app.ListTemplates({ product: s.product })
		await app.SaveSequence({ id, revision: s.revision, product: s.product, name: s.name, description: '', folder: '',
			filter: s.filter, reentry: 'once', reentryDays: 0, reentryDate: '', runToEnd: false, fallback: '', steps: [{
				id: '', sequence: id, position: 1, kind: 'email_client', anchor: 'step', recipient: 'main', purpose: 'service',
				template: row.template.id,
				timing: { delay: 0, unit: 'days', sync: 'any', weekdays: [], from: '' } }] })
		await app.Activate({ id, scope: 'all', midway: 'keep', confirm: 1 })`, path)
}

// startsAtLogin switches that on and off again in the settings; file is where
// the system keeps it.
func (w *window) startsAtLogin(file string) {
	w.t.Helper()
	w.goTo("/settings/computer")
	w.sees("When the window is closed")
	w.picture("computer")
	w.click("//label[contains(., 'Start at login')]")
	w.click(button("Save"))
	eventually(w.t, "the file is there", func() bool { _, err := os.Stat(file); return err == nil })
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), `stepwise-window" "--hidden" "--data" "`+w.data+`"`) {
		w.t.Errorf("it says %s (%v)", text, err)
	}
	w.sees("Saved")
	w.click("//label[contains(., 'Start at login')]")
	w.click(button("Save"))
	eventually(w.t, "it is gone", func() bool { _, err := os.Stat(file); return os.IsNotExist(err) })
}

// push clicks a button and doesn't wait for an answer: the window, or the whole
// program, may go with it.
func (w *window) push(label string) {
	w.t.Helper()
	w.element(button(label))
	w.run(nil, `const it = [...document.querySelectorAll('button')].find((b) => b.textContent.trim() === arguments[0])
		setTimeout(() => it.click(), 50)`, label)
}

// cross clicks on the window's cross.
func (w *window) cross() {
	w.t.Helper()
	w.run(nil, "window.runtime.Quit();")
}

// isShown waits until the window is on the screen, or no more.
func (w *window) isShown(want bool) {
	w.t.Helper()
	state := "hidden"
	if want {
		state = "visible"
	}
	eventually(w.t, "the window is "+state, func() bool {
		var is string
		w.run(&is, "return document.visibilityState;")
		return is == state
	})
}

// secondStart starts the program again on the same data; it has to end well.
func (w *window) secondStart() string {
	w.t.Helper()
	second := exec.CommandContext(w.t.Context(), program(w.t), "--data", w.data)
	said, err := second.CombinedOutput()
	if err != nil {
		w.t.Errorf("the second start: %v: %s", err, said)
	}
	return string(said)
}
