//go:build desktope2e

package desktop

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// The W3C WebDriver protocol, as much as stories need.

var asker = &http.Client{Timeout: patience}

// try sends one command; "" is success, else the driver's complaint.
func (w *window) try(method, path string, in, out any) string {
	w.t.Helper()
	var body bytes.Buffer
	if method != http.MethodGet {
		if in == nil {
			in = map[string]any{}
		}
		if err := json.NewEncoder(&body).Encode(in); err != nil {
			w.t.Fatal(err)
		}
	}
	request, err := http.NewRequestWithContext(w.t.Context(), method, w.driver+w.id+path, &body)
	if err != nil {
		w.t.Fatal(err)
	}
	response, err := asker.Do(request)
	if err != nil {
		w.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		return string(text)
	}
	if out == nil {
		return ""
	}
	if err := json.Unmarshal(text, &struct {
		Value any `json:"value"`
	}{out}); err != nil {
		w.t.Fatalf("%s %s: %v in %s", method, path, err, text)
	}
	return ""
}

func (w *window) ask(method, path string, in, out any) {
	w.t.Helper()
	if complaint := w.try(method, path, in, out); complaint != "" {
		w.t.Fatalf("%s %s: %s", method, path, complaint)
	}
}

// run evaluates the body of a JavaScript function in the page and reads what it
// returns into out (nil for nothing). A promise is waited for.
func (w *window) run(out any, script string, args ...any) {
	w.t.Helper()
	if args == nil {
		args = []any{}
	}
	// The driver's own promises don't pass errors on; this says them.
	wrapped := `const [args, done] = [[...arguments].slice(0, -1), arguments[arguments.length - 1]];
		(async function () { ` + script + ` }).apply(null, args)
			.then((value) => done({ value: value ?? null }), (error) => done({ error: String(error && error.message || error) }));`
	var answer struct {
		Value json.RawMessage `json:"value"`
		Error string          `json:"error"`
	}
	w.ask(http.MethodPost, "/execute/async", map[string]any{"script": wrapped, "args": args}, &answer)
	if answer.Error != "" {
		w.t.Fatalf("in the page: %s\n%s", answer.Error, script)
	}
	if out != nil {
		if err := json.Unmarshal(answer.Value, out); err != nil {
			w.t.Fatalf("the page answered %s: %v", answer.Value, err)
		}
	}
}

// call runs an operation through the window's own bindings.
func (w *window) call(out any, operation string, in ...any) {
	w.t.Helper()
	w.run(out, `const [name, ...input] = arguments; return window.go.main.App[name](...input);`, append([]any{operation}, in...)...)
}

// text is what the page shows.
func (w *window) text() string {
	w.t.Helper()
	var shown string
	w.run(&shown, "return document.body.innerText;")
	return shown
}

// sees waits until the page shows a text.
func (w *window) sees(text string) {
	w.t.Helper()
	eventually(w.t, "the page shows "+text, func() bool { return strings.Contains(w.text(), text) })
}

// element finds the first element of an XPath once it is there.
func (w *window) element(xpath string) string {
	w.t.Helper()
	var found map[string]string
	eventually(w.t, xpath, func() bool {
		return w.try(http.MethodPost, "/element", map[string]string{"using": "xpath", "value": xpath}, &found) == ""
	})
	for _, id := range found {
		return "/element/" + id
	}
	return ""
}

// click clicks on an element once it lets itself be clicked.
func (w *window) click(xpath string) {
	w.t.Helper()
	eventually(w.t, "click on "+xpath, func() bool {
		return w.try(http.MethodPost, w.element(xpath)+"/click", nil, nil) == ""
	})
}

// enter types into an element, after what is there.
func (w *window) enter(xpath, text string) {
	w.t.Helper()
	w.ask(http.MethodPost, w.element(xpath)+"/value", map[string]string{"text": text}, nil)
}

// drag moves the pointer from one element to another as a hand would, and lets
// go once the page says that it is over a place.
func (w *window) drag(from, to string) {
	w.t.Helper()
	move := func(element string, x, y int) map[string]any {
		return map[string]any{
			"type": "pointerMove", "duration": 300, "x": x, "y": y,
			"origin": map[string]string{"element-6066-11e4-a52e-4f735466cecf": strings.TrimPrefix(element, "/element/")},
		}
	}
	source, target := w.element(from), w.element(to)
	w.point(move(source, 0, 0), map[string]any{"type": "pointerDown", "button": 0}, move(source, -12, 4), move(target, 0, 0))
	eventually(w.t, "the drag is over a place", func() bool {
		var over bool
		w.run(&over, `return [...document.querySelectorAll('[role=status]')].some((e) => e.textContent.includes('is over place'));`)
		if !over {
			w.point(move(target, 2, 2), move(target, 0, 0))
		}
		return over
	})
	w.point(map[string]any{"type": "pointerUp", "button": 0})
}

// point does things with the mouse, one after another.
func (w *window) point(actions ...map[string]any) {
	w.t.Helper()
	w.ask(http.MethodPost, "/actions", map[string]any{"actions": []any{map[string]any{
		"type": "pointer", "id": "mouse", "parameters": map[string]string{"pointerType": "mouse"}, "actions": actions,
	}}}, nil)
}

// picture keeps what the window looks like, in build/e2e/window-<name>.png.
func (w *window) picture(name string) {
	w.t.Helper()
	var encoded string
	w.ask(http.MethodGet, "/screenshot", nil, &encoded)
	image, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("..", "..", "build", "e2e", "window-"+name+".png"), image, 0o600); err != nil {
		w.t.Fatal(err)
	}
}
