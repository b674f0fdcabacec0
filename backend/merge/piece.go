package merge

import (
	"sync"

	"github.com/osteele/liquid"

	"stepwise/backend/crm"
)

// Piece is plain text or one merge field of a text that is taken apart once and
// filled in often.
type Piece struct {
	Text  string // as written; of a field with its braces
	field *expr  // nil for plain text
}

// IsField says whether the piece is a merge field.
func (p Piece) IsField() bool { return p.field != nil }

// Pieces takes a text apart. A text that Check refuses for its form is an error
// (the problems).
func Pieces(src string) ([]Piece, error) {
	parts, wrong := parse(src)
	if len(wrong) > 0 {
		return nil, problems(wrong).Err()
	}
	out := make([]Piece, len(parts))
	for i, p := range parts {
		out[i] = Piece{p.text, p.field}
	}
	return out, nil
}

// Filling gives pieces their values, for one message: together they may come to
// MaxMerged.
type Filling struct {
	values crm.MergeValues
	env    *env
	merged int
}

// Fill begins a message with these values.
func Fill(v crm.MergeValues) *Filling { return &Filling{values: v, env: envOf(v)} }

// Value is what a piece says: plain text itself, a field its value. Errors are
// those of Text.
func (f *Filling) Value(p Piece) (string, error) {
	if p.field == nil {
		return p.Text, nil
	}
	frozen, ok := f.values[p.field.path]
	if !ok {
		return "", crm.Fail(crm.CodeInvalid, KeyGone, "field", p.field.path)
	}
	value, err := p.field.evaluate(thaw(frozen, f.env))
	if err != nil {
		return "", err
	}
	if f.merged += len(value); f.merged > MaxMerged {
		return "", tooLong()
	}
	return value, nil
}

// maxChains is how many chains of filters are kept ready; people use a handful.
const maxChains = 256

// chains are the chains of filters that the engine has parsed, by their source,
// which is made of nothing but the names of filters.
var chains = struct {
	sync.RWMutex
	ready map[string]*liquid.Template
}{ready: map[string]*liquid.Template{}}

func chain(src string) (*liquid.Template, error) {
	chains.RLock()
	tpl, ok := chains.ready[src]
	chains.RUnlock()
	if ok {
		return tpl, nil
	}
	tpl, err := engine().ParseString(src)
	if err != nil {
		return nil, err
	}
	chains.Lock()
	if len(chains.ready) < maxChains {
		chains.ready[src] = tpl
	}
	chains.Unlock()
	return tpl, nil
}
