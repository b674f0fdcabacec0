package crm

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A stored document is read again and again, so what every document of ours
// looks like is read by hand here: {"f1":12,"f2":"text"}. Whatever looks otherwise
// is for the JSON decoder.

// readPlain cuts a flat document into its keys and values as written; ok is
// false where it is anything else.
func readPlain(doc string, take func(key, value string) error) (ok bool, err error) {
	s := strings.TrimSpace(doc)
	if len(s) < 2 || s[0] != '{' || s[len(s)-1] != '}' {
		return false, nil
	}
	for s = s[1 : len(s)-1]; s != ""; {
		key, rest, found := cutQuoted(s)
		if !found || !strings.HasPrefix(rest, ":") {
			return false, nil
		}
		value, rest, found := cutValue(rest[1:])
		if !found {
			return false, nil
		}
		if err := take(key[1:len(key)-1], value); err != nil {
			return true, err
		}
		if rest != "" && (rest[0] != ',' || len(rest) == 1) {
			return false, nil
		}
		s = strings.TrimPrefix(rest, ",")
	}
	return true, nil
}

// cutQuoted cuts a string without escapes from the front, its quotes included.
func cutQuoted(s string) (quoted, rest string, ok bool) {
	if len(s) < 2 || s[0] != '"' {
		return "", "", false
	}
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return s[:i+1], s[i+1:], true
		case c == '\\' || c < ' ':
			return "", "", false
		}
	}
	return "", "", false
}

// cutValue cuts a plain value from the front: a string, or a number.
func cutValue(s string) (value, rest string, ok bool) {
	if strings.HasPrefix(s, `"`) {
		return cutQuoted(s)
	}
	end := strings.IndexByte(s, ',')
	if end < 0 {
		end = len(s)
	}
	for i := range end {
		if c := s[i]; (c < '0' || c > '9') && c != '-' && c != '.' {
			return "", "", false
		}
	}
	return s[:end], s[end:], end > 0
}

// readPlainValue reads a value as readPlain cuts it; ok is false where only the
// JSON decoder knows what it is.
func (f *Field) readPlainValue(s string) (x any, ok bool) {
	if s[0] == '"' {
		text := s[1 : len(s)-1]
		if !utf8.ValidString(text) {
			return nil, false
		}
		switch f.Type {
		case FieldDate:
			return Date(text), true
		case FieldNumber, FieldYesNo, FieldMoney, FieldDateTime, FieldChoice, FieldChoices, FieldFile:
			return nil, false
		}
		return text, true
	}
	if f.Type == FieldNumber {
		n, err := strconv.ParseFloat(s, 64)
		return n, err == nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return nil, false
	}
	switch f.Type {
	case FieldYesNo:
		return n != 0, true
	case FieldMoney:
		return Money(n), true
	case FieldDateTime:
		return Instant(n), true
	case FieldChoice:
		return ChoiceID(n), true
	case FieldFile:
		return FileID(n), true
	}
	return nil, false
}
