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
	g := guesser{t: t, cat: cat, settled: make([]bool, len(t.Headers)), m: Mapping{
		Columns: make([]Target, len(t.Headers)), DateFormat: DateAuto, DefaultStatus: firstStatus(cat),
	}}
	for i := range t.Headers {
		g.values = append(g.values, t.sample(i))
	}
	g.byField()
	g.bySource()
	g.byHeader()
	g.byContent()
	g.names()
	g.owners()
	g.numbers()
	g.newFields()
	return g.m
}

type guesser struct {
	t       *Table
	cat     *crm.Catalogue
	m       Mapping
	values  [][]string // of each column, those that say something
	settled []bool     // columns that the file's source explains
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

// byField: the product's own fields come first.
func (g *guesser) byField() {
	for i, h := range g.t.fieldNames() {
		name := alike(h)
		j := slices.IndexFunc(g.cat.Fields, func(f crm.Field) bool { return name != "" && f.Type != crm.FieldFile && alike(f.Name) == name })
		if j >= 0 {
			g.take(i, ToField(g.cat.Fields[j].ID))
		}
	}
}

// byHeader: what columns are usually called.
func (g *guesser) byHeader() {
	for i, h := range g.t.Headers {
		if !g.settled[i] && g.m.Columns[i] == Ignore && len(g.values[i]) > 0 {
			g.take(i, headerTarget(h))
		}
	}
}

// byContent: addresses are known by their look, also under "Contact".
func (g *guesser) byContent() {
	for i, target := range g.m.Columns {
		if g.settled[i] || target != Ignore && target != ContactName {
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
	if last := slices.Index(g.m.Columns, ContactLast); last >= 0 && listed(lastFirstFamily, words(g.t.Headers[last])) {
		g.m.NameOrder = NameLastFirst
	}
	whole := slices.Index(g.m.Columns, ContactName)
	if whole < 0 || g.settled[whole] {
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

// owners: a column of owners most of whom are no users here would only reject
// its rows; the names are kept in a field instead.
func (g *guesser) owners() {
	i := slices.Index(g.m.Columns, CardOwner)
	if i < 0 {
		return
	}
	known := map[string]bool{}
	for _, u := range g.cat.Users {
		known[alike(u.Name)], known[alike(u.Email)] = true, true
	}
	n := 0
	for _, v := range g.values[i] {
		if known[alike(v)] {
			n++
		}
	}
	if len(g.values[i]) >= 3 && 2*n < len(g.values[i]) { // fewer tell nothing
		g.m.Columns[i], g.settled[i] = Ignore, false
	}
}

// numbers finds out the decimal sign from all columns of numbers together;
// where they don't tell, files with semicolons come from where the comma is.
func (g *guesser) numbers() {
	var all []string
	for i, target := range g.m.Columns {
		if g.isNumber(target) || target == Ignore && (most(g.values[i], looksNumber) || most(g.values[i], looksMoney)) {
			all = append(all, g.values[i]...)
		}
	}
	comma, known := decimalComma(bareAmounts(slices.Values(all)))
	if !known {
		comma = g.t.Delimiter == ";"
	}
	g.m.DecimalComma = comma
}

func (g *guesser) isNumber(target Target) bool {
	c, bad := understand("", target, g.cat)
	return bad == nil && (c.kind() == crm.FieldNumber || c.kind() == crm.FieldMoney)
}

func (g *guesser) newFields() {
	made := 0
	names := g.t.fieldNames()
	for i, target := range g.m.Columns {
		h := g.t.Headers[i]
		if target != Ignore || g.settled[i] || h == "" || len(g.values[i]) == 0 || made == guessFields ||
			listed(rowNumbers, words(h)) || listed(madeWhen, words(h)) {
			continue
		}
		typ, ok := g.typeOf(i, g.values[i])
		if _, taken := understand(names[i], ToNew(typ), g.cat); ok && taken == nil {
			g.m.Columns[i] = ToNew(typ)
			made++
		}
	}
}

// typeOf is the field type that all values have.
func (g *guesser) typeOf(column int, values []string) (crm.FieldType, bool) {
	all := func(looks func(string) bool) bool {
		return !slices.ContainsFunc(values, func(v string) bool { return !looks(v) })
	}
	switch {
	case most(values, looksMoment):
		return crm.FieldDateTime, true
	case most(values, looksDate):
		return crm.FieldDate, true
	case nearly(values, func(v string) bool { _, ok := yesNo[alike(v)]; return ok && !isDigits(v) }):
		return crm.FieldYesNo, true
	case nearly(values, func(v string) bool { _, bad := parseNumber(v, g.m.DecimalComma); return bad == nil && looksNumber(v) }):
		return crm.FieldNumber, true
	case most(values, looksMoney):
		return crm.FieldMoney, true
	case all(looksLink):
		return crm.FieldLink, true
	case looksListed(values):
		return crm.FieldChoices, true
	case looksChosen(values):
		return crm.FieldChoice, true
	case g.manyLines(column) || !all(func(v string) bool { return longer(v, crm.MaxText) == 0 }):
		return crm.FieldLongText, all(func(v string) bool { return longer(v, crm.MaxLongText) == 0 })
	default:
		return crm.FieldText, true
	}
}

// manyLines says whether a column has texts of several lines.
func (g *guesser) manyLines(column int) bool {
	return slices.ContainsFunc(g.t.Rows[:min(len(g.t.Rows), guessRows)], func(row []string) bool {
		return strings.ContainsAny(strings.TrimSpace(row[column]), "\r\n")
	})
}

// looksListed: lists of a few short values that come again and again.
func looksListed(values []string) bool {
	var parts []string
	lists := 0
	for _, v := range values {
		list := strings.FieldsFunc(strings.ReplaceAll(v, strings.TrimSpace(between), ";"), func(r rune) bool { return r == ';' || r == '|' })
		if len(list) > 1 {
			lists++
		}
		for _, part := range list {
			parts = append(parts, strings.TrimSpace(part))
		}
	}
	return lists*5 >= len(values) && looksChosen(parts)
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
	n := looking(values, looks)
	return n > 0 && n*10 >= len(values)*7
}

// nearly says whether 19 of 20 values look so: a slip of the pen doesn't make
// a column of numbers one of texts.
func nearly(values []string, looks func(string) bool) bool {
	n := looking(values, looks)
	return n > 0 && n*20 >= len(values)*19
}

func looking(values []string, looks func(string) bool) (n int) {
	for _, v := range values {
		if looks(v) {
			n++
		}
	}
	return n
}

var (
	emailLook  = regexp.MustCompile(`^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$`)
	phoneLook  = regexp.MustCompile(`^'?(?:\+|00|0|\()[\d\s().+/-]*$`)
	numberLook = regexp.MustCompile(`^[-+−]?(?:0|[1-9][\d.,\s]*|0[.,]\d+)$`)
)

func looksEmail(s string) bool { return emailLook.MatchString(strings.TrimSpace(s)) }

// looksLink: a web address with its scheme, or one that begins with www.
func looksLink(s string) bool {
	s = strings.ToLower(s)
	return (strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "www.")) && !strings.ContainsAny(s, " \t")
}

// looksMoment: a date with a time of day that isn't midnight.
func looksMoment(s string) bool {
	p, ok := splitDate(strings.TrimSpace(s))
	return ok && p.timed && p.at != 0
}

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
