package filter

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/dialect"
	"stepwise/backend/fold"
)

// condition is a crm.Condition that was read by the operator table: its values
// have the right number and types, and what they name is in the catalogue.
type condition struct {
	crm.Condition
	path    string // its place in the tree
	kind    string
	op      operator
	orUnset bool
	broken  bool      // something is wrong with it; only to be said, never compiled
	field   crm.Field // of a condition on a field

	ids     []int64    // statuses, users, choices, tags, templates, sequences; yes is 1 and no 0
	texts   []string   // folded; origins and other fixed words as they are
	numbers []float64  // amounts in hundredths
	dates   []crm.Date //
	n       int        // days or hours
}

// stored is the expression that is NULL where the subject is not set.
func (c *condition) stored() string {
	switch c.kind {
	case kindOwner:
		return "c.owner"
	case kindTags:
		return "nullif(c.tags, '')"
	case kindContact:
		return "c.contact"
	}
	return dialect.JSONField("c.fields", int64(c.field.ID))
}

// folded is the expression of the subject's folded text.
func (c *condition) folded() string {
	if c.kind == kindName {
		return "c.name_fold"
	}
	return dialect.FoldedField("c", int64(c.field.ID))
}

// read reads a condition and notes everything that is wrong with it; ok means
// nothing was.
func read(raw crm.Condition, cat *crm.Catalogue, path string, problems *crm.Problems) (c condition, ok bool) {
	before := len(*problems)
	c = condition{Condition: raw}
	if !c.readSubject(cat, path, problems) {
		return c, false
	}
	op, orUnset, found := findOperator(c.kind, raw.Op)
	if !found {
		problems.Add(path+".op", "filter.problem.operator", "operator", shown(raw.Op))
		return c, false
	}
	c.op, c.orUnset = op, orUnset
	c.readValues(cat, path+".values", problems)
	if len(*problems) == before {
		c.checkRange(path+".values", problems)
	}
	return c, len(*problems) == before
}

func (c *condition) readSubject(cat *crm.Catalogue, path string, problems *crm.Problems) bool {
	if c.Subject != fieldSubject {
		c.kind = c.Subject
		if !slices.Contains(fixedKinds, c.Subject) {
			problems.Add(path+".subject", "filter.problem.subject", "subject", c.Subject)
			return false
		}
		return true
	}
	field, ok := cat.Field(c.Field)
	if !ok {
		problems.Add(path+".field", "filter.problem.field_gone", "id", c.Field.String())
		return false
	}
	c.field, c.kind = field, string(field.Type)
	return true
}

// readValues gives each slot its values: those of a fixed number as many, and
// the one that takes several the rest.
func (c *condition) readValues(cat *crm.Catalogue, path string, problems *crm.Problems) {
	least, most := 0, 0
	for _, s := range c.op.slots {
		least, most = least+s.min, most+s.max
	}
	switch given := len(c.Values); {
	case given < least:
		problems.Add(path, "filter.problem.value_missing", "least", least)
		return
	case given > most:
		problems.Add(path, "filter.problem.value_extra", "most", most)
		return
	}
	for i, s := range c.slotsOfValues() {
		if say := c.take(s, c.Values[i], cat); say != nil {
			problems.AddPhrase(fmt.Sprintf("%s[%d]", path, i), *say)
		}
	}
}

// slotsOfValues is the slot of each value, where their number is right.
func (c *condition) slotsOfValues() []slot {
	spare := len(c.Values)
	for _, s := range c.op.slots {
		spare -= s.min
	}
	of := make([]slot, 0, len(c.Values))
	for _, s := range c.op.slots {
		of = append(of, slices.Repeat([]slot{s}, s.min)...)
		if s.max > s.min {
			of = append(of, slices.Repeat([]slot{s}, spare)...)
		}
	}
	return of
}

// checkRange refuses a range that ends before it begins.
func (c *condition) checkRange(path string, problems *crm.Problems) {
	if c.op.name != "between" {
		return
	}
	switch {
	case len(c.numbers) == 2 && c.numbers[0] > c.numbers[1]:
		problems.Add(path, "filter.problem.backwards", "from", c.number(0), "to", c.number(1))
	case len(c.dates) == 2 && c.dates[0] > c.dates[1]:
		problems.Add(path, "filter.problem.backwards", "from", c.dates[0], "to", c.dates[1])
	}
}

// take reads one value into the condition, or says what is wrong with it.
func (c *condition) take(s slot, text string, cat *crm.Catalogue) *crm.Phrase {
	switch s.kind {
	case slotStatus:
		return takeID(c, text, "filter.problem.status_gone", cat.Status)
	case slotUser:
		return takeID(c, text, "filter.problem.user_gone", cat.User)
	case slotChoice:
		return takeID(c, text, "filter.problem.choice_gone", c.field.Choice)
	case slotTag:
		return takeID(c, text, "filter.problem.tag_gone", func(id crm.TagID) (crm.Tag, bool) { return tagIn(cat, id) })
	case slotTemplate:
		return takeID(c, text, "filter.problem.template_gone", cat.Template)
	case slotLink:
		return takeID(c, text, "filter.problem.link_gone", cat.Link)
	case slotForm:
		return takeID(c, text, "filter.problem.form_gone", cat.Form)
	case slotSequence:
		return takeID(c, text, "filter.problem.sequence_gone", cat.Sequence)
	case slotContactKind:
		return c.takeWord(text, "filter.problem.contact_kind", contactKinds)
	case slotConsent:
		return c.takeWord(text, "filter.problem.consent", consentWords())
	case slotTaskType:
		return c.takeWord(text, "filter.problem.task_type", crm.TaskTypes)
	case slotText:
		return c.takeText(text)
	case slotNumber:
		return c.takeNumber(text)
	case slotMoney:
		return c.takeMoney(text)
	case slotDate:
		return c.takeDate(text)
	case slotDays, slotHours:
		return c.takeCount(text, s)
	case slotYesNo:
		return c.takeYesNo(text)
	default:
		return c.takeOrigin(text)
	}
}

// takeID reads an id that find knows.
func takeID[I interface {
	~int64
	comparable
}, T any, P interface {
	*I
	UnmarshalText([]byte) error
}](c *condition, text, key string, find func(I) (T, bool)) *crm.Phrase {
	var id I
	if err := P(&id).UnmarshalText([]byte(text)); err == nil {
		if _, ok := find(id); ok {
			c.ids = append(c.ids, int64(id))
			return nil
		}
	}
	return wrong(key, text)
}

func (c *condition) takeText(text string) *crm.Phrase {
	folded := fold.Fold(text)
	if c.kind == string(crm.FieldPhone) {
		folded = phoneText(folded, strings.HasSuffix(c.op.name, "contains"))
	}
	switch {
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return wrong("filter.problem.text_bytes", strings.ToValidUTF8(text, "\uFFFD"))
	case utf8.RuneCountInString(text) > crm.MaxText:
		return &crm.Phrase{Key: "filter.problem.text_long", Args: crm.Args{"max": crm.MaxText}}
	case strings.TrimSpace(folded) == "": // would be found in every text
		return wrong("filter.problem.text_empty", text)
	}
	c.texts = append(c.texts, folded)
	return nil
}

// phoneText is a phone number as people type it in the form in which it is
// stored: no blanks, points or dashes. The zero that stands for the country is
// left out where a part of the number is looked for.
func phoneText(text string, part bool) string {
	if strings.ContainsFunc(text, func(r rune) bool { return !strings.ContainsRune("+0123456789 .-/()", r) }) {
		return text
	}
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-/()", r) {
			return -1
		}
		return r
	}, text)
	if part {
		return strings.TrimPrefix(digits, "0")
	}
	return digits
}

var decimal = regexp.MustCompile(`^-?[0-9]{1,15}(\.[0-9]{1,15})?$`)

func (c *condition) takeNumber(text string) *crm.Phrase {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || !decimal.MatchString(text) || math.IsInf(n, 0) {
		return wrong("filter.problem.number", text)
	}
	c.numbers = append(c.numbers, n)
	return nil
}

func (c *condition) takeMoney(text string) *crm.Phrase {
	n, err := strconv.ParseFloat(text, 64)
	m, ok := crm.MoneyOf(n)
	if err != nil || !ok || !decimal.MatchString(text) {
		return wrong("filter.problem.money", text)
	}
	c.numbers = append(c.numbers, float64(m))
	return nil
}

// number is one of the numbers in a sentence.
func (c *condition) number(i int) any {
	if c.kind == string(crm.FieldMoney) {
		return crm.Amount{Money: crm.Money(c.numbers[i]), Currency: c.field.Currency}
	}
	return c.numbers[i]
}

func tagIn(cat *crm.Catalogue, id crm.TagID) (crm.Tag, bool) {
	i := slices.IndexFunc(cat.Tags, func(t crm.Tag) bool { return t.ID == id })
	if i < 0 {
		return crm.Tag{}, false
	}
	return cat.Tags[i], true
}

// lastDay is the last one that has a next one to be written.
const lastDay crm.Date = "9999-12-30"

func (c *condition) takeDate(text string) *crm.Phrase {
	d, err := crm.ParseDate(text)
	if err != nil || d > lastDay {
		return wrong("filter.problem.date", text)
	}
	c.dates = append(c.dates, d)
	return nil
}

func (c *condition) takeCount(text string, s slot) *crm.Phrase {
	n, err := strconv.Atoi(text)
	if err != nil || strconv.Itoa(n) != text || n < s.least || n > s.most() {
		say := crm.Say("filter.problem."+string(s.kind), "value", shown(text), "least", s.least, "most", s.most())
		return &say
	}
	c.n = n
	return nil
}

func (c *condition) takeYesNo(text string) *crm.Phrase {
	switch text {
	case "yes":
		c.ids = append(c.ids, 1)
	case "no":
		c.ids = append(c.ids, 0)
	default:
		return wrong("filter.problem.yesno", text)
	}
	return nil
}

func (c *condition) takeOrigin(text string) *crm.Phrase {
	return c.takeWord(text, "filter.problem.origin", originWords())
}

// takeWord reads one of a few fixed words.
func (c *condition) takeWord(text, key string, words []string) *crm.Phrase {
	if !slices.Contains(words, text) {
		return wrong(key, text)
	}
	c.texts = append(c.texts, text)
	return nil
}

// originWords are what can make a card, in the order in which they are offered.
func originWords() []string {
	return []string{string(crm.OriginUser), string(crm.OriginImport), string(crm.OriginForm), string(crm.OriginMail), string(crm.OriginWebhook), string(crm.OriginSample)}
}

func wrong(key, text string) *crm.Phrase {
	say := crm.Say(key, "value", shown(text))
	return &say
}

// shown is a value short enough to be repeated in a sentence.
func shown(text string) string {
	const most = 60
	runes := []rune(strings.ToValidUTF8(text, "\uFFFD"))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "…"
}
