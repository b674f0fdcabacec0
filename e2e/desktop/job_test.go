//go:build desktope2e

package desktop

import (
	"fmt"
	"mime"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"stepwise/backend/testkit/sink"
)

const clientsFile = `Nume;Prenume;Telefon;E-mail;Status
Țurcanu;Ștefan;+40712000000;stefan@example.com;Offer sent
Kőszegi;Erzsébet;+40712000001;erzsebet@example.com;Offer sent
Mureșan;Ioana;+40712000002;ioana@example.com;Offer sent
`

func TestTheJobFromAFileToEmailsInTheWindow(t *testing.T) {
	mail, err := sink.StartSMTP(sink.SMTPOptions{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = mail.Close() })
	data := t.TempDir()
	w := openWindow(t, data)

	w.firstRun()
	w.importFile(clientsFile, 3)
	automation := w.prepare(mail.Port())
	w.goTo(automation)
	w.sees("Offer follow-up")
	w.drag(tool("Email to the client"), section("Steps"))
	w.click(section("Step 1") + "//input[@placeholder='Choose a template']")
	w.click("//*[@role='option'][contains(., 'Thank you')]")
	w.sees("Not saved")
	w.picture("builder")

	w.click(button("Activate"))
	w.click(button("Save all and go on"))
	w.sees("3 cards match now")
	w.click("//*[@role='dialog']//label[.='All cards']")
	w.sees("3 emails to clients")
	w.picture("activation")
	w.click("//*[@role='dialog']" + button("Activate"))

	eventually(t, "three emails arrive", func() bool { return len(mail.Accepted()) == 3 })
	var subjects []string
	for _, e := range mail.Accepted() {
		subject, err := new(mime.WordDecoder).DecodeHeader(e.Subject)
		if err != nil {
			t.Fatal(err)
		}
		subjects = append(subjects, subject)
	}
	slices.Sort(subjects)
	want := []string{"Mulțumim, Erzsébet", "Mulțumim, Ioana", "Mulțumim, Ștefan"}
	if !slices.Equal(subjects, want) {
		t.Errorf("got %q, want %q", subjects, want)
	}
	w.goTo("/outbox")
	w.sees("Erzsébet Kőszegi")
	w.element("//button[@aria-pressed][starts-with(normalize-space(.), 'Sent')][contains(., '3')]")
	w.sees("1 active automation")
	w.picture("outbox")

	w.close()
	again := openWindow(t, data)
	again.sees("1 active automation")
	again.goTo(automation)
	again.sees("Deactivate")
	again.picture("reopened")
	again.entersTheFilter("Réka Szőke")
	eventually(t, "a fourth email arrives", func() bool { return len(mail.Accepted()) == 4 })
}

// entersTheFilter makes a card that matches while the automation runs.
func (w *window) entersTheFilter(name string) {
	w.t.Helper()
	w.run(nil, `
		const app = window.go.main.App
		const [first, last] = arguments[0].split(' ')
		const { products: [{ product, statuses }] } = await app.GetWorkspace()
		await app.SaveCard({ id: '', revision: 0, product: product.id, name: arguments[0],
			status: statuses.find((s) => s.name === 'Offer sent').id, owner: '', fields: {}, tags: null,
			contact: { firstName: first, lastName: last, company: '', emails: ['reka@example.com'], phones: [] } })`, name)
}

// firstRun answers the questions, as a person whose clients are in a file.
func (w *window) firstRun() {
	w.t.Helper()
	w.enter(field("Your name"), "Ana Ionescu")
	w.enter(field("Your email"), "ana@atelier.example")
	w.click(button("Next"))
	w.enter(field("Company"), "Atelier Nord")
	w.click(button("Next"))
	w.click("//button[contains(., 'With my file')]")
	w.picture("first-run")
	w.click(button("Start and choose a file"))
	w.sees("Drop your file here")
}

// importFile imports a file of so many clients.
func (w *window) importFile(text string, clients int) {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), "clienti.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
	w.enter("//input[@type='file']", path)
	w.sees("clienti.csv")
	w.click(button("Check"))
	w.click(button(fmt.Sprintf("Import %d cards", clients)))
	w.sees("Show the cards")
	w.click("//a[contains(., 'Show the cards')]")
	w.sees("Ștefan Țurcanu")
	w.picture("cards")
}

// prepare makes what the story in the browser makes on the screens: the filter,
// the template, the account and an automation without steps. It returns where
// the automation is.
func (w *window) prepare(smtp int) string {
	w.t.Helper()
	var path string
	w.run(&path, `
		const app = window.go.main.App
		const { products: [{ product, statuses }] } = await app.GetWorkspace()
		const sent = statuses.find((s) => s.name === 'Offer sent').id
		const { filter } = await app.SaveFilter({ id: '', revision: 0, product: product.id, name: 'Offer sent',
			tree: { any: false, conditions: [{ subject: 'status', field: '', op: 'is', values: [sent] }], groups: [] } })
		await app.SaveTemplate({ id: '', product: product.id, kind: 'email', name: 'Thank you', content: {
			subject: 'Mulțumim, {{contact.first_name}}', body: 'Bună', simplify: false, taskType: 'call', dueDays: 0 } })
		await app.SaveAccount({ id: '', kind: 'smtp', name: '', gateway: null, secret: null, smtp: {
			host: '127.0.0.1', port: arguments[0], tls: 'none', user: '', auth: 'none', fromName: 'Atelier Nord',
			fromEmail: 'office@atelier.example', caFile: '' } })
		await app.SetTestMode({ on: false, held: 'discard' })
		const made = await app.SaveSequence({ id: '', revision: 0, product: product.id, name: 'Offer follow-up',
			description: '', folder: '', filter: filter.id, reentry: 'once', reentryDays: 0, reentryDate: '', runToEnd: false,
			fallback: '', steps: [] })
		return '/p/' + product.id + '/automations/' + made.sequence.id`, smtp)
	return path
}

// goTo opens a screen by its address.
func (w *window) goTo(path string) {
	w.t.Helper()
	w.run(nil, "location.hash = arguments[0];", path)
}

func field(label string) string {
	return "//input[@id = //label[starts-with(normalize-space(.), '" + label + "')]/@for]"
}

func button(name string) string { return "//button[normalize-space(.) = '" + name + "']" }

func section(name string) string { return "//section[@aria-label = '" + name + "']" }

func tool(kind string) string { return section("Add a step") + button(kind) }
