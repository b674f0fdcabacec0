package store

import (
	"slices"
	"strings"
	"sync"

	"github.com/jmoiron/sqlx"

	"stepwise/backend/crm"
)

// Definitions is the state of what cards are judged by: products with their
// fields, colleagues, tags, filters, sequences, templates, the workspace. Two
// transactions with the same number see the same. 0: changed in this very
// transaction, which may yet be undone, so nothing made of it may be kept.
func (v *View) Definitions() (int64, error) {
	if v.defined != 0 {
		return v.defined, nil
	}
	var now int64
	if err := v.get(&now, "SELECT last FROM counter WHERE noun = 'definition'"); err != nil {
		return 0, err
	}
	if v.fate != nil && now != v.began {
		return 0, nil
	}
	v.defined = now // of a snapshot for good, of a transaction until it changes one
	return now, nil
}

// defining are the tables whose triggers count the definitions' states.
var defining = []string{"product", "status", "field", "choice", "app_user", "tag", "filter", "sequence", "step", "template", "setting", "webhook", "form", "link"}

// changes notes that a statement may change a definition.
func (v *View) changes(query string) {
	if v.fate == nil || v.defined == 0 {
		return
	}
	if mayDefine(query) {
		v.defined, v.fate.redefined = 0, true
	}
}

func mayDefine(query string) bool {
	for _, harmless := range []string{"SELECT ", "WITH c AS ", "SAVEPOINT ", "RELEASE "} {
		if strings.HasPrefix(query, harmless) {
			return false
		}
	}
	for _, verb := range []string{"INSERT INTO ", "UPDATE ", "DELETE FROM "} {
		if rest, ok := strings.CutPrefix(query, verb); ok {
			end := strings.IndexFunc(rest, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') })
			return end < 0 || slices.Contains(defining, rest[:end])
		}
	}
	return true
}

// catalogues keeps the catalogues of one state of the definitions.
type catalogues struct {
	mu   sync.Mutex
	at   int64
	kept map[crm.ProductID]*crm.Catalogue
	said map[asked]any // other things of this state
}

// defined asks for something that is made of definitions alone once for each
// state of theirs. What is kept is given as it is: it is a value, of which nobody
// can change what another one gets.
func defined[T any](v *View, noun string, id int64, ask func() (T, error)) (x T, err error) {
	at, err := v.Definitions()
	if err != nil {
		return x, err
	}
	if kept, ok := v.s.catalogues.saidOf(at, asked{noun, id}).(T); ok {
		return kept, nil
	}
	if x, err = ask(); err == nil {
		v.s.catalogues.keep(at, asked{noun, id}, x)
	}
	return x, err
}

func (k *catalogues) saidOf(at int64, what asked) any {
	k.mu.Lock()
	defer k.mu.Unlock()
	if at == 0 || at != k.at {
		return nil
	}
	return k.said[what]
}

func (k *catalogues) keep(at int64, what asked, x any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of(at) {
		k.said[what] = x
	}
}

// forget lets go of everything: other definitions were put under their number.
func (k *catalogues) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.at, k.kept, k.said = 0, nil, nil
}

// of says whether what is made of a state of the definitions may be kept, and
// makes room where it is a new one.
func (k *catalogues) of(at int64) bool {
	if at == 0 || at < k.at { // not to be kept, or of an older snapshot
		return false
	}
	if at > k.at {
		k.at, k.kept, k.said = at, map[crm.ProductID]*crm.Catalogue{}, map[asked]any{}
	}
	return true
}

// get is a catalogue that its reader may change; nil where none is kept.
func (k *catalogues) get(at int64, id crm.ProductID) *crm.Catalogue {
	c := k.shared(at, id)
	if c == nil {
		return nil
	}
	return copyOf(c)
}

// shared is a catalogue that nobody changes; nil where none is kept.
func (k *catalogues) shared(at int64, id crm.ProductID) *crm.Catalogue {
	k.mu.Lock()
	defer k.mu.Unlock()
	if at == 0 || at != k.at {
		return nil
	}
	return k.kept[id]
}

func (k *catalogues) put(at int64, c *crm.Catalogue) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of(at) {
		k.kept[c.Product.ID] = copyOf(c)
	}
}

// copyOf is a catalogue that its reader may change.
func copyOf(c *crm.Catalogue) *crm.Catalogue {
	d := *c
	d.Statuses, d.Fields, d.Users, d.Tags = slices.Clone(c.Statuses), slices.Clone(c.Fields), slices.Clone(c.Users), slices.Clone(c.Tags)
	d.Templates, d.Sequences = slices.Clone(c.Templates), slices.Clone(c.Sequences)
	d.Forms = slices.Clone(c.Forms)
	for i := range d.Fields {
		d.Fields[i].Choices = slices.Clone(d.Fields[i].Choices)
	}
	return &d
}

// definitionsOf is the state of the definitions at the beginning of a
// transaction; databases of tests may have none.
func definitionsOf(tx *sqlx.Tx) (at int64, err error) {
	return at, tx.Get(&at, "SELECT coalesce((SELECT last FROM counter WHERE noun = 'definition'), 0)")
}
