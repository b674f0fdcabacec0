package testkit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// When is a condition by names: the subject is "status", "owner", "name",
// "created", "modified", "tags", "contact", "consent", "tasks", "messages",
// "sequences" or the name of a field; values that are names of statuses, users,
// choices, templates or sequences become their ids.
//
//	w.When("status", "is", "Offer sent")
//	w.When("Offer total", "gt", "1000")
func (w *World) When(subject, op string, values ...string) crm.Condition {
	w.T.Helper()
	c := crm.Condition{Subject: subject, Op: op, Values: slices.Clone(values)}
	cat := w.Catalogue()
	names := map[string]string{}
	switch subject {
	case "status":
		for _, s := range cat.Statuses {
			names[s.Name] = s.ID.String()
		}
	case "owner":
		for _, u := range cat.Users {
			names[u.Name] = u.ID.String()
		}
	case "name", "created", "modified", "tags", "contact", "consent", "tasks", "messages", "sequences":
		for _, t := range cat.Templates {
			names[t.Name] = t.ID.String()
		}
		for _, q := range cat.Sequences {
			names[q.Name] = q.ID.String()
		}
	default:
		f := w.Field(subject)
		c.Subject, c.Field = "field", f.ID
		for _, choice := range f.Choices {
			names[choice.Name] = choice.ID.String()
		}
	}
	for i, v := range c.Values {
		if id, ok := names[v]; ok {
			c.Values[i] = id
		}
	}
	if c.Values == nil {
		c.Values = []string{}
	}
	return c
}

// Filter saves a filter that requires all conditions.
func (w *World) Filter(required ...crm.Condition) crm.FilterID {
	w.T.Helper()
	return w.FilterTree(crm.Group{Conditions: required, Groups: []crm.Group{}})
}

// FilterTree saves a filter; one that the check refuses fails the test.
func (w *World) FilterTree(tree crm.Group) crm.FilterID {
	w.T.Helper()
	w.OK(filter.Check(tree, w.Catalogue()).Err())
	f := crm.Filter{Product: w.Product, Name: w.name("Filter"), Tree: tree}
	w.Write(func(tx *store.Tx) (err error) {
		f, err = tx.SaveFilter(f)
		return err
	})
	return f.ID
}

func (w *World) name(noun string) string {
	w.made++
	return fmt.Sprintf("%s %d", noun, w.made)
}

// Template saves a template. An SMS has no subject; of a task the subject is
// the title, and it is due the same day.
func (w *World) Template(kind crm.TemplateKind, subject, body string) crm.TemplateID {
	w.T.Helper()
	t := crm.Template{Product: w.Product, Kind: kind, Name: w.name("Template"), Content: crm.Content{Subject: subject, Body: body}}
	w.Write(func(tx *store.Tx) (err error) {
		t, err = tx.SaveTemplate(t)
		return err
	})
	return t.ID
}

// Timing reads when a step runs: "3d", "2h" or "30m", then in any order an hour
// ("10:00"), and "workdays", "weekend" or days as "1,3,5" (Monday is 1).
func Timing(text string) crm.Timing {
	words := strings.Fields(text)
	units := map[string]crm.Unit{"d": crm.UnitDays, "h": crm.UnitHours, "m": crm.UnitMinutes}
	delay := words[0]
	n, err := strconv.Atoi(delay[:len(delay)-1])
	unit, ok := units[delay[len(delay)-1:]]
	if err != nil || !ok {
		panic("not a delay such as 3d: " + delay)
	}
	t := crm.Timing{Delay: n, Unit: unit, Sync: crm.SyncAny, Weekdays: []int{}}
	for _, word := range words[1:] {
		switch {
		case strings.Contains(word, ":"):
			t.From = word
		case word == "workdays" || word == "weekend":
			t.Sync = crm.SyncKind(word)
		default:
			t.Sync = crm.SyncWeekdays
			for _, d := range strings.Split(word, ",") {
				day, err := strconv.Atoi(d)
				if err != nil {
					panic("not days such as 1,3,5: " + word)
				}
				t.Weekdays = append(t.Weekdays, day)
			}
		}
	}
	return t
}

// Step is a step of any kind; timing is read by Timing.
func Step(kind crm.StepKind, timing string, template crm.TemplateID, change ...func(*crm.Step)) crm.Step {
	s := crm.Step{Kind: kind, Timing: Timing(timing), Template: template, Purpose: crm.PurposeService}
	for _, f := range change {
		f(&s)
	}
	return s
}

// EmailStep writes to the client.
func EmailStep(timing string, template crm.TemplateID, change ...func(*crm.Step)) crm.Step {
	return Step(crm.StepEmailClient, timing, template, change...)
}

// SMSStep writes to the client's phone.
func SMSStep(timing string, template crm.TemplateID, change ...func(*crm.Step)) crm.Step {
	return Step(crm.StepSMSClient, timing, template, change...)
}

// UserStep writes to a colleague: the card's owner unless changed.
func UserStep(timing string, template crm.TemplateID, change ...func(*crm.Step)) crm.Step {
	return Step(crm.StepEmailUser, timing, template, change...)
}

// TaskStep gives a colleague a task: the card's owner unless changed.
func TaskStep(timing string, template crm.TemplateID, change ...func(*crm.Step)) crm.Step {
	return Step(crm.StepTaskUser, timing, template, change...)
}

// Sequence saves an inactive sequence, once per card.
func (w *World) Sequence(f crm.FilterID, steps ...crm.Step) crm.SequenceID {
	w.T.Helper()
	q := crm.Sequence{Product: w.Product, Name: w.name("Sequence"), Filter: f, Reentry: crm.ReentryOnce, Steps: steps, ModifiedBy: w.Admin}
	w.Write(func(tx *store.Tx) error {
		folders, err := tx.Folders(w.Product)
		if err != nil {
			return err
		}
		q.Folder = folders[0].ID
		q, err = tx.SaveSequence(q)
		return err
	})
	return q.ID
}

// Edit changes the definition of an inactive sequence.
func (w *World) Edit(id crm.SequenceID, change func(*crm.Sequence)) {
	w.T.Helper()
	w.Write(func(tx *store.Tx) error {
		q, err := tx.Sequence(id)
		if err != nil {
			return err
		}
		if q.State != crm.SequenceInactive {
			w.T.Errorf("%s is edited while it is %s", q.Name, q.State)
		}
		change(&q)
		_, err = tx.SaveSequence(q)
		return err
	})
}

// Activate activates a sequence for "all" cards or "new" ones and ticks, so
// that those that match are enrolled. Cards midway keep their dates, unless
// another answer (engine.MidwayShift, MidwayEnd) is given.
func (w *World) Activate(id crm.SequenceID, scope string, midway ...string) {
	w.T.Helper()
	answer := engine.MidwayKeep
	if len(midway) > 0 {
		answer = midway[0]
	}
	w.Write(func(tx *store.Tx) error {
		q, err := tx.Sequence(id)
		if err != nil {
			return err
		}
		return w.Engine.Activate(tx, q, scope, answer, w.Admin)
	})
	w.Tick()
}

// Deactivate pauses a sequence.
func (w *World) Deactivate(id crm.SequenceID) {
	w.T.Helper()
	w.Write(func(tx *store.Tx) error { return w.Engine.Deactivate(tx, id) })
}
