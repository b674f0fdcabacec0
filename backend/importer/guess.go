package importer

import (
	"regexp"
	"slices"
	"strings"

	"stepwise/backend/crm"
)

const (
	guessRows     = 1000 // rows that are looked at
	guessFields   = 30   // new fields that are proposed at most
	guessChoices  = 12   // values of a column that still look like choices
	longestChoice = 40   // characters
)

// Guess proposes a mapping from the headers and from what stands in the
// columns. A column that nothing explains becomes a new field of the type that
// its values have; an empty or merely counting one is ignored. Region is left
// to the caller, who knows the workspace.
func Guess(t *Table, cat *crm.Catalogue) Mapping {
	g := guesser{t: t, cat: cat, m: Mapping{
		Columns: make([]Target, len(t.Headers)), DateFormat: DateAuto, DefaultStatus: firstStatus(cat),
	}}
	for i := range t.Headers {
		g.values = append(g.values, t.sample(i))
	}
	g.byHeader()
	g.byContent()
	g.names()
	g.numbers()
	g.newFields()
	return g.m
}

type guesser struct {
	t      *Table
	cat    *crm.Catalogue
	m      Mapping
	values [][]string // of each column, those that say something
}

func (t *Table) sample(column int) []string {
	return slices.Collect((&Table{Rows: t.Rows[:min(len(t.Rows), guessRows)]}).values(column))
}

// take points a column at a target, unless the target is taken.
func (g *guesser) take(column int, target Target) {
	if !slices.Contains(Several, target) && slices.Contains(g.m.Columns, target) {
		return
	}
	g.m.Columns[column] = target
}

// byHeader: the product's own fields first, then what columns are usually
// called.
func (g *guesser) byHeader() {
	for i, h := range g.t.Headers {
		name := alike(h)
		if j := slices.IndexFunc(g.cat.Fields, func(f crm.Field) bool { return name != "" && alike(f.Name) == name }); j >= 0 {
			g.take(i, ToField(g.cat.Fields[j].ID))
			continue
		}
		if len(g.values[i]) > 0 {
			g.take(i, headerTarget(h))
		}
	}
}

// byContent: addresses are known by their look, also under "Contact".
func (g *guesser) byContent() {
	for i, target := range g.m.Columns {
		if target != Ignore && target != ContactName {
			continue
		}
		switch {
		case most(g.values[i], looksEmail):
			g.m.Columns[i] = ContactEmail
		case most(g.values[i], looksPhone) && !most(g.values[i], looksDate):
			g.m.Columns[i] = ContactPhone
		}
	}
}

// names settles what "Nume" and "Név" mean: the family name beside a first
// name, else the whole name, in the order that the header tells.
func (g *guesser) names() {
	whole := slices.Index(g.m.Columns, ContactName)
	if whole < 0 {
		return
	}
	name := words(g.t.Headers[whole])
	switch {
	case slices.Contains(g.m.Columns, ContactFirst) && !slices.Contains(g.m.Columns, ContactLast) && listed("nume|numele|name|nev", name):
		g.m.Columns[whole] = ContactLast
	case listed(lastFirstHeaders, name):
		g.m.NameOrder = NameLastFirst
	case listed(firstLastHeaders, name):
		g.m.NameOrder = NameFirstLast
	}
}

// numbers finds out the decimal sign from all columns of numbers together;
// where they don't tell, files with semicolons come from where the comma is.
func (g *guesser) numbers() {
	var all []string
	for i, target := range g.m.Columns {
		if g.isNumber(target) || target == Ignore && most(g.values[i], looksNumber) {
			all = append(all, g.values[i]...)
		}
	}
	comma, known := decimalComma(slices.Values(all))
	if !known {
		comma = g.t.Delimiter == ";"
	}
	g.m.DecimalComma = comma
}

func (g *guesser) isNumber(target Target) bool {
	c, bad := understand("", target, g.cat)
	return bad == nil && c.field != nil && c.field.Type == crm.FieldNumber
}

func (g *guesser) newFields() {
	made := 0
	for i, target := range g.m.Columns {
		h := g.t.Headers[i]
		if target != Ignore || h == "" || len(g.values[i]) == 0 || made == guessFields || listed(rowNumbers, words(h)) {
			continue
		}
		if typ, ok := g.typeOf(g.values[i]); ok {
			g.m.Columns[i] = ToNew(typ)
			made++
		}
	}
}

// typeOf is the field type that all values have.
func (g *guesser) typeOf(values []string) (crm.FieldType, bool) {
	all := func(looks func(string) bool) bool {
		return !slices.ContainsFunc(values, func(v string) bool { return !looks(v) })
	}
	switch {
	case most(values, looksDate):
		return crm.FieldDate, true
	case all(func(v string) bool { _, ok := yesNo[alike(v)]; return ok && !isDigits(v) }):
		return crm.FieldYesNo, true
	case all(looksNumber) && all(func(v string) bool { _, bad := parseNumber(v, g.m.DecimalComma); return bad == nil }):
		return crm.FieldNumber, true
	case looksChosen(values):
		return crm.FieldChoice, true
	case all(func(v string) bool { return len([]rune(v)) <= crm.MaxText }):
		return crm.FieldText, true
	default:
		return "", false
	}
}

// looksChosen: few short values that come again and again.
func looksChosen(values []string) bool {
	seen := map[string]bool{}
	for _, v := range values {
		seen[alike(v)] = true
		if len(seen) > guessChoices || len([]rune(v)) > longestChoice {
			return false
		}
	}
	return len(seen) > 1 && len(values) >= 4*len(seen)
}

// most says whether seven of ten values look so.
func most(values []string, looks func(string) bool) bool {
	n := 0
	for _, v := range values {
		if looks(v) {
			n++
		}
	}
	return n > 0 && n*10 >= len(values)*7
}

var (
	emailLook  = regexp.MustCompile(`^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$`)
	phoneLook  = regexp.MustCompile(`^'?(?:\+|00|0|\()[\d\s().+/-]*$`)
	numberLook = regexp.MustCompile(`^[-+−]?(?:0|[1-9][\d.,\s]*|0[.,]\d+)$`)
)

func looksEmail(s string) bool { return emailLook.MatchString(strings.TrimSpace(s)) }

// looksPhone: a plus or a zero, and as many digits as a phone number has.
func looksPhone(s string) bool {
	s = strings.TrimSpace(s)
	if !phoneLook.MatchString(s) {
		return false
	}
	digits := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return digits >= 9 && digits <= 15
}

// looksNumber: not one with leading zeros or so long that it names something
// instead of counting it.
func looksNumber(s string) bool { return numberLook.MatchString(s) && (!isDigits(s) || len(s) <= 8) }
