package engine

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// What says too little: an address that more contacts share is a switchboard,
// a name that more have is a common one.
const (
	mostShare    = 20
	mostNamed    = 8
	shortestTypo = 10 // characters of a name in which one wrong letter is a hint
	neighbours   = 12 // how far names are compared in the order of a block
)

// Duplicates finds contacts of one kind that look like one: the same email, the
// same phone, a similar name. Groups that share an address come first, then
// those with the most contacts. What somebody said is two is left apart.
func Duplicates(shared []store.SharedAddress, names []store.ContactName, not map[store.ContactPair]bool) []store.DuplicateGroup {
	d := &finder{root: map[crm.ContactID]crm.ContactID{}, why: map[crm.ContactID]map[string]bool{}, not: not}
	for len(shared) > 0 {
		n := 1
		for n < len(shared) && shared[n].Channel == shared[0].Channel && shared[n].Value == shared[0].Value && shared[n].Kind == shared[0].Kind {
			n++
		}
		d.all(ids(shared[:n]), map[crm.Channel]string{crm.ChannelEmail: "email", crm.ChannelSMS: "phone"}[shared[0].Channel], mostShare)
		shared = shared[n:]
	}
	d.names(names)
	return d.groups()
}

func ids(list []store.SharedAddress) []crm.ContactID {
	out := make([]crm.ContactID, len(list))
	for i, a := range list {
		out[i] = a.Contact
	}
	return out
}

type finder struct {
	root map[crm.ContactID]crm.ContactID
	why  map[crm.ContactID]map[string]bool // by contact
	not  map[store.ContactPair]bool
}

func (d *finder) find(id crm.ContactID) crm.ContactID {
	up, ok := d.root[id]
	if !ok || up == id {
		return id
	}
	top := d.find(up)
	d.root[id] = top
	return top
}

// link says that two contacts look like one.
func (d *finder) link(a, b crm.ContactID, why string) {
	if d.not[store.ContactPair{One: min(a, b), Other: max(a, b)}] {
		return
	}
	for _, id := range []crm.ContactID{a, b} {
		if d.why[id] == nil {
			d.why[id] = map[string]bool{}
		}
		d.why[id][why] = true
	}
	a, b = d.find(a), d.find(b)
	d.root[max(a, b)] = min(a, b)
	d.root[min(a, b)] = min(a, b)
}

// all links each with each, unless they are so many that it means nothing.
func (d *finder) all(list []crm.ContactID, why string, most int) {
	if len(list) > most {
		return
	}
	for i, a := range list {
		for _, b := range list[i+1:] {
			d.link(a, b, why)
		}
	}
}

type named struct {
	id      crm.ContactID
	company crm.ContactID
	key     string
}

// names compares names within blocks: the same words in any order, or one
// letter that differs in a long name.
func (d *finder) names(list []store.ContactName) {
	blocks := map[string][]named{}
	for _, n := range list {
		key := nameKey(n.Kind, n.Name)
		if key == "" {
			continue
		}
		row := named{n.ID, n.Company, key}
		begin := string(n.Kind) + firstLetters(key, 3)
		blocks[begin] = append(blocks[begin], row)
		if i := strings.LastIndexByte(key, ' '); i > 0 { // a typo at the beginning leaves the other end
			end := string(n.Kind) + "<" + firstLetters(key[i+1:], 3)
			blocks[end] = append(blocks[end], row)
		}
	}
	for _, block := range blocks {
		slices.SortFunc(block, func(a, b named) int {
			if c := strings.Compare(a.key, b.key); c != 0 {
				return c
			}
			return int(a.id - b.id)
		})
		d.block(block)
	}
}

func (d *finder) block(list []named) {
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].key == list[0].key {
			n++
		}
		if n <= mostNamed {
			for i, a := range list[:n] {
				for _, b := range list[i+1 : n] {
					if oneCompany(a, b) {
						d.link(a.id, b.id, "name")
					}
				}
			}
			d.typos(list[0], list[n:])
		}
		list = list[n:]
	}
}

func (d *finder) typos(a named, after []named) {
	if len(a.key) < shortestTypo {
		return
	}
	for _, b := range after[:min(len(after), neighbours)] {
		if b.key != a.key && oneCompany(a, b) && oneLetterOff(a.key, b.key) {
			d.link(a.id, b.id, "name")
		}
	}
}

// oneCompany says whether two persons may be one by where they work: namesakes
// of two companies are two.
func oneCompany(a, b named) bool {
	return a.company == b.company || a.company == 0 || b.company == 0
}

// legal are words that say what form a company has, not which it is.
var legal = map[string]bool{
	"srl": true, "s": true, "r": true, "l": true, "sa": true, "a": true, "pfa": true, "ii": true, "srld": true, "sc": true, "kft": true, "bt": true, "zrt": true, "nyrt": true,
	"ltd": true, "llc": true, "inc": true, "gmbh": true, "ag": true, "co": true, "kg": true, "plc": true, "corp": true,
}

// nameKey is a folded name's words in order, without initials and, of a company,
// without its legal form; "" where that leaves less than four letters.
func nameKey(kind crm.ContactKind, folded string) string {
	var kept []string
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return strings.ContainsRune(" .,-–'\"&()/", r) }) {
		if kind == crm.ContactCompany && legal[w] || len(w) < 2 {
			continue
		}
		kept = append(kept, w)
	}
	if kind == crm.ContactPerson && len(kept) < 2 {
		return "" // a first name alone is nobody's
	}
	slices.Sort(kept)
	key := strings.Join(kept, " ")
	if len(key) < 4 || strings.Contains(key, "@") {
		return ""
	}
	return key
}

func firstLetters(s string, n int) string {
	runes := []rune(s)
	return string(runes[:min(len(runes), n)])
}

// oneLetterOff says whether one letter added, left out, replaced or swapped with
// its neighbour makes one text the other.
func oneLetterOff(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) < len(y) {
		return slices.Equal(x[i:], y[i+1:])
	}
	if i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:]) {
		return true
	}
	return i < len(x) && slices.Equal(x[i+1:], y[i+1:])
}

func (d *finder) groups() []store.DuplicateGroup {
	byRoot := map[crm.ContactID]*store.DuplicateGroup{}
	reasons := map[crm.ContactID]map[string]bool{}
	for id := range d.root {
		top := d.find(id)
		if byRoot[top] == nil {
			byRoot[top] = &store.DuplicateGroup{}
			reasons[top] = map[string]bool{}
		}
		byRoot[top].Contacts = append(byRoot[top].Contacts, id)
		for why := range d.why[id] {
			reasons[top][why] = true
		}
	}
	out := make([]store.DuplicateGroup, 0, len(byRoot))
	for top, g := range byRoot {
		slices.Sort(g.Contacts)
		var why []string
		for _, w := range []string{"email", "phone", "name"} {
			if reasons[top][w] {
				why = append(why, w)
			}
		}
		g.Why = strings.Join(why, ",")
		out = append(out, *g)
	}
	rank := func(g store.DuplicateGroup) int {
		n := 0
		for i, w := range []string{"name", "phone", "email"} {
			if strings.Contains(g.Why, w) {
				n += 1 << i
			}
		}
		return n
	}
	slices.SortFunc(out, func(a, b store.DuplicateGroup) int {
		if c := rank(b) - rank(a); c != 0 {
			return c
		}
		if c := len(b.Contacts) - len(a.Contacts); c != 0 {
			return c
		}
		return int(a.Contacts[0] - b.Contacts[0])
	})
	return out
}
