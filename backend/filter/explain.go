package filter

import (
	"strings"

	"stepwise/backend/crm"
)

// Why tells of one group for one card whether it matches, and why (not).
type Why struct {
	Matches    bool           `json:"matches"`
	Any        bool           `json:"any"` // one is enough
	Conditions []WhyCondition `json:"conditions"`
	Groups     []Why          `json:"groups" ts_type:"Why[]"`
}

// WhyCondition is one condition, whether it holds, and the value that was seen.
type WhyCondition struct {
	Holds bool       `json:"holds"`
	Say   crm.Phrase `json:"say"`
	Seen  crm.Phrase `json:"seen"`
}

// Explanation asks a card about every condition of a tree by the same SQL that
// decides whether it matches.
type Explanation struct {
	root node
	env  Env
}

// Explain prepares the explanation of a tree as of env.Now. A tree that Check
// refuses is an error as in Compile.
func Explain(tree crm.Group, env Env) (*Explanation, error) {
	root, err := sound(tree, env.Cat)
	if err != nil {
		return nil, err
	}
	return &Explanation{root: root, env: env}, nil
}

// seenColumns stand before the conditions in the SELECT list.
var seenColumns = []string{"c.name", "c.status", "c.status_since", "c.status_from", "c.owner", "c.created", "c.created_by", "c.modified", "c.tags"}

// Select is the list for "SELECT … FROM card c WHERE c.id = ?" and the values
// of its places, which come before the id's.
func (x *Explanation) Select() (exprs string, args []any) {
	list := append([]string{}, seenColumns...)
	x.root.each(func(c condition) {
		q := c.where(x.env)
		seen := "NULL"
		if c.Subject == fieldSubject {
			seen = c.stored()
		}
		list = append(list, q.Where, seen)
		args = append(args, q.Args...)
	})
	return strings.Join(list, ", "), args
}

// Read makes the explanation of the row that the SELECT gave, as a driver
// scans it into any: int64, float64, string or []byte, nil.
func (x *Explanation) Read(row []any) Why {
	r := &reading{row: row, at: len(seenColumns), cat: x.env.Cat}
	return r.group(&x.root)
}

// reading walks a row in the order of Select.
type reading struct {
	row []any
	at  int
	cat *crm.Catalogue
}

func (r *reading) group(n *node) Why {
	why := Why{Any: n.any, Conditions: []WhyCondition{}, Groups: []Why{}}
	held, all := 0, len(n.conditions)+len(n.groups)
	for i := range n.conditions {
		c := &n.conditions[i]
		holds := whole(r.cell(r.at)) == 1
		why.Conditions = append(why.Conditions, WhyCondition{Holds: holds, Say: c.say(r.cat), Seen: r.seen(c, r.cell(r.at+1))})
		r.at += 2
		held += count(holds)
	}
	for i := range n.groups {
		g := r.group(&n.groups[i])
		why.Groups = append(why.Groups, g)
		held += count(g.Matches)
	}
	why.Matches = held == all || n.any && held > 0
	return why
}

func count(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

func (r *reading) cell(i int) any {
	if i < len(r.row) {
		return r.row[i]
	}
	return nil
}

// seen says the value that a condition looked at.
func (r *reading) seen(c *condition, value any) crm.Phrase {
	switch c.kind {
	case kindName:
		return crm.Say("filter.say.is", "subject", c.subject(), "values", quoted(text(r.cell(0))))
	case kindStatus:
		return r.seenStatus(c)
	case kindOwner:
		if owner := r.cell(4); owner != nil {
			return crm.Say("filter.say.is", "subject", c.subject(), "values", userName(whole(owner), r.cat))
		}
		return crm.Say("filter.say.is_not_set", "subject", c.subject())
	case kindCreated:
		return crm.Say("filter.seen.created", "at", crm.Instant(whole(r.cell(5))),
			"origin", crm.Say("filter.origin."+text(r.cell(6))))
	case kindModified:
		return crm.Say("filter.seen.modified", "at", crm.Instant(whole(r.cell(7))))
	case kindTags:
		return r.seenTags()
	}
	if value == nil {
		return crm.Say("filter.say.is_not_set", "subject", c.subject())
	}
	return crm.Say("filter.say.is", "subject", c.subject(), "values", c.seenValue(value))
}

func (r *reading) seenTags() crm.Phrase {
	ids := crm.TagSet(text(r.cell(8))).IDs()
	if len(ids) == 0 {
		return crm.Say("filter.say.tagged_none")
	}
	names := make([]any, len(ids))
	for i, id := range ids {
		names[i] = tagName(int64(id), r.cat)
	}
	return crm.Say("filter.say.tagged", "values", chained("filter.list.comma", "filter.list.and", names))
}

func (r *reading) seenStatus(c *condition) crm.Phrase {
	say := func(key string, more ...any) crm.Phrase {
		return crm.Say("filter.seen."+key, append(more, "status", statusName(whole(r.cell(1)), r.cat), "since", crm.Instant(whole(r.cell(2))))...)
	}
	switch from := r.cell(3); {
	case c.op.name != "entered" && c.op.name != "changed_from_to":
		return say("status")
	case from == nil:
		return say("status_unchanged")
	default:
		return say("status_changed", "from", statusName(whole(from), r.cat))
	}
}

// seenValue is a field's value in a sentence.
func (c *condition) seenValue(value any) any {
	switch c.field.Type {
	case crm.FieldNumber:
		if n, ok := value.(int64); ok {
			return float64(n)
		}
		return value
	case crm.FieldMoney:
		return crm.Amount{Money: crm.Money(whole(value)), Currency: c.field.Currency}
	case crm.FieldDate:
		return crm.Date(text(value))
	case crm.FieldDateTime:
		return crm.Instant(whole(value))
	case crm.FieldFile:
		return crm.Say("filter.file")
	case crm.FieldChoices:
		return c.seenChoices(text(value))
	case crm.FieldYesNo:
		return yesNo(whole(value))
	case crm.FieldChoice:
		return c.choiceName(whole(value))
	default:
		return quoted(shown(text(value)))
	}
}

func (c *condition) seenChoices(list string) any {
	set, err := c.field.ReadStoreValue([]byte(list))
	if err != nil || set == crm.ChoiceSet("") {
		return list
	}
	var names []any
	for _, id := range set.(crm.ChoiceSet).IDs() {
		names = append(names, c.choiceName(int64(id)))
	}
	return chained("filter.list.comma", "filter.list.and", names)
}

func whole(v any) int64 {
	n, _ := v.(int64)
	return n
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	}
	return ""
}
