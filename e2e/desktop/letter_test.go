//go:build desktope2e

package desktop

import (
	"net/http"
	"strings"
	"testing"
)

// keys of the W3C WebDriver protocol.
const (
	keyEnter  = "\ue007"
	keyEscape = "\ue00c"
)

func TestTheEditorsWorkInTheWindow(t *testing.T) {
	w := openWindow(t, t.TempDir())
	product := w.furnish()

	w.goTo("/p/" + product + "/templates/new?kind=email")
	w.sees("New email")
	w.enter(field("Name"), "Offer")
	w.write("Subject", "Oferta dumneavoastră")
	w.write("Text", "Bună ziua {{first")
	w.element("//*[@role='option'][contains(., 'First name')]")
	w.picture("email-variable")
	w.typed(keyEnter)
	w.typed(", așteptăm răspunsul despre țigla și űrlap.")
	w.element(editor("Text") + "//*[contains(@class, 'chip')][contains(., 'First name')]")
	eventually(t, "the preview says the letter as a card", func() bool {
		var says string
		w.run(&says, `return document.querySelector('aside iframe')?.srcdoc ?? '';`)
		return strings.Contains(says, "Bună ziua Ștefan, așteptăm răspunsul despre țigla și űrlap.")
	})
	w.picture("email")
	w.click(button("Save"))
	w.sees("“Offer” is saved")

	w.goTo("/p/" + product + "/templates/new?kind=pdf")
	w.sees("New PDF")
	w.enter(field("Name"), "Offer as PDF")
	w.write("Title of the document", "Ofertă")
	w.write("Text", "Oferta: țigla, fő kérdés, űrlap.")
	eventually(t, "a page of the PDF is drawn", func() bool { return w.drawn() > 50 })
	w.picture("pdf")
	w.click(button("Save"))
	w.sees("“Offer as PDF” is saved")

	w.goTo("/p/" + product + "/filters/new")
	w.sees("New filter")
	w.enter(field("Name"), "Offer sent")
	row := "//*[@aria-label='Condition 1']"
	w.pick(row, "What it is about", "Status")
	w.pick(row, "Status", "Offer sent")
	w.typed(keyEscape)
	w.sees("1 card matches now")
	w.picture("filter")
	w.click(button("Save"))
	w.sees("“Offer sent” is saved")
}

// furnish makes a workspace with one card in "Offer sent", and says the product.
func (w *window) furnish() string {
	w.t.Helper()
	var product string
	w.run(&product, `
		const app = window.go.main.App
		const { me, products: [{ product, statuses }] } = await app.SetUpWorkspace({ name: 'Ana Ionescu',
			email: 'ana@atelier.example', company: 'Atelier Nord', country: 'RO', zone: 'Europe/Bucharest',
			language: 'en', sample: false })
		await app.SaveCard({ id: '', revision: 0, product: product.id, name: 'Wardrobe', owner: me.id, fields: {},
			status: statuses.find((s) => s.name === 'Offer sent').id, contact: { firstName: 'Ștefan', lastName: 'Pop',
			company: '', emails: ['stefan@client.example'], phones: [] } })
		return product.id`)
	w.sees("Wardrobe")
	return product
}

// editor finds a text with variables by its name.
func editor(name string) string { return "//*[@role='textbox'][@aria-label='" + name + "']" }

// write puts the caret into a text with variables and types.
func (w *window) write(name, text string) {
	w.t.Helper()
	w.click(editor(name))
	w.typed(text)
}

// typed types where the focus is, as on a keyboard.
func (w *window) typed(text string) {
	w.t.Helper()
	var keys []any
	for _, key := range text {
		for _, what := range []string{"keyDown", "keyUp"} {
			keys = append(keys, map[string]string{"type": what, "value": string(key)})
		}
	}
	w.ask(http.MethodPost, "/actions", map[string]any{"actions": []any{
		map[string]any{"type": "key", "id": "keyboard", "actions": keys},
	}}, nil)
}

// pick chooses from a list that opens below a field.
func (w *window) pick(within, name, option string) {
	w.t.Helper()
	w.click(within + "//input[@aria-label='" + name + "']")
	w.click("//*[@role='option'][normalize-space(.) = '" + option + "']")
}

// drawn is how many dots of the first page are dark.
func (w *window) drawn() (dots int) {
	w.t.Helper()
	w.run(&dots, `const page = document.querySelector('canvas[aria-label="Page 1 of 1"]');
		if (!page || page.width < 200) return 0;
		const { data } = page.getContext('2d').getImageData(0, 0, page.width, page.height);
		return data.filter((value, i) => i % 4 === 0 && value < 160).length;`)
	return dots
}
