package bench

import (
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

// kind is what a generated field holds.
type kind struct {
	typ     crm.FieldType
	choices int
}

// mix is the mix of twenty fields; more fields begin it anew.
var mix = []kind{
	{crm.FieldChoice, 8}, {crm.FieldChoice, 4}, {crm.FieldChoice, 20}, {crm.FieldChoice, 50},
	{crm.FieldNumber, 0}, {crm.FieldNumber, 0}, {crm.FieldNumber, 0}, {crm.FieldNumber, 0},
	{crm.FieldDate, 0}, {crm.FieldDate, 0}, {crm.FieldDate, 0}, {crm.FieldDate, 0},
	{crm.FieldText, 0}, {crm.FieldText, 0}, {crm.FieldText, 0}, {crm.FieldText, 0}, {crm.FieldText, 0}, {crm.FieldText, 0},
	{crm.FieldYesNo, 0}, {crm.FieldLongText, 0},
}

// filled is how many fields in a hundred have a value: about 14 of 20.
const filled = 70

// longText is the length of a long text in bytes.
const longText = 200

var (
	firstNames = []string{"Ana", "Ion", "Maria", "Ștefan", "Elena", "Andrei", "Ioana", "Mihai", "Cristina", "Gábor", "Anna", "Zsófia", "Péter", "László", "Dan", "Irina"}
	lastNames  = []string{"Popescu", "Ionescu", "Pop", "Munteanu", "Țăran", "Kovács", "Szabó", "Nagy", "Dumitru", "Stan", "Rusu", "Moldovan", "Őri", "Gheorghe", "Matei", "Tóth"}
	words      = []string{"roof", "window", "Cluj", "Turda", "offer", "second floor", "Mureș", "call later", "brick", "garden", "solar", "pump", "Oradea", "south side", "old house", "Deva"}
)

// firstDay is where the three years of dates begin.
const firstDay crm.Date = "2025-01-01"

// drawnCard is a card before it has a place in a workspace: of a choice field
// the number of the choice.
type drawnCard struct {
	name, email, phone string
	status, owner      int
	values             []any // by field; nil: not set
}

func (g *Generator) draw(c *chance, i int) drawnCard {
	first, last := pick(c, firstNames), pick(c, lastNames)
	card := drawnCard{
		name: first + " " + last + " " + strconv.Itoa(i), status: c.below(len(g.Statuses)), owner: c.below(len(g.Users)),
		email: "client" + strconv.Itoa(i) + "@example.com", phone: "+40721" + strconv.Itoa(1_000_000 + i)[1:],
		values: make([]any, len(g.Fields)),
	}
	for f := range g.Fields {
		if c.percent(filled) {
			card.values[f] = drawValue(c, mix[f%len(mix)])
		}
	}
	return card
}

func drawValue(c *chance, k kind) any {
	switch k.typ {
	case crm.FieldChoice:
		return c.below(k.choices)
	case crm.FieldNumber:
		return float64(c.below(1_000_000)) / 100
	case crm.FieldDate:
		return firstDay.AddDays(c.below(3 * 365))
	case crm.FieldYesNo:
		return c.percent(50)
	case crm.FieldLongText:
		var b strings.Builder
		for b.Len() < longText {
			b.WriteString(pick(c, words))
			b.WriteByte(' ')
		}
		return strings.TrimSpace(strings.ToValidUTF8(b.String()[:longText], ""))
	default:
		return pick(c, words) + " " + strconv.Itoa(c.below(1000))
	}
}

// valuesOf are a drawn card's values in the fields of the workspace.
func (g *Generator) valuesOf(card drawnCard) crm.Values {
	v := make(crm.Values, len(card.values))
	for i, x := range card.values {
		if x == nil {
			continue
		}
		f := g.Fields[i]
		if n, ok := x.(int); ok {
			x = f.Choices[n].ID
		}
		v[f.ID] = x
	}
	return v
}

// cells are a drawn card as a row of a file.
func (g *Generator) cells(card drawnCard, contact bool) []string {
	row := []string{card.name, g.Statuses[card.status].Name, g.Users[card.owner].Email}
	for i, x := range card.values {
		row = append(row, cellOf(g.Fields[i], x))
	}
	if contact {
		row = append(row, card.email, card.phone)
	}
	return row
}

func cellOf(f crm.Field, x any) string {
	switch x := x.(type) {
	case int:
		return f.Choices[x].Name
	case float64:
		return strconv.FormatFloat(x, 'f', 2, 64)
	case crm.Date:
		return string(x)
	case bool:
		if x {
			return "yes"
		}
		return "no"
	case string:
		return x
	}
	return ""
}
