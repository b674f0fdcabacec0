package filter

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// Clock says what the passing of time can do to a tree's truth.
type Clock int

// The clocks, from slow to fast.
const (
	NoClock      Clock = iota // nothing: only a change of the card
	DayClock                  // it may change at local midnights
	InstantClock              // it may change at any moment (hours)
)

// The kinds of subject: what the operators of a condition depend on.
const (
	kindStatus   = "status"
	kindOwner    = "owner"
	kindName     = "name"
	kindCreated  = "created"
	kindModified = "modified"
	kindTags     = "tags"

	kindContact   = "contact"
	kindConsent   = "consent"
	kindTasks     = "tasks"
	kindMessages  = "messages"
	kindSequences = "sequences"
)

// fixedKinds are the subjects that every product has, in the order in which
// they are offered.
var fixedKinds = []string{kindStatus, kindOwner, kindName, kindTags, kindContact, kindConsent, kindTasks, kindMessages, kindSequences, kindCreated, kindModified}

// fieldSubject is the subject of all conditions on custom fields; their kind
// is the type of the field.
const fieldSubject = "field"

// operator is one line of the operator table: what may be asked of a kind of
// subject, what it takes, and what it means in SQL.
type operator struct {
	name  string
	slots []slot
	// say is the key under "filter.say." of its sentence; zero another one
	// where its number is 0 ("today" for "in 0 days").
	say, zero string
	// bare is the key where its optional values are left out: "has an open task".
	bare string
	// and joins several values by "and" where they are said; "or" otherwise.
	and bool
	// negative ones are false for what is not set; their twin (orUnset) is not.
	negative bool
	// unset is what the twin takes too; nil: that the stored value isn't set.
	unset func(condition, Env) Query
	clock Clock
	where func(condition, Env) Query
	// moved finds the cards whose answer may differ between was.Now and
	// now.Now, or anywhere between. Only for operators with a clock.
	moved func(c condition, was, now Env) Query
	// seen is the expression of the value that is looked at, for Explain: one
	// number or text, NULL where nothing is set; nil: the card's own column or
	// field. told says it; nil: "subject is value".
	seen func(c condition, e Env) Query
	told func(c condition, seen any, cat *crm.Catalogue) crm.Phrase
	// flips are the moments at which the answer may change by time alone for a
	// card with the value that was seen: in any order, from a year before to two
	// years after now, more than needed does no harm. All operators with a clock
	// have them.
	flips func(c condition, seen any, e Env) []crm.Instant
}

// orNotSet behind a negative operator's name makes its twin that also matches
// what is not set.
const orNotSet = "_or_not_set"

// operators are all operators by kind, in the order in which they are offered.
var operators = map[string][]operator{
	kindContact:               looking(contactOperators, lookAtClient),
	kindConsent:               looking(consentOperators, lookAtConsent),
	kindTasks:                 looking(taskOperators, lookAtTasks),
	kindMessages:              append(looking(messageOperators, lookAtMessages), looking(hitOperators, lookAtHits)...),
	kindSequences:             looking(sequenceOperators, lookAtSequences),
	kindStatus:                statusOperators,
	kindOwner:                 ownerOperators,
	kindName:                  nameOperators,
	kindCreated:               looking(createdOperators, lookAtMaker),
	kindModified:              modifiedOperators,
	kindTags:                  tagOperators,
	string(crm.FieldText):     withHistory(textOperators),
	string(crm.FieldLongText): withHistory(textOperators),
	string(crm.FieldLink):     withHistory(textOperators),
	string(crm.FieldPhone):    withHistory(textOperators),
	string(crm.FieldEmail):    withHistory(textOperators),
	string(crm.FieldNumber):   withHistory(numberOperators(slotNumber)),
	string(crm.FieldMoney):    withHistory(numberOperators(slotMoney)),
	string(crm.FieldDate):     withHistory(append(slices.Clone(dateOperators), anniversaryOperator)),
	string(crm.FieldDateTime): withHistory(dateOperators),
	string(crm.FieldYesNo):    withHistory(yesNoOperators),
	string(crm.FieldChoice):   withHistory(choiceOperators),
	string(crm.FieldChoices):  withHistory(choicesOperators),
	string(crm.FieldFile):     withHistory(fileOperators),
}

// findOperator finds an operator of a kind; orUnset says that its twin was meant.
func findOperator(kind, name string) (op operator, orUnset, ok bool) {
	base, orUnset := strings.CutSuffix(name, orNotSet)
	list := operators[kind]
	i := slices.IndexFunc(list, func(o operator) bool { return o.name == base })
	if i < 0 || (orUnset && !list[i].negative) {
		return operator{}, false, false
	}
	return list[i], orUnset, true
}

// slotKind is what one value of a condition is.
type slotKind string

const (
	slotStatus slotKind = "status"
	slotUser   slotKind = "user"
	slotChoice slotKind = "choice"
	slotTag    slotKind = "tag"
	slotText   slotKind = "text"
	slotNumber slotKind = "number"
	slotMoney  slotKind = "money"
	slotDate   slotKind = "date"
	slotDays   slotKind = "days"
	slotHours  slotKind = "hours"
	slotYesNo  slotKind = "yesno"
	slotOrigin slotKind = "origin"

	slotContactKind slotKind = "contactkind"
	slotConsent     slotKind = "consent"
	slotTaskType    slotKind = "tasktype"
	slotTemplate    slotKind = "template"
	slotLink        slotKind = "link"
	slotForm        slotKind = "form"
	slotSequence    slotKind = "sequence"
)

// slot is a place for one or several values.
type slot struct {
	kind     slotKind
	arg      string // its name in the sentence
	min, max int    // how many values
	least    int    // the smallest number of days or hours
}

// maxValues bounds the values of one condition.
const maxValues = 100

func several(kind slotKind) slot {
	return slot{kind: kind, arg: "values", min: 1, max: maxValues}
}

// optional may stay empty: then all of its kind are meant.
func optional(kind slotKind) slot { return slot{kind: kind, arg: "values", max: maxValues} }

func single(kind slotKind, arg string) slot { return slot{kind: kind, arg: arg, min: 1, max: 1} }

func counted(kind slotKind, least int) slot {
	return slot{kind: kind, arg: "count", min: 1, max: 1, least: least}
}

func slots(list ...slot) []slot { return list }

// most is the largest number of days or hours; 0 for other kinds.
func (s slot) most() int {
	switch s.kind {
	case slotDays:
		return crm.MaxDelayDays
	case slotHours:
		return crm.MaxDelayDays * 24
	}
	return 0
}
