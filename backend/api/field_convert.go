package api

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/importer"
	"stepwise/backend/timing"
	"stepwise/backend/words"
)

// converter turns the values of one field into those of another type.
type converter struct {
	from, to crm.Field
	habits   importer.Habits
	country  string
	language string
	choices  map[string]crm.ChoiceID // of the new field, by folded name
	names    []string                // choices that the values ask for, in the order of their coming
}

// mostNewChoices is how many choices a change of type makes at most: a text
// where each card says something else is no list of choices.
const mostNewChoices = 100

// convert gives the value in the new type; false where it would be lost.
func (c *converter) convert(x any) (any, bool) {
	if !c.from.Type.HasChoices() {
		if same, ok := c.sameKind(x); ok {
			return same, true
		}
	}
	if c.to.Type.HasChoices() {
		return c.choose(x)
	}
	text := c.text(x)
	switch c.to.Type {
	case crm.FieldText, crm.FieldLongText, crm.FieldLink, crm.FieldPhone, crm.FieldEmail:
		value, _, why := CheckValue(&c.to, text, c.country)
		return value, why == nil && value != nil
	default:
		return c.habits.Read(c.to, text)
	}
}

// sameKind converts between numbers and amounts, days and moments.
func (c *converter) sameKind(x any) (any, bool) {
	switch x := x.(type) {
	case float64:
		if c.to.Type == crm.FieldMoney {
			value, why := c.to.Check(x)
			return value, why == nil
		}
	case crm.Money:
		switch c.to.Type {
		case crm.FieldNumber:
			return x.Units(), true
		case crm.FieldMoney:
			return x, true
		}
	case crm.Date:
		if c.to.Type == crm.FieldDateTime {
			return timing.StartOfDay(x, c.habits.Zone), true
		}
	case crm.Instant:
		if c.to.Type == crm.FieldDate {
			return timing.DateAt(x, c.habits.Zone), true
		}
	}
	return nil, false
}

// choose gives the choice of the value's name, which is made where there is
// none; several, separated by commas or semicolons, only where several fit.
func (c *converter) choose(x any) (any, bool) {
	parts := []string{c.text(x)}
	switch {
	case c.from.Type == crm.FieldChoices:
		parts = c.choiceNames(x)
	case c.to.Type == crm.FieldChoices && c.from.Type.IsText():
		parts = strings.FieldsFunc(parts[0], func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
	}
	if c.to.Type == crm.FieldChoice && len(parts) != 1 {
		return nil, false
	}
	var ids []crm.ChoiceID
	for _, part := range parts {
		part = fold.Clean(part)
		if fold.CheckName(part) != nil || part == "" {
			return nil, false
		}
		id, known := c.choices[fold.Fold(part)]
		if !known {
			if len(c.names) == mostNewChoices {
				return nil, false
			}
			c.names = append(c.names, part)
			id = -crm.ChoiceID(len(c.names)) // until it has its own
			c.choices[fold.Fold(part)] = id
		}
		ids = append(ids, id)
	}
	if c.to.Type == crm.FieldChoice {
		return ids[0], true
	}
	return crm.ChoiceSetOf(ids...), len(ids) > 0
}

func (c *converter) choiceNames(x any) []string {
	var names []string
	switch x := x.(type) {
	case crm.ChoiceID:
		if choice, ok := c.from.Choice(x); ok {
			names = append(names, choice.Name)
		}
	case crm.ChoiceSet:
		for _, id := range x.IDs() {
			if choice, ok := c.from.Choice(id); ok {
				names = append(names, choice.Name)
			}
		}
	}
	return names
}

// text is a value as people write it.
func (c *converter) text(x any) string {
	switch x := x.(type) {
	case string:
		return x
	case float64:
		return decimal(strconv.FormatFloat(x, 'f', -1, 64), c.habits.Comma)
	case crm.Money:
		text := decimal(x.String(), c.habits.Comma)
		if c.to.Type == crm.FieldNumber {
			return text
		}
		return text + " " + c.from.Currency
	case crm.Date:
		return string(x)
	case crm.Instant:
		return x.In(c.habits.Zone).Format("2006-01-02 15:04")
	case bool:
		key := "activity.no"
		if x {
			key = "activity.yes"
		}
		return words.Render(c.language, crm.Say(key), time.UTC)
	default:
		return strings.Join(c.choiceNames(x), ", ")
	}
}

func decimal(text string, comma bool) string {
	if comma {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

// newConverter prepares a change of type. texts are the values of a field of
// texts, from which its habits are found.
func newConverter(from, to crm.Field, ws crm.Workspace, texts []string) (*converter, error) {
	zone, err := timing.Zone(ws.Zone)
	if err != nil {
		return nil, err
	}
	c := &converter{
		from: from, to: to, country: ws.Country, language: ws.Language, choices: map[string]crm.ChoiceID{},
		habits: importer.HabitsOf(slices.Values(texts), ws.Language, zone),
	}
	if !from.Type.IsText() {
		c.habits.Comma = ws.Language != "en"
	}
	for _, choice := range from.Choices { // a list of choices stays what it was, also unused ones
		if to.Type.HasChoices() {
			c.names = append(c.names, choice.Name)
			c.choices[fold.Fold(choice.Name)] = -crm.ChoiceID(len(c.names))
		}
	}
	return c, nil
}
