package engine_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/timing"
)

// forecasts bounds the cases: each opens a database and lives through weeks. More
// than a hundred need -rapid.checks too.
var forecasts = flag.Int("forecasts", 12, "cases of the test that a forecast is what then happens")

// foretold is one random business: a sequence over some cards, foreseen and then
// lived through.
type foretold struct {
	story
	r      *rapid.T
	hours  bool // a filter counts hours
	q      crm.SequenceID
	start  crm.Instant // of the forecast
	names  map[crm.CardID]string
	scope  string
	extent int                      // days
	held   map[crm.EnrolmentID]bool // at the start: a forecast says only what happens from then on
}

// RULES 4.16: what a forecast says is what the engine then does, message by
// message and task by task, at the same moments, whatever the sequence, the
// cards and the calendar.
func TestAForecastIsWhatThenHappens(t *testing.T) {
	t.Parallel()
	cases := 0
	rapid.Check(t, func(r *rapid.T) {
		if cases++; cases > *forecasts {
			return
		}
		c := aBusiness(t, r)
		defer c.Close()
		f, err := c.Engine.Forecast(t.Context(), engine.ForecastOptions{Sequence: c.q, Days: c.extent, Scope: c.scope, User: c.Admin}, nil)
		c.OK(err)
		c.start, c.held = c.Now(), map[crm.EnrolmentID]bool{}
		c.eachEnrolment(func(en crm.Enrolment) { c.held[en.ID] = en.State == crm.EnrolmentHeld })
		if c.scope != engine.ScopeNow {
			c.Activate(c.q, c.scope)
		}
		c.live(f.Until)
		said, was := c.foreseen(f), c.lived()
		if !slices.Equal(said, was) {
			r.Fatalf("%s, from %s in %s:\nforeseen but not done: %s\ndone but not foreseen: %s", c.scope, c.Civil(c.start), c.Zone,
				strings.Join(less(said, was), "\n  "), strings.Join(less(was, said), "\n  "))
		}
	})
}

// less are the lines of a that b lacks.
func less(a, b []string) []string {
	left := slices.Clone(b)
	return slices.DeleteFunc(slices.Clone(a), func(line string) bool {
		i := slices.Index(left, line)
		if i >= 0 {
			left = slices.Delete(left, i, i+1)
		}
		return i >= 0
	})
}

func aBusiness(t *testing.T, r *rapid.T) *foretold {
	place := rapid.SampledFrom([][2]string{{"RO", "Europe/Bucharest"}, {"HU", "Europe/Budapest"}, {"US", "America/New_York"}, {"AU", "Australia/Lord_Howe"}}).Draw(r, "place")
	from := rapid.SampledFrom([]string{"2026-11-23 10:00", "2026-12-21 16:30", "2027-03-10 08:00", "2027-03-24 22:50", "2026-10-22 23:40", "2027-04-01 07:10"}).Draw(r, "from")
	w := testkit.NewWorld(t, testkit.From(from), testkit.Workspace(func(ws *crm.Workspace) { ws.Country, ws.Zone = place[0], place[1] }))
	c := &foretold{story: story{w}, r: r, names: map[crm.CardID]string{}, extent: rapid.IntRange(3, 30).Draw(r, "days")}
	for i := range rapid.IntRange(1, 5).Draw(r, "cards") {
		c.card(i)
		c.Clock.Set(c.Now().Add(time.Duration(rapid.IntRange(0, 20*144).Draw(r, "later")) * 10 * time.Minute))
	}
	c.sequence()
	if rapid.IntRange(0, 3).Draw(r, "another") == 0 {
		other := c.Sequence(c.Filter(c.When("status", "is", testkit.OfferSent)), c.email("1d"), c.change("2d 10:00"))
		c.Activate(other, "all")
	}
	c.scope = rapid.SampledFrom([]string{engine.ScopeAll, engine.ScopeAll, engine.ScopeNew, engine.ScopeNow}).Draw(r, "scope")
	if c.scope == engine.ScopeNow {
		c.Activate(c.q, "all")
		running := rapid.IntRange(1, 8*144).Draw(r, "running")
		if c.hours {
			running %= 144
		}
		c.live(c.Now().Add(time.Duration(running) * 10 * time.Minute))
	}
	return c
}

func (c *foretold) card(i int) {
	status := rapid.SampledFrom([]string{testkit.OfferSent, testkit.OfferSent, testkit.NewLead}).Draw(c.r, "status")
	name := fmt.Sprintf("Card%d", i)
	var change []func(*testkit.NewCard)
	switch rapid.IntRange(0, 9).Draw(c.r, "lacks") {
	case 0:
		change = append(change, testkit.Email(""))
	case 1:
		change = append(change, testkit.Phone(""))
	case 2:
		change = append(change, testkit.NoContact)
	case 3:
		change = append(change, testkit.NoOwner)
	}
	id := c.Card(name, status, change...)
	c.names[id] = name
	if rapid.Bool().Draw(c.r, "vip") {
		c.SetField(id, "VIP", true)
	}
	if rapid.IntRange(0, 4).Draw(c.r, "dated") > 0 {
		day := timing.DateAt(c.Now(), c.Zone).AddDays(rapid.IntRange(-5, 40).Draw(c.r, "valid until"))
		c.SetField(id, "Valid until", day)
	}
}

func (c *foretold) condition(what string) crm.Condition {
	n := fmt.Sprint(rapid.IntRange(1, 9).Draw(c.r, "n"))
	switch what {
	case "days":
		return c.When("status", rapid.SampledFrom([]string{"stayed_at_least_days", "stayed_at_most_days"}).Draw(c.r, "op"), testkit.OfferSent, n)
	case "hours":
		return c.When("status", rapid.SampledFrom([]string{"stayed_at_least_hours", "stayed_at_most_hours"}).Draw(c.r, "op"), testkit.OfferSent, n)
	case "date":
		return c.When("Valid until", rapid.SampledFrom([]string{"in_days", "within_next_days", "passed_days_ago", "passed_more_than_days"}).Draw(c.r, "op"), n)
	case "vip":
		return c.When("VIP", "is", "yes")
	default:
		return c.When("status", "is", testkit.OfferSent)
	}
}

func (c *foretold) sequence() {
	what := rapid.SampledFrom([]string{"status", "status", "days", "date", "vip", "hours"}).Draw(c.r, "filter")
	if what == "hours" {
		c.hours, c.extent = true, min(c.extent, 2)
	}
	tree := []crm.Condition{c.condition(what)}
	if rapid.IntRange(0, 3).Draw(c.r, "two") == 0 {
		tree = append(tree, c.condition("status"))
	}
	var steps []crm.Step
	for range rapid.IntRange(1, 5).Draw(c.r, "steps") {
		steps = append(steps, c.aStep())
	}
	steps[0].Disabled = false
	c.q = c.Sequence(c.Filter(tree...), steps...)
	reentry := rapid.SampledFrom([]crm.Reentry{crm.ReentryOnce, crm.ReentryEach, crm.ReentryAfterDays, crm.ReentryEachDate}).Draw(c.r, "reentry")
	toTheEnd, date := rapid.IntRange(0, 3).Draw(c.r, "to the end") == 0, c.Field("Valid until").ID
	c.Edit(c.q, func(q *crm.Sequence) {
		q.Reentry, q.ReentryDays, q.RunToEnd = reentry, 2, toTheEnd
		if reentry == crm.ReentryEachDate {
			q.ReentryDate = date
		}
	})
}

// aStep is a step that could be saved.
func (c *foretold) aStep() crm.Step {
	kind := rapid.SampledFrom(crm.StepKinds).Draw(c.r, "kind")
	var st crm.Step
	switch kind {
	case crm.StepPDF:
		st = testkit.Step(kind, "0d", c.Template(crm.TemplatePDF, "Offer", "For {{contact.name}}"))
	case crm.StepChangeCard:
		st = c.change("0d")
	default:
		st = c.step(kind, "0d")
	}
	if kind == crm.StepEmailClient && rapid.IntRange(0, 3).Draw(c.r, "two letters") == 0 {
		st.TemplateB = c.Template(crm.TemplateEmail, "Another letter", "Dear {{contact.first_name}}")
	}
	st.AttachPDF = kind == crm.StepEmailClient && rapid.IntRange(0, 5).Draw(c.r, "attached") == 0
	st.Disabled = rapid.IntRange(0, 7).Draw(c.r, "disabled") == 0
	if rapid.IntRange(0, 3).Draw(c.r, "only if") == 0 {
		st.OnlyIf = &crm.Group{Conditions: []crm.Condition{c.condition(rapid.SampledFrom([]string{"vip", "status", "date"}).Draw(c.r, "if"))}}
	}
	switch rapid.IntRange(0, 5).Draw(c.r, "anchor") {
	case 0:
		st.Anchor = crm.AnchorEntry
	case 1:
		st.Anchor, st.DateField, st.Before = crm.AnchorDate, c.Field("Valid until").ID, rapid.Bool().Draw(c.r, "before")
	}
	for {
		st.Timing = crm.Timing{
			Delay: rapid.IntRange(0, 6).Draw(c.r, "delay"), Unit: rapid.SampledFrom([]crm.Unit{crm.UnitDays, crm.UnitDays, crm.UnitHours, crm.UnitMinutes}).Draw(c.r, "unit"),
			Sync: rapid.SampledFrom([]crm.SyncKind{crm.SyncAny, crm.SyncAny, crm.SyncWorkdays, crm.SyncWeekend, crm.SyncWeekdays}).Draw(c.r, "sync"), Weekdays: []int{},
			From: rapid.SampledFrom([]string{"", "", "09:00", "10:30", "00:00", "02:30"}).Draw(c.r, "hour"),
		}
		if st.Timing.Unit == crm.UnitMinutes {
			st.Timing.Delay *= 10
		}
		if st.Timing.Sync == crm.SyncWeekdays {
			st.Timing.Weekdays = []int{2, 4}
		}
		if len(timing.Check(st.Timing, st.Kind.Channel())) == 0 {
			return st
		}
	}
}

// change changes the card: its status, or whether it is important.
func (c *foretold) change(when string) crm.Step {
	change := &crm.CardChange{Status: c.Status(rapid.SampledFrom([]string{testkit.Negotiation, testkit.OfferSent}).Draw(c.r, "to"))}
	if rapid.Bool().Draw(c.r, "marks") {
		change = &crm.CardChange{Fields: []crm.FieldChange{{Field: c.Field("VIP").ID, Value: true}}}
	}
	return testkit.Step(crm.StepChangeCard, when, 0, func(st *crm.Step) { st.Change = change })
}

// live lets time pass while the program runs. It doesn't ask the twin when: it
// ticks at what is due, at midnights, and every ten minutes where hours count,
// which all moments of these stories are multiples of.
func (c *foretold) live(until crm.Instant) {
	c.Tick()
	for c.Now() < until {
		stop := min(until, timing.StartOfDay(timing.DateAt(c.Now(), c.Zone).AddDays(1), c.Zone))
		c.Read(func(v *store.View) error {
			due, err := v.NextDueAfter(c.Now())
			if due != 0 {
				stop = min(stop, due)
			}
			return err
		})
		if c.hours {
			const grid = 10 * 60 * 1000
			stop = min(stop, (c.Now()/grid+1)*grid, c.Now()/grid*grid+grid+1)
			if c.Now()%grid == 0 {
				stop = min(stop, c.Now()+1)
			}
		}
		c.Clock.Set(stop)
		c.Tick()
	}
}

// foreseen are the lines of a forecast.
func (c *foretold) foreseen(f *engine.Forecast) []string {
	var out []string
	s, _ := f.Scope(c.scope)
	for i, ev := range s.Happened.Rows {
		r := ev.Row
		at := c.Civil(r.At)
		if r.Outcome == crm.ForecastHeld {
			at = "-"
		}
		detail := ""
		if r.Outcome == crm.ForecastDone {
			detail = r.To + " " + s.Happened.Title(i) + " " + r.Letter
		}
		out = append(out, fmt.Sprintf("%s %s %s %d %s %s %s", at, r.CardName, r.SequenceName, r.Position, r.Outcome, r.Reason, detail))
	}
	slices.Sort(out)
	return out
}

// lived are the same lines of what really happened since.
func (c *foretold) lived() []string {
	var out []string
	titles := map[crm.SequenceID]string{}
	for _, q := range c.Catalogue().Sequences {
		titles[q.ID] = q.Name
	}
	add := func(at string, en crm.Enrolment, st crm.Step, outcome crm.ForecastOutcome, why crm.Reason, detail string) {
		out = append(out, fmt.Sprintf("%s %s %s %d %s %s %s", at, c.names[en.Card], titles[en.Sequence], st.Position, outcome, why, detail))
	}
	c.eachEnrolment(func(en crm.Enrolment) { c.livedIn(en, add) })
	slices.Sort(out)
	return out
}

func (c *foretold) eachEnrolment(do func(crm.Enrolment)) {
	for card := range c.names {
		var list []crm.Enrolment
		c.Read(func(v *store.View) (err error) {
			list, err = v.EnrolmentsOfCard(card)
			return err
		})
		for _, en := range list {
			do(en)
		}
	}
}

type addLine func(at string, en crm.Enrolment, st crm.Step, outcome crm.ForecastOutcome, why crm.Reason, detail string)

func (c *foretold) livedIn(en crm.Enrolment, add addLine) {
	c.Read(func(v *store.View) error {
		runs, err := v.StepRuns(en.ID)
		if err != nil {
			return err
		}
		q, err := v.Sequence(en.Sequence)
		if err != nil {
			return err
		}
		for _, st := range q.Steps {
			wrote, err := c.wrote(v, en, st, add)
			if err != nil {
				return err
			}
			i := slices.IndexFunc(runs, func(r crm.StepRun) bool { return r.Step == st.ID })
			if i < 0 || wrote || runs[i].At < c.start {
				continue
			}
			outcome, detail := crm.ForecastSkipped, ""
			if runs[i].Outcome == crm.OutcomeDone {
				outcome, detail = crm.ForecastDone, " "+c.made(v, runs[i])+" "
			}
			add(c.Civil(runs[i].At), en, st, outcome, runs[i].Reason, detail)
		}
		pending, err := v.AnyStep(en.Step)
		switch {
		case err != nil:
			return err
		case en.State == crm.EnrolmentHeld && !c.held[en.ID]:
			add("-", en, pending, crm.ForecastHeld, en.Reason, "")
		case !en.State.Live() && en.Ended >= c.start:
			outcome := map[crm.EnrolmentState]crm.ForecastOutcome{crm.EnrolmentLeft: crm.ForecastLeft, crm.EnrolmentCompleted: crm.ForecastCompleted, crm.EnrolmentStopped: crm.ForecastStopped}[en.State]
			add(c.Civil(en.Ended), en, pending, outcome, en.Reason, "")
		}
		return nil
	})
}

// wrote adds the messages of a step; it says whether it has any.
func (c *foretold) wrote(v *store.View, en crm.Enrolment, st crm.Step, add addLine) (bool, error) {
	list, err := v.MessagesOfStep(en.ID, st.ID)
	for _, m := range list {
		letter := ""
		if st.TemplateB != 0 {
			letter = engine.Letter(en.Sequence, en.Card)
		}
		switch {
		case m.State.WentOut() && m.HandedAt >= c.start:
			r, err := c.Outbox.Render(m)
			if err != nil {
				return true, err
			}
			title := r.Subject
			if m.Channel == crm.ChannelSMS {
				title = r.Text
			}
			add(c.Civil(m.HandedAt), en, st, crm.ForecastDone, m.Reason, m.To+" "+title+" "+letter)
		case m.State == crm.MessageHeld && m.Created >= c.start:
			add("-", en, st, crm.ForecastHeld, m.Reason, "")
		case m.State.Settled() && !m.State.WentOut() && m.SettledAt >= c.start:
			add(c.Civil(m.SettledAt), en, st, crm.ForecastSkipped, m.Reason, "")
		}
	}
	return len(list) > 0, err
}

// made is the task or file that a step made.
func (c *foretold) made(v *store.View, run crm.StepRun) string {
	if run.Task != 0 {
		k, err := v.Task(run.Task)
		c.OK(err)
		return k.Title
	}
	if run.File != 0 {
		f, err := v.File(run.File)
		c.OK(err)
		return f.Name
	}
	return ""
}
