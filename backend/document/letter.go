package document

import (
	"sync"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

// newLetter makes a document ready. One that Parse or merge refuses is an error.
func newLetter(doc string) (*letter, error) {
	n, wrong := Parse(doc)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	l := &letter{assets: Assets(n), sources: sourcesOf(n)}
	v := &weaver{letter: l}
	var err error
	if l.html, err = v.within(func(v *weaver) error { return hyper{v, sheetWidth}.blocks(n.Content) }); err != nil {
		return nil, err
	}
	l.text, err = v.within(func(v *weaver) error { return plainer{weaver: v}.blocks(n.Content) })
	return l, err
}

// maxReady is how many letters are kept ready: the templates in use, and the
// one that is being edited in each of its states.
const maxReady = 64

// ready are letters by their documents. They are functions of these and nothing
// else, so it does not matter which are kept.
var ready = struct {
	sync.Mutex
	letters map[string]*letter
}{letters: map[string]*letter{}}

func letterOf(doc string) (*letter, error) {
	ready.Lock()
	l, ok := ready.letters[doc]
	ready.Unlock()
	if ok {
		return l, nil
	}
	l, err := newLetter(doc)
	if err != nil {
		return nil, err
	}
	ready.Lock()
	defer ready.Unlock()
	if len(ready.letters) >= maxReady {
		clear(ready.letters)
	}
	ready.letters[doc] = l
	return l, nil
}

// room is about how many bytes a message comes to, with so much for each field.
func room(ops []op) (n int) {
	for _, o := range ops {
		switch o := o.(type) {
		case fixed:
			n += len(o)
		case unlessBlank:
			n += room(o.inner)
		case merged:
			for _, p := range o.pieces {
				n += len(p.text) + 100
			}
		default:
			n += 200
		}
	}
	return n
}

// fill gives the HTML of the email and its plain text with end behind it.
func (l *letter) fill(subject string, v crm.MergeValues, o Options, end string) (html, text string, err error) {
	f := merge.Fill(v)
	values := make([]string, len(l.fields))
	for i, field := range l.fields {
		if values[i], err = f.Value(field); err != nil {
			return "", "", err
		}
	}
	h := &writer{values: values}
	h.Grow(len(head) + room(l.html) + len(foot) + 1000)
	openShell(&h.Builder, subject, o)
	if err := h.all(l.html); err != nil {
		return "", "", err
	}
	closeShell(&h.Builder, o)
	t := &writer{values: values}
	t.Grow(room(l.text) + 1000)
	if err := t.all(l.text); err != nil {
		return "", "", err
	}
	b := squeezed(t.String(), len(end))
	if blank(b.String()) {
		return "", "", crm.Fail(crm.CodeInvalid, KeyNoBody)
	}
	b.WriteString(end)
	return h.String(), b.String(), nil
}
