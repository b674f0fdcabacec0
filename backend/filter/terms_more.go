package filter

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// text is about a text that is compared with others.
func (t *terms) text(c *condition) *formula {
	name := strings.TrimPrefix(c.op.name, "not_")
	parts := make([]*formula, len(c.texts))
	for i, y := range c.texts {
		switch name {
		case "equals":
			parts[i] = t.exactly(c, y)
		case "starts_with":
			parts[i] = allOf(t.begins(c, y), t.holds(c, y))
		default:
			parts[i] = t.holds(c, y)
		}
	}
	f := anyOf(parts...)
	if name != c.op.name {
		f = notSo(f)
	}
	if c.kind == kindName {
		return f
	}
	return allOf(t.set(c), f)
}

// mostTexts bounds of how many others a text knows whether it contains them.
const mostTexts = 60

// exactly is true where the text is y: then what it contains is known.
func (t *terms) exactly(c *condition, y string) *formula {
	parts := []*formula{t.oneWord(c.about()+" is", y)}
	if others := t.texts[c.about()]; len(others) <= mostTexts {
		for _, other := range others {
			parts = append(parts,
				turned(t.fact(c.about()+" contains "+other), !strings.Contains(y, other)),
				turned(t.fact(c.about()+" starts with "+other), !strings.HasPrefix(y, other)))
		}
	}
	return allOf(parts...)
}

// holds is true where the text contains another, and so all that that contains.
func (t *terms) holds(c *condition, y string) *formula {
	return t.known(c, y, strings.Contains, func(other string) *formula { return t.fact(c.about() + " contains " + other) })
}

func (t *terms) begins(c *condition, y string) *formula {
	return t.known(c, y, strings.HasPrefix, func(other string) *formula { return t.fact(c.about() + " starts with " + other) })
}

// known joins what a text surely has from all of what conditions name.
func (t *terms) known(c *condition, y string, has func(text, part string) bool, fact func(string) *formula) *formula {
	parts := []*formula{fact(y)}
	if others := t.texts[c.about()]; len(others) <= mostTexts {
		for _, other := range others {
			if other != y && has(y, other) {
				parts = append(parts, fact(other))
			}
		}
	}
	return allOf(parts...)
}

// members are about tags and fields of several choices.
func (t *terms) members(c *condition, about string) *formula {
	parts := make([]*formula, len(c.ids))
	for i, id := range c.ids {
		parts[i] = t.fact(memberName(about, id))
	}
	switch {
	case strings.HasSuffix(c.op.name, "_all"):
		return allOf(parts...)
	case strings.HasSuffix(c.op.name, "_none"):
		return allOf(t.someMember(about), notSo(anyOf(parts...)))
	}
	return anyOf(parts...)
}

// someMember is true where there is one at all.
func (t *terms) someMember(about string) *formula {
	parts := []*formula{t.fact(about + " has others")}
	for _, id := range t.sets[about] {
		parts = append(parts, t.fact(memberName(about, id)))
	}
	return anyOf(parts...)
}

// around is about what lies around the card: its client, tasks, messages,
// automations.
func (t *terms) around(c *condition) *formula {
	switch c.kind {
	case kindContact:
		return t.client(c)
	case kindConsent:
		return t.consent(c)
	case kindTasks:
		return t.tasks(c)
	case kindSequences:
		return t.sequences(c)
	case kindMessages:
		return t.messages(c)
	}
	return t.atom(c)
}

// refused is a name without its "no": what it is the opposite of.
func refused(name string) (base string, no bool) {
	for _, of := range [][2]string{{"has_no_", "has_"}, {"not_", ""}} {
		if rest, found := strings.CutPrefix(name, of[0]); found {
			return of[1] + rest, true
		}
	}
	return name, false
}

func turned(f *formula, no bool) *formula {
	if no {
		return notSo(f)
	}
	return f
}

func (t *terms) client(c *condition) *formula {
	some := t.fact("client")
	base, no := refused(c.op.name)
	switch base {
	case "has_email":
		return turned(allOf(some, t.fact("email")), no)
	case "has_phone":
		return turned(allOf(some, t.fact("phone")), no)
	case "has_mobile":
		return turned(allOf(some, t.fact("phone"), t.fact("mobile")), no)
	case "kind_is":
		parts := make([]*formula, len(c.texts))
		for i, kind := range c.texts {
			parts[i] = t.oneWord("client kind", kind)
		}
		return allOf(some, anyOf(parts...))
	case "name_contains", "name_not_contains", "company_contains":
		parts := make([]*formula, len(c.texts))
		for i, y := range c.texts {
			parts[i] = t.fact(strings.Replace(base, "_not", "", 1) + " " + y)
		}
		return allOf(some, turned(anyOf(parts...), base == "name_not_contains"))
	case "tagged_any", "tagged_all", "tagged_none":
		return allOf(some, t.members(c, kindContact))
	}
	return t.atom(c)
}

// consent is the state of the default address, which is one of the client's.
func (t *terms) consent(c *condition) *formula {
	channel, rest, _ := strings.Cut(c.op.name, "_")
	parts := make([]*formula, len(c.texts))
	for i, state := range c.texts {
		parts[i] = t.oneWord("consent "+channel, state)
	}
	return allOf(t.fact("consent set "+channel), turned(anyOf(parts...), rest == "is_not"))
}

// tasks are of the types that are named, and of others.
func (t *terms) tasks(c *condition) *formula {
	types := c.texts
	if len(types) == 0 {
		types = append(slices.Clone(t.kinds), "")
	}
	base, no := refused(c.op.name)
	if base == "has_none" {
		base, no = "any", true
	}
	parts := make([]*formula, len(types))
	for i, kind := range types {
		open, closed := t.fact("open task "+kind), t.fact("closed task "+kind)
		switch base {
		case "has_open":
			parts[i] = open
		case "has_closed":
			parts[i] = closed
		case "any":
			parts[i] = anyOf(open, closed)
		default: // overdue, due today
			parts[i] = allOf(open, t.fact(base+" "+kind))
		}
	}
	return turned(anyOf(parts...), no)
}

func (t *terms) sequences(c *condition) *formula {
	base, no := refused(c.op.name)
	if base == "never_ran" {
		base, no = "any", true
	}
	parts := make([]*formula, len(c.ids))
	for i, id := range c.ids {
		of := func(what string) *formula { return t.fact(what + " " + crm.SequenceID(id).String()) }
		if parts[i] = of(base); base == "any" {
			parts[i] = anyOf(of("running"), of("completed"), of("exited"), of("otherwise"))
		}
	}
	return turned(anyOf(parts...), no)
}

// messages are known by how many days ago the last one went out.
func (t *terms) messages(c *condition) *formula {
	base, no := refused(c.op.name)
	if base == "bounced_in_last_days" {
		return allOf(t.fact("bounced"), t.within("bounced", c))
	}
	if strings.HasPrefix(base, "replied") {
		f := t.fact("replied")
		if base != "replied" {
			f = allOf(f, t.within("replied", c))
		}
		return turned(f, no)
	}
	if c.hit() != "" {
		return t.hits(c, base, no)
	}
	of := []string{"sent"}
	if len(c.ids) > 0 {
		of = nil
		for _, id := range c.ids {
			of = append(of, "sent "+crm.TemplateID(id).String())
		}
	}
	parts := make([]*formula, len(of))
	for i, name := range of {
		if parts[i] = t.fact(name); base == "sent_in_last_days" {
			parts[i] = allOf(parts[i], t.within(name, c))
		}
	}
	return turned(anyOf(parts...), no)
}

func (t *terms) within(name string, c *condition) *formula {
	n := float64(c.n)
	return t.days(name+" days ago", func(x float64) bool { return x <= n }, c.n)
}
