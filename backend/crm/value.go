package crm

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Values are a card's custom fields that are set; what is not in the map is
// not set. All values can be compared with ==. By the field's type:
//
//	text, longtext, link, phone, email  string (a phone as E.164)
//	number                              float64
//	money                               Money
//	date                                Date
//	datetime                            Instant
//	yesno                               bool
//	choice                              ChoiceID
//	choices                             ChoiceSet
//	file                                FileID
//
// Outside it is JSON with the field's id as key: amounts are decimal numbers,
// moments milliseconds, sets lists of ids.
type Values map[FieldID]any

// StoreJSON is the document kept in the database: keys "f12", dates as text,
// yes/no as 0/1, choices and files as their numbers, amounts as hundredths,
// moments as milliseconds, sets as lists of numbers.
func (v Values) StoreJSON() string {
	doc := make(map[string]any, len(v))
	for id, x := range v {
		doc[id.Key()] = stored(x)
	}
	return encoded(doc)
}

// StoreValue is one value as StoreJSON writes it.
func StoreValue(x any) string { return encoded(stored(x)) }

func encoded(x any) string {
	b, err := json.Marshal(x)
	if err != nil {
		panic(fmt.Sprintf("values that were checked don't encode: %v", err))
	}
	return string(b)
}

func stored(x any) any {
	switch x := x.(type) {
	case bool:
		if x {
			return 1
		}
		return 0
	case ChoiceID:
		return int64(x)
	case FileID:
		return int64(x)
	case Money:
		return int64(x)
	case ChoiceSet:
		list := []int64{}
		for _, id := range x.IDs() {
			list = append(list, int64(id))
		}
		return list
	default:
		return x
	}
}

// ReadStoreJSON reads what StoreJSON wrote, by the types of the fields. What
// the fields no longer know is left out.
func ReadStoreJSON(doc []byte, fields []Field) (Values, error) {
	if out, ok := readStorePlain(string(doc), fields); ok {
		return out, nil
	}
	return readStoreJSON(doc, fields)
}

// readStorePlain is ReadStoreJSON of a document as nearly all are.
func readStorePlain(doc string, fields []Field) (Values, bool) {
	out := make(Values, len(fields))
	next := 0 // fields mostly come in their order
	ok, err := readPlain(doc, func(key, value string) error {
		n, err := strconv.ParseInt(strings.TrimPrefix(key, "f"), 10, 64)
		if err != nil || n <= 0 || key[0] != 'f' || key[1] == '0' || key[1] == '+' {
			return errNotPlain
		}
		for range fields {
			f := &fields[next%len(fields)]
			next++
			if int64(f.ID) != n {
				continue
			}
			x, plain := f.readPlainValue(value)
			if !plain {
				return errNotPlain
			}
			out[f.ID] = x
			return nil
		}
		return nil // of a field that is no more
	})
	return out, ok && err == nil
}

var errNotPlain = errors.New("for the decoder")

func readStoreJSON(doc []byte, fields []Field) (Values, error) {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(doc, &raw); err != nil {
		return nil, err
	}
	out := make(Values, len(raw))
	for _, f := range fields {
		b, ok := raw[f.ID.Key()]
		if !ok {
			continue
		}
		x, err := f.ReadStoreValue(b)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.ID, err)
		}
		out[f.ID] = x
	}
	return out, nil
}

// Key is the field's key in the stored document, "f12".
func (id ID[N]) Key() string { return "f" + strconv.FormatInt(int64(id), 10) }

// ReadStoreValue reads what StoreValue wrote of a value of the field.
func (f *Field) ReadStoreValue(b []byte) (any, error) {
	switch f.Type {
	case FieldNumber:
		return decoded[float64](b)
	case FieldYesNo:
		n, err := decoded[int](b)
		return n != 0, err
	case FieldMoney:
		n, err := decoded[int64](b)
		return Money(n), err
	case FieldDateTime:
		return decoded[Instant](b)
	case FieldChoice:
		n, err := decoded[int64](b)
		return ChoiceID(n), err
	case FieldFile:
		n, err := decoded[int64](b)
		return FileID(n), err
	case FieldChoices:
		list, err := decoded[[]int64](b)
		ids := make([]ChoiceID, 0, len(list))
		for _, n := range list {
			ids = append(ids, ChoiceID(n))
		}
		return ChoiceSetOf(ids...), err
	case FieldDate:
		return decoded[Date](b)
	default:
		return decoded[string](b)
	}
}

func decoded[T any](b []byte) (x T, err error) {
	err = json.Unmarshal(b, &x)
	return x, err
}

// MaxText is the longest text field, MaxLongText the longest long one, MaxLink
// the longest web address and MaxName the longest name, in characters.
const (
	MaxText     = 500
	MaxLongText = 20_000
	MaxLink     = 2_000
	MaxName     = 200
)

// Check turns a value as it came from outside (decoded JSON) into a value of
// the field. nil, "" and [] are "not set" and give nil. A wrong type or a value
// outside the choices is a phrase that says what to do. Phones and emails are
// only checked as texts: what is right in them is for other rooms to say.
func (f *Field) Check(x any) (any, *Phrase) {
	if x == nil || x == "" {
		return nil, nil
	}
	if got, ok := f.read(x); ok {
		return got, nil
	}
	shown := []rune(fmt.Sprint(x))
	p := Say(f.Type.problem(), "field", f.Name, "value", string(shown[:min(len(shown), 60)]))
	return nil, &p
}

// problem is the key of what is wrong with a value of the type.
func (t FieldType) problem() string {
	switch t {
	case FieldPhone, FieldEmail:
		return "error.field.text"
	case FieldChoices:
		return "error.field.choice"
	}
	return "error.field." + string(t)
}

func (f *Field) read(x any) (any, bool) {
	switch f.Type {
	case FieldYesNo:
		b, ok := x.(bool)
		return b, ok
	case FieldNumber, FieldMoney, FieldDateTime:
		n, ok := x.(float64)
		if !ok || math.IsNaN(n) || math.IsInf(n, 0) {
			return nil, false
		}
		return f.readNumber(n)
	case FieldChoices:
		return f.readChoices(x)
	}
	s, ok := x.(string)
	if !ok || !utf8.ValidString(s) {
		return nil, false
	}
	return f.readText(s)
}

func (f *Field) readNumber(n float64) (any, bool) {
	switch f.Type {
	case FieldMoney:
		return moneyIn(n, f.Currency)
	case FieldDateTime:
		at := Instant(n)
		return at, float64(at) == n && at >= firstInstant && at < endOfInstants
	default:
		return n, true
	}
}

// The moments that a field can hold: years that are written with four digits.
const (
	firstInstant  Instant = -62_135_510_400_000 // 0001-01-02
	endOfInstants Instant = 253_402_214_400_000 // 9999-12-31
)

func moneyIn(n float64, currency string) (any, bool) {
	m, ok := MoneyOf(n)
	if Decimals(currency) == 0 && m%100 != 0 {
		return nil, false
	}
	return m, ok
}

func (f *Field) readChoices(x any) (any, bool) {
	list, ok := x.([]any)
	ids := make([]ChoiceID, 0, len(list))
	for _, one := range list {
		id, known := f.readChoice(one)
		if !known {
			return nil, false
		}
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return nil, ok
	}
	return ChoiceSetOf(ids...), ok
}

func (f *Field) readChoice(x any) (ChoiceID, bool) {
	s, _ := x.(string)
	id, err := ParseID[choiceNoun](s)
	_, ok := f.Choice(id)
	return id, err == nil && ok
}

func (f *Field) readText(s string) (any, bool) {
	switch f.Type {
	case FieldDate:
		d, err := ParseDate(s)
		return d, err == nil
	case FieldChoice:
		id, ok := f.readChoice(s)
		return id, ok
	case FieldFile:
		id, err := ParseID[fileNoun](s)
		return id, err == nil
	case FieldLongText:
		s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
		return trimmed(s), utf8.RuneCountInString(s) <= MaxLongText && !strings.ContainsFunc(s, forbidden)
	case FieldLink:
		return link(strings.TrimSpace(s))
	default:
		return trimmed(s), utf8.RuneCountInString(s) <= MaxText && !strings.ContainsFunc(s, unicode.IsControl)
	}
}

// trimmed is a text without blanks around it, nil where nothing is left.
func trimmed(s string) any {
	if s = strings.TrimSpace(s); s != "" {
		return s
	}
	return nil
}

func forbidden(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

// link reads a web address: http or https with a host, also without the
// scheme as people type it. Nothing else may be opened by a click.
func link(s string) (any, bool) {
	if s == "" {
		return nil, true
	}
	if utf8.RuneCountInString(s) > MaxLink || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }) {
		return nil, false
	}
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil || !strings.Contains(u.Hostname(), ".") {
		return nil, false
	}
	return s, true
}
