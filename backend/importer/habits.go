package importer

import (
	"iter"
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// Habits are how a column of texts writes numbers and dates, found from the
// texts themselves. They read single values where a field of texts becomes one
// of another type.
type Habits struct {
	Comma bool           // a decimal comma
	Dates string         // one of DateFormats but auto
	Zone  *time.Location // of moments without a zone
}

// HabitsOf finds the habits of some texts; what they don't show is taken from
// the language of the workspace.
func HabitsOf(texts iter.Seq[string], language string, zone *time.Location) Habits {
	h := Habits{Dates: orderOf(texts), Zone: zone}
	comma, known := decimalComma(texts)
	if h.Comma = comma; !known {
		h.Comma = language != "en"
	}
	if h.Dates == "" {
		h.Dates = DateDayFirst
	}
	return h
}

// Read reads a text as a value of a number, money, date, datetime or yesno
// field; false for what is none, and for other types.
func (h Habits) Read(f crm.Field, text string) (value any, ok bool) {
	text = strings.TrimSpace(text)
	var bad *crm.Phrase
	switch f.Type {
	case crm.FieldNumber:
		value, bad = parseNumber(text, h.Comma)
	case crm.FieldMoney:
		value, bad = parseMoney(text, f.Currency, h.Comma)
	case crm.FieldDate:
		value, bad = parseDate(text, h.Dates)
	case crm.FieldDateTime:
		value, bad = parseMoment(text, h.Dates, h.Zone)
	case crm.FieldYesNo:
		yes, known := yesNo[fold.Fold(text)]
		return yes, known
	default:
		return nil, false
	}
	return value, bad == nil
}
