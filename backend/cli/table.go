package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"
	"unicode/utf8"

	"stepwise/backend"
	"stepwise/backend/crm"
)

// object is a JSON object whose members keep the order of the answer.
type object []member

type member struct {
	name  string
	value any // object, []any, string, json.Number, bool or nil
}

func (o object) get(name string) any {
	for _, m := range o {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// readAnswer reads a JSON text, with its order.
func readAnswer(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return readValue(d)
}

func readValue(d *json.Decoder) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('{'):
		o := object{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			value, err := readValue(d)
			if err != nil {
				return nil, err
			}
			o = append(o, member{fmt.Sprint(name), value})
		}
		_, err = d.Token()
		return o, err
	case json.Delim('['):
		list := []any{}
		for d.More() {
			value, err := readValue(d)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		_, err = d.Token()
		return list, err
	}
	return t, nil
}

// show writes an answer for people: a list as a table, a thing as lines.
func (j *job) show(text []byte, columns string) error {
	if len(bytes.TrimSpace(text)) == 0 {
		_, err := fmt.Fprintln(j.Stdout, j.say(crm.Say("cli.done")))
		return err
	}
	answer, err := readAnswer(text)
	if err != nil {
		return err
	}
	o, ok := answer.(object)
	if !ok {
		_, err := j.Stdout.Write(text)
		return err
	}
	items, isList := o.get("items").([]any)
	if !isList {
		return j.showThing(o, "")
	}
	if err := showTable(j.Stdout, items, columns, ""); err != nil {
		return err
	}
	for _, m := range o {
		if m.name != "items" && m.name != "next" {
			if _, err := fmt.Fprintf(j.Stdout, "%s: %s\n", m.name, cell(m.value)); err != nil {
				return err
			}
		}
	}
	next, _ := o.get("next").(string)
	if next == "" {
		_, err = fmt.Fprintln(j.Stdout, j.say(crm.Say("cli.listed", "count", len(items))))
		return err
	}
	_, err = fmt.Fprintln(j.Stdout, j.say(crm.Say("cli.more", "count", len(items), "cursor", plain(next))))
	return err
}

// showThing writes the members of a thing, and its lists below them.
func (j *job) showThing(o object, indent string) error {
	w := tabwriter.NewWriter(j.Stdout, 0, 0, 2, ' ', 0)
	var below []member
	for _, m := range o {
		switch v := m.value.(type) {
		case []any:
			if len(v) > 0 && isObject(v[0]) {
				below = append(below, m)
				continue
			}
		case object:
			if _, short := oneWord(v); !short {
				below = append(below, m)
				continue
			}
		}
		if text := cell(m.value); text != "" {
			fmt.Fprintf(w, "%s%s\t%s\n", indent, m.name, text)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, m := range below {
		if inner, ok := m.value.(object); ok && len(inner) == 0 {
			continue
		}
		if _, err := fmt.Fprintf(j.Stdout, "%s%s:\n", indent, m.name); err != nil {
			return err
		}
		var err error
		switch v := m.value.(type) {
		case object:
			err = j.showThing(v, indent+"  ")
		case []any:
			err = showTable(j.Stdout, v, "", indent+"  ")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func isObject(v any) bool { _, ok := v.(object); return ok }

// mostColumns and widest keep a table on a screen; --columns and --json say more.
const (
	mostColumns = 7
	widest      = 48
)

func showTable(out io.Writer, items []any, columns, indent string) error {
	names := chosen(items, columns)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	if len(items) > 0 {
		fmt.Fprintln(w, indent+strings.Join(names, "\t"))
	}
	for _, item := range items {
		o, ok := item.(object)
		if !ok {
			fmt.Fprintln(w, indent+cell(item))
			continue
		}
		cells := make([]string, len(names))
		for i, name := range names {
			cells[i] = clip(cell(o.get(name)))
		}
		fmt.Fprintln(w, indent+strings.TrimRight(strings.Join(cells, "\t"), "\t"))
	}
	return w.Flush()
}

var anID = regexp.MustCompile(`^[a-z]+_[0-9a-v]+$`)

// chosen are the columns: those that were asked for, else the first that say
// something: not the ids of other things, nor what nobody looks at first.
func chosen(items []any, columns string) []string {
	if columns != "" {
		return strings.Split(strings.ReplaceAll(columns, " ", ""), ",")
	}
	var names, said []string
	for _, item := range items {
		o, _ := item.(object)
		for _, m := range o {
			if !slices.Contains(names, m.name) {
				names = append(names, m.name)
			}
			text := cell(m.value)
			if m.name == "id" || text != "" && !anID.MatchString(text) && m.name != "revision" && !slices.Contains(said, m.name) {
				said = append(said, m.name)
			}
		}
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !slices.Contains(said, name) })
	return names[:min(len(names), mostColumns)]
}

// cell is a value in one line.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		if at, err := time.Parse(time.RFC3339, v); err == nil {
			return at.In(backend.Zone()).Format("2006-01-02 15:04")
		}
		return plain(v)
	case object:
		if word, ok := oneWord(v); ok {
			return word
		}
		var parts []string
		for _, m := range v {
			if text := cell(m.value); text != "" {
				parts = append(parts, m.name+"="+text)
			}
		}
		return strings.Join(parts, ", ")
	case []any:
		return row(v)
	}
	return fmt.Sprint(v)
}

// row is a list in one line: words as they are, larger things only counted.
func row(list []any) string {
	parts := make([]string, len(list))
	for i, one := range list {
		if o, large := one.(object); large {
			if _, short := oneWord(o); !short {
				return strconv.Itoa(len(list))
			}
		}
		parts[i] = cell(one)
	}
	return strings.Join(parts, ", ")
}

// oneWord is what stands for a thing in a line: its words, its name.
func oneWord(o object) (string, bool) {
	for _, name := range []string{"text", "name", "value"} {
		if text, ok := o.get(name).(string); ok && text != "" {
			return plain(text), true
		}
	}
	return "", false
}

// plain is a text in one line and without what a terminal would obey.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ReplaceAll(text, "\r\n", "\n"))
}

func clip(text string) string {
	if utf8.RuneCountInString(text) <= widest {
		return text
	}
	return string([]rune(text)[:widest-1]) + "…"
}
