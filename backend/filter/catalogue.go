package filter

import "stepwise/backend/crm"

// Subject is one thing that the editor can ask of a card, with its operators.
type Subject struct {
	Subject string      `json:"subject"`
	Field   crm.FieldID `json:"field" ts_type:"string"` // of subject "field"
	Label   crm.Phrase  `json:"label"`
	Type    string      `json:"type" ts_type:"'status'|'owner'|'name'|'created'|'modified'|'tags'|'contact'|'consent'|'tasks'|'messages'|'sequences'|'text'|'longtext'|'number'|'money'|'date'|'datetime'|'yesno'|'choice'|'choices'|'link'|'phone'|'email'|'file'"`
	Options []Option    `json:"options"` // what can be chosen as a status, user, choice, yes or no, origin, template, …; a slot may have its own
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
	Kind  string     `json:"kind" ts_type:"'status'|'user'|'choice'|'tag'|'text'|'number'|'money'|'date'|'days'|'hours'|'yesno'|'origin'|'contactkind'|'consent'|'tasktype'|'template'|'link'|'form'|'sequence'"`
	Label crm.Phrase `json:"label"`
	Min   int        `json:"min"`
	Max   int        `json:"max"`
	Least int        `json:"least"`
	Most  int        `json:"most"`

	Options []Option `json:"options"` // what can be chosen here; empty: the subject's
}

// Subjects are all subjects of a product with their operators, in the order in
// which the editor offers them.
func Subjects(cat *crm.Catalogue) []Subject {
	subjects := make([]Subject, 0, len(fixedKinds)+len(cat.Fields))
	for _, kind := range fixedKinds {
		subjects = append(subjects, fixed(kind, cat))
	}
	for _, f := range cat.Fields {
		subjects = append(subjects, Subject{
			Subject: fieldSubject, Field: f.ID, Label: named(f.Name), Type: string(f.Type),
			Options: fieldOptions(f), Ops: offered(string(f.Type), "", cat),
		})
	}
	return subjects
}

// ownSlots are the kinds of value whose options stand at the subject; those of
// others stand at the slot.
var ownSlots = map[string]slotKind{
	kindStatus: slotStatus, kindOwner: slotUser, kindTags: slotTag, kindCreated: slotOrigin, kindConsent: slotConsent,
	kindTasks: slotTaskType, kindMessages: slotTemplate, kindSequences: slotSequence,
}

func fixed(kind string, cat *crm.Catalogue) Subject {
	own := ownSlots[kind]
	return Subject{Subject: kind, Label: crm.Say("filter.subject." + kind), Type: kind, Options: optionsOf(own, cat), Ops: offered(kind, own, cat)}
}

// optionsOf are what can be chosen as a value of a kind; none for those that are
// typed, and for a field's choices.
func optionsOf(kind slotKind, cat *crm.Catalogue) []Option {
	switch kind {
	case slotStatus:
		return statusOptions(cat)
	case slotUser:
		return userOptions(cat)
	case slotTag:
		return tagOptions(cat)
	case slotOrigin:
		return wordOptions(kind, originWords())
	case slotContactKind:
		return wordOptions(kind, contactKinds)
	case slotConsent:
		return wordOptions(kind, consentWords())
	case slotTaskType:
		return wordOptions(kind, crm.TaskTypes)
	case slotTemplate:
		return templateOptions(cat)
	case slotLink:
		return linkOptions(cat)
	case slotForm:
		return formOptions(cat)
	case slotSequence:
		return sequenceOptions(cat)
	}
	return []Option{}
}

func named(name string) crm.Phrase { return crm.Say("filter.named", "name", name) }

func offered(kind string, own slotKind, cat *crm.Catalogue) []Operator {
	ops := make([]Operator, 0, len(operators[kind]))
	for _, o := range operators[kind] {
		op := Operator{Op: o.name, Label: crm.Say("filter.op." + o.name), Slots: []Slot{}, Negative: o.negative}
		if o.negative {
			op.OrNotSet = o.name + orNotSet
		}
		for _, s := range o.slots {
			slot := s.offered()
			if s.kind != own {
				slot.Options = optionsOf(s.kind, cat)
			}
			op.Slots = append(op.Slots, slot)
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
	return Slot{Kind: string(s.kind), Label: crm.Say("filter.slot." + label), Min: s.min, Max: s.max, Least: s.least, Most: s.most(), Options: []Option{}}
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

func wordOptions(kind slotKind, words []string) []Option {
	options := make([]Option, 0, len(words))
	for _, w := range words {
		options = append(options, Option{Value: w, Label: wordOf(kind, w)})
	}
	return options
}

func templateOptions(cat *crm.Catalogue) []Option {
	options := make([]Option, 0, len(cat.Templates))
	for _, t := range cat.Templates {
		options = append(options, Option{Value: t.ID.String(), Label: crm.Say("filter.template."+string(t.Kind), "name", t.Name)})
	}
	return options
}

func linkOptions(cat *crm.Catalogue) []Option {
	options := make([]Option, 0, len(cat.Links))
	for _, l := range cat.Links {
		options = append(options, Option{Value: l.ID.String(), Label: named(l.Name)})
	}
	return options
}

func sequenceOptions(cat *crm.Catalogue) []Option {
	options := make([]Option, 0, len(cat.Sequences))
	for _, q := range cat.Sequences {
		options = append(options, Option{Value: q.ID.String(), Label: named(q.Name)})
	}
	return options
}

func formOptions(cat *crm.Catalogue) []Option {
	options := make([]Option, 0, len(cat.Forms))
	for _, f := range cat.Forms {
		options = append(options, Option{Value: f.ID.String(), Label: named(f.Name)})
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
