package merge

import (
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/osteele/liquid"

	"stepwise/backend/crm"
)

// MaxMerged is how many bytes the values merged into one text may come to.
// The text's own bytes are bounded by crm.MaxBody.
const MaxMerged = 256 << 10

// KeyTooLong is the key of the error when the values exceed MaxMerged, KeyGone
// when the text names a field that its frozen values don't know.
const (
	KeyTooLong = "merge.too_long"
	KeyGone    = "merge.gone"
)

// Paths are the merge fields that a text names, each once, in order.
func Paths(src string) []string {
	var out []string
	parts, _ := parse(src)
	for _, p := range parts {
		if p.field != nil && !slices.Contains(out, p.field.path) {
			out = append(out, p.field.path)
		}
	}
	return out
}

// Literal is the text without its fields: what every message says at least.
func Literal(src string) string {
	var b strings.Builder
	parts, _ := parse(src)
	for _, p := range parts {
		if p.field == nil {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// Missing are the fields that the text can't do without and that have no
// value: no text for them, and no default behind them. Each once, in order.
func Missing(src string, v crm.MergeValues) []string {
	var out []string
	parts, _ := parse(src)
	for _, p := range parts {
		f := p.field
		if f == nil || slices.ContainsFunc(f.calls, func(c call) bool { return c.name == "default" }) {
			continue
		}
		if thaw(v[f.path], nil).empty() && !slices.Contains(out, f.path) {
			out = append(out, f.path)
		}
	}
	return out
}

// Text fills the fields into a plain text. A field without a value is left
// out; one that the values don't know at all, a text that Check refuses and
// too long values are errors (KeyGone, the problems, KeyTooLong).
func Text(src string, v crm.MergeValues) (string, error) {
	return render(src, v, func(value string) string { return value })
}

// WriteText is Text, written behind what b has.
func WriteText(b *strings.Builder, src string, v crm.MergeValues) error {
	return write(b, src, v, func(value string) string { return value })
}

// Fills fails as Text does, without making the text: seen says of the text's
// pieces whether one of them shows something, and Fills whether any does.
func Fills(src string, v crm.MergeValues, seen func(string) bool) (shows bool, err error) {
	parts, wrong := parse(src)
	if len(wrong) > 0 {
		return false, problems(wrong).Err()
	}
	f := Fill(v)
	for _, p := range parts {
		text := p.text
		if p.field != nil {
			if text, err = f.Value(Piece{p.text, p.field}); err != nil {
				return false, err
			}
		}
		shows = shows || seen(text)
	}
	return shows, nil
}

// HTML is Text for a source that is HTML: values are escaped, so they can
// never be markup, and their line ends become <br>.
func HTML(src string, v crm.MergeValues) (string, error) {
	return render(src, v, func(value string) string {
		return strings.ReplaceAll(html.EscapeString(value), "\n", "<br>")
	})
}

// Line is Text on one line, for a subject or a title: line ends and other
// control characters, of the text or of a value, become one space.
func Line(src string, v crm.MergeValues) (string, error) {
	s, err := Text(src, v)
	if err != nil {
		return "", err
	}
	pieces := strings.FieldsFunc(s, func(r rune) bool { return isControl(r) || r == '\u2028' || r == '\u2029' })
	for i := range pieces {
		pieces[i] = strings.TrimSpace(pieces[i])
	}
	pieces = slices.DeleteFunc(pieces, func(p string) bool { return p == "" })
	return strings.Join(pieces, " "), nil
}

func render(src string, v crm.MergeValues, escape func(string) string) (string, error) {
	var b strings.Builder
	b.Grow(len(src) + 256)
	if err := write(&b, src, v, escape); err != nil {
		return "", err
	}
	return b.String(), nil
}

func write(b *strings.Builder, src string, v crm.MergeValues, escape func(string) string) error {
	parts, wrong := parse(src)
	if len(wrong) > 0 {
		return problems(wrong).Err()
	}
	e, merged := envOf(v), 0
	for _, p := range parts {
		if p.field == nil {
			b.WriteString(p.text)
			continue
		}
		frozen, ok := v[p.field.path]
		if !ok {
			return crm.Fail(crm.CodeInvalid, KeyGone, "field", p.field.path)
		}
		value, err := p.field.evaluate(thaw(frozen, e))
		if err != nil {
			return err
		}
		value = escape(value)
		if merged += len(value); merged > MaxMerged {
			return tooLong()
		}
		b.WriteString(value)
	}
	return nil
}

func tooLong() error {
	return crm.Fail(crm.CodeInvalid, KeyTooLong, "max", MaxMerged>>10)
}

func problems(wrong []crm.Phrase) crm.Problems {
	var p crm.Problems
	for _, w := range wrong {
		p.AddPhrase("", w)
	}
	return p
}

// engine knows our filters and nothing else: no tags, none of Liquid's own
// filters, some of which can be made to run or grow without end.
var engine = sync.OnceValue(func() *liquid.Engine {
	e := liquid.NewBasicEngine()
	for i := range filters {
		e.RegisterFilter(filters[i].name, filters[i].run)
	}
	e.RegisterFilter("show", func(v any) string { return v.(*cell).show() })
	return e
})

// evaluate sends a value through the filters. What the engine gets to parse is
// made here from the names of known filters, never from the template: value
// and arguments are bound as variables.
func (f *expr) evaluate(c *cell) (out string, err error) {
	if len(f.calls) == 0 {
		return c.show(), nil
	}
	if out, ok := f.onlyDefault(c); ok {
		return out, nil
	}
	vars := map[string]any{"v": c}
	var b strings.Builder
	b.WriteString("{{ v")
	for i, cl := range f.calls {
		if _, ok := filterNamed(cl.name); !ok {
			return "", crm.Fail(crm.CodeInvalid, "merge.unknown_filter", "filter", cl.name, "field", f.path)
		}
		fmt.Fprintf(&b, " | %s", cl.name)
		if cl.arg != nil {
			name := fmt.Sprintf("a%d", i)
			vars[name] = cl.arg
			fmt.Fprintf(&b, ": %s", name)
		}
	}
	b.WriteString(" | show }}")
	defer func() {
		if r := recover(); r != nil {
			out, err = "", broken(f.path, fmt.Errorf("panic: %v", r))
		}
	}()
	tpl, parseErr := chain(b.String())
	if parseErr != nil {
		return "", broken(f.path, parseErr)
	}
	w := &capWriter{left: MaxMerged}
	if renderErr := tpl.FRender(w, vars); renderErr != nil {
		if w.left < 0 || len(c.text) > MaxMerged {
			return "", tooLong()
		}
		return "", broken(f.path, renderErr)
	}
	return w.String(), nil
}

// onlyDefault is evaluate for what most fields are: a field with a default. It
// asks no engine, and leaves everything out of the ordinary to it.
func (f *expr) onlyDefault(c *cell) (string, bool) {
	if len(f.calls) != 1 || f.calls[0].name != "default" || f.calls[0].arg == nil || len(c.text) > MaxMerged {
		return "", false
	}
	out := applyDefault(c, f.calls[0].arg).show()
	return out, len(out) <= MaxMerged
}

func broken(path string, cause error) error {
	err := crm.Fail(crm.CodeInvalid, "merge.broken", "field", path)
	err.Cause = cause
	return err
}

// capWriter stops the engine once too much has come out.
type capWriter struct {
	strings.Builder
	left int
}

func (w *capWriter) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errTooLong
	}
	return w.Builder.Write(p)
}

// WriteString keeps io.WriteString from going around the cap.
func (w *capWriter) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

var _ io.StringWriter = (*capWriter)(nil)
