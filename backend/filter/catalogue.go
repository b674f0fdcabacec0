package filter

import "stepwise/backend/crm"

// Subject is one thing that the editor can ask of a card, with its operators.
type Subject struct {
	Subject string      `json:"subject"`
	Field   crm.FieldID `json:"field" ts_type:"string"` // of subject "field"
	Label   crm.Phrase  `json:"label"`
	Type    string      `json:"type" ts_type:"'status'|'owner'|'name'|'created'|'modified'|'tags'|'text'|'longtext'|'number'|'money'|'date'|'datetime'|'yesno'|'choice'|'choices'|'link'|'phone'|'email'|'file'"`
	Options []Option    `json:"options"` // what can be chosen as a status, user, choice, yes or no, origin
	Ops     []Operator  `json:"ops"`
}

// Option is one value to choose.
type Option struct {
	Value string     `json:"value"` // as it stands in a condition
	Label crm.Phrase `json:"label"`
}

// Operator is one question about a subject.
type Operator struct {
	Op       string     `json:"op"`
	Label    crm.Phrase `json:"label"`
	Slots    []Slot     `json:"slots"`    // its values, in order
	Negative bool       `json:"negative"` // false for what is not set: offer "or is not set"
	OrNotSet string     `json:"orNotSet"` // the op to use then; "" for others
}

// Slot is a place for Min to Max values of a kind. Least and Most bound days
// and hours.
type Slot struct {
	Kind  string     `json:"kind" ts_type:"'status'|'user'|'choice'|'tag'|'text'|'number'|'money'|'date'|'days'|'hours'|'yesno'|'origin'"`
	Label crm.Phrase `json:"label"`
	Min   int        `json:"min"`
	Max   int        `json:"max"`
	Least int        `json:"least"`
	Most  int        `json:"most"`
}

// Subjects are all subjects of a product with their operators, in the order in
// which the editor offers them.
func Subjects(cat *crm.Catalogue) []Subject {
	subjects := []Subject{
		fixed(kindStatus, statusOptions(cat)),
		fixed(kindOwner, userOptions(cat)),
		fixed(kindName, []Option{}),
		fixed(kindTags, tagOptions(cat)),
		fixed(kindCreated, originOptions()),
		fixed(kindModified, []Option{}),
	}
	for _, f := range cat.Fields {
		subjects = append(subjects, Subject{
			Subject: fieldSubject, Field: f.ID, Label: named(f.Name), Type: string(f.Type),
			Options: fieldOptions(f), Ops: offered(string(f.Type)),
		})
	}
	return subjects
}

func fixed(kind string, options []Option) Subject {
	return Subject{Subject: kind, Label: crm.Say("filter.subject." + kind), Type: kind, Options: options, Ops: offered(kind)}
}

func named(name string) crm.Phrase { return crm.Say("filter.named", "name", name) }

func offered(kind string) []Operator {
	ops := make([]Operator, 0, len(operators[kind]))
	for _, o := range operators[kind] {
		op := Operator{Op: o.name, Label: crm.Say("filter.op." + o.name), Slots: []Slot{}, Negative: o.negative}
		if o.negative {
			op.OrNotSet = o.name + orNotSet
		}
		for _, s := range o.slots {
			op.Slots = append(op.Slots, s.offered())
		}
		ops = append(ops, op)
	}
	return ops
}

func (s slot) offered() Slot {
	label := string(s.kind)
	if s.arg == "from" || s.arg == "to" {
		label = s.arg
	}
	return Slot{Kind: string(s.kind), Label: crm.Say("filter.slot." + label), Min: s.min, Max: s.max, Least: s.least, Most: s.most()}
}

func statusOptions(cat *crm.Catalogue) []Option {
	options := make([]Option, 0, len(cat.Statuses))
	for _, s := range cat.Statuses {
		options = append(options, Option{Value: s.ID.String(), Label: named(s.Name)})
	}
	return options
}

func userOptions(cat *crm.Catalogue) []Option {
	options := make([]Option, 0, len(cat.Users))
	for _, u := range cat.Users {
		options = append(options, Option{Value: u.ID.String(), Label: named(u.Name)})
	}
	return options
}

func tagOptions(cat *crm.Catalogue) []Option {
	options := make([]Option, 0, len(cat.Tags))
	for _, t := range cat.Tags {
		options = append(options, Option{Value: t.ID.String(), Label: named(t.Name)})
	}
	return options
}

func originOptions() []Option {
	options := []Option{}
	for _, o := range origins {
		options = append(options, Option{Value: string(o), Label: crm.Say("filter.origin." + string(o))})
	}
	return options
}

func fieldOptions(f crm.Field) []Option {
	options := []Option{}
	if f.Type == crm.FieldYesNo {
		options = append(options, Option{Value: "yes", Label: yesNo(1)}, Option{Value: "no", Label: yesNo(0)})
	}
	if f.Type.HasChoices() {
		for _, c := range f.Choices {
			options = append(options, Option{Value: c.ID.String(), Label: named(c.Name)})
		}
	}
	return options
}
