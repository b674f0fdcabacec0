package pack

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// What is written: a mapping on lines of its own, one on a single line, a list,
// a list on a single line; else a string, int, float64 or bool. Entries without
// a value are left out.
type (
	mapping []entry
	flow    []entry
	list    []any
	row     []string
	entry   struct {
		key   string
		value any
	}
)

// emitter writes the YAML of packs: one way to write each thing, so that the
// same pack is always the same bytes.
type emitter struct{ strings.Builder }

func (e *emitter) mapping(m mapping, indent int, first bool) {
	for _, one := range m {
		if nothing(one.value) {
			continue
		}
		if !first {
			e.WriteString(strings.Repeat(" ", indent))
		}
		first = false
		e.WriteString(key(one.key) + ":")
		e.value(one.value, indent)
	}
}

// value writes what stands behind a key, and ends the line.
func (e *emitter) value(v any, indent int) {
	switch v := v.(type) {
	case mapping:
		e.WriteByte('\n')
		e.mapping(v, indent+2, false)
	case list:
		e.WriteByte('\n')
		for _, item := range v {
			e.WriteString(strings.Repeat(" ", indent) + "  - ")
			e.item(item, indent+4)
		}
	case string:
		if block, ok := literal(v, indent+2); ok {
			e.WriteString(" " + block)
			return
		}
		e.WriteString(" " + scalar(v) + "\n")
	default:
		e.WriteString(" " + onLine(v) + "\n")
	}
}

func (e *emitter) item(v any, indent int) {
	if m, ok := v.(mapping); ok {
		e.mapping(m, indent, true)
		return
	}
	e.WriteString(onLine(v) + "\n")
}

func nothing(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case int:
		return v == 0
	case bool:
		return !v
	case mapping:
		return !slices.ContainsFunc(v, func(e entry) bool { return !nothing(e.value) })
	case list:
		return len(v) == 0
	case row:
		return len(v) == 0
	}
	return false
}

func onLine(v any) string {
	switch v := v.(type) {
	case flow:
		parts := []string{}
		for _, one := range v {
			if !nothing(one.value) {
				parts = append(parts, key(one.key)+": "+onLine(one.value))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case row:
		parts := make([]string, len(v))
		for i, one := range v {
			parts[i] = scalar(one)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case list:
		parts := make([]string, len(v))
		for i, one := range v {
			parts[i] = onLine(one)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case string:
		return scalar(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

func key(k string) string { return scalar(k) }

var (
	// plain is what needs no quotes: words that begin with a letter, with nothing
	// in them that YAML gives a meaning.
	plain = regexp.MustCompile(`^\pL[\pL\pN ._@'’()/+%–—…-]*$`)
	taken = regexp.MustCompile(`^(?i:y|n|yes|no|on|off|true|false|null|nan|inf)$`)
)

// scalar is a text as YAML reads it back and nothing else: quoted wherever it
// might be taken for something else.
func scalar(s string) string {
	if plain.MatchString(s) && !taken.MatchString(s) && !strings.HasSuffix(s, " ") {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == ' ' || unicode.IsPrint(r) && r != '\u00a0':
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// literal is a text of several lines as a block of lines, where a block says
// exactly that text.
func literal(s string, indent int) (string, bool) {
	body, ended := strings.CutSuffix(s, "\n")
	if !strings.Contains(s, "\n") || body == "" || strings.HasPrefix(body, " ") || strings.HasPrefix(body, "\n") || strings.HasSuffix(body, "\n") {
		return "", false
	}
	var b strings.Builder
	b.WriteString("|\n")
	if !ended {
		b.Reset()
		b.WriteString("|-\n")
	}
	for line := range strings.SplitSeq(body, "\n") {
		if strings.TrimRight(line, " \t") != line || strings.ContainsFunc(line, func(r rune) bool { return r != ' ' && !unicode.IsPrint(r) }) {
			return "", false
		}
		if line != "" {
			b.WriteString(strings.Repeat(" ", indent) + line)
		}
		b.WriteByte('\n')
	}
	return b.String(), true
}
