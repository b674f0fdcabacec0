package api

import (
	"slices"
	"strconv"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/fold"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// CheckSequence says what a draft means, without saving it.
func (s *Session) CheckSequence(in SaveSequenceIn) (out SequenceCheck, err error) {
	return out, s.read(func(v *store.View) error {
		out, err = s.check(v, in.sequence())
		return err
	})
}

// check finds everything wrong with a sequence, and says what each step does
// and when it would, for a card that entered now.
func (s *Session) check(v *store.View, q crm.Sequence) (SequenceCheck, error) {
	out := SequenceCheck{}
	k := &checker{v: v, q: q, bad: &crm.Problems{}}
	var err error
	if k.cat, err = v.Catalogue(q.Product); err != nil {
		return out, err
	}
	if k.ws, err = v.Workspace(); err != nil {
		return out, err
	}
	if k.templates, err = v.Templates(q.Product); err != nil {
		return out, err
	}
	if k.webhooks, err = v.Webhooks(); err != nil {
		return out, err
	}
	if err := k.head(); err != nil {
		return out, err
	}
	foreseen, err := s.svc.deps.Engine.ForeseeDraft(v, q, v.Clock())
	if err != nil {
		return out, err
	}
	total := 0
	for i, st := range q.Steps {
		step := k.step(i, st)
		if !st.Disabled {
			total = runningDay(total, st)
			step.Next, step.Shifts = foreseen[i].At, foreseen[i].Shifts
		}
		step.Day = total
		out.Steps = append(out.Steps, step)
	}
	out.Problems = *k.bad
	return out, nil
}

// unknownDay is the running total where it depends on the card.
const unknownDay = -1

// runningDay is the running total with one more step.
func runningDay(total int, st crm.Step) int {
	own := timing.RunningTotal([]crm.Timing{st.Timing})[0]
	switch {
	case st.Anchor == crm.AnchorDate || st.Anchor != crm.AnchorEntry && total == unknownDay:
		return unknownDay
	case st.Anchor == crm.AnchorEntry:
		return max(total, own)
	}
	return total + own
}

// checker collects what is wrong with one draft.
type checker struct {
	v         *store.View
	q         crm.Sequence
	cat       *crm.Catalogue
	ws        crm.Workspace
	templates []crm.Template
	webhooks  []crm.Webhook
	bad       *crm.Problems
}

func (k *checker) head() error {
	q := k.q
	if q.Name == "" {
		k.bad.Add("name", "error.name_missing")
	} else if why := fold.CheckName(q.Name); why != nil {
		k.bad.AddPhrase("name", *why)
	}
	f, err := k.v.Filter(q.Filter)
	switch {
	case crm.CodeOf(err) == crm.CodeNotFound || err == nil && f.Product != q.Product:
		k.bad.Add("filter", "sequences.no_filter")
	case err != nil:
		return err
	default:
		if why := asksItself(f.Tree, q); why != nil {
			k.bad.AddPhrase("filter", *why)
		}
	}
	if q.Folder != 0 {
		if err := folderOf(k.v, q.Product, q.Folder); err != nil {
			k.bad.Add("folder", "error.not_found.folder")
		}
	}
	switch q.Reentry {
	case crm.ReentryOnce, crm.ReentryEach:
	case crm.ReentryAfterDays:
		if q.ReentryDays < 1 || q.ReentryDays > crm.MaxDelayDays {
			k.bad.Add("reentryDays", "sequences.bad_reentry_days", "max", crm.MaxDelayDays)
		}
	case crm.ReentryEachDate:
		if !k.isField(q.ReentryDate, crm.FieldDate, crm.FieldDateTime) {
			k.bad.Add("reentryDate", "sequences.bad_date_field")
		}
	default:
		k.bad.Add("reentry", "sequences.bad_reentry")
	}
	if _, ok := k.cat.User(q.Fallback); q.Fallback != 0 && !ok {
		k.bad.Add("fallback", "error.not_found.user")
	}
	if len(q.Steps) > crm.MaxSteps {
		k.bad.Add("steps", "sequences.too_many_steps", "max", crm.MaxSteps)
	}
	return nil
}

func (k *checker) step(i int, st crm.Step) StepCheck {
	path := "steps[" + strconv.Itoa(i) + "]."
	out := StepCheck{Say: k.sentence(i, st), Warnings: timing.Warnings(st.Timing, st.Kind.Channel()), Missing: []crm.Phrase{}, Shifts: []crm.Phrase{}}
	if !slices.Contains(crm.StepKinds, st.Kind) {
		k.bad.Add(path+"kind", "sequences.bad_kind")
		return out
	}
	k.bad.AddBelow(path+"timing", timing.Check(st.Timing, st.Kind.Channel()))
	if st.Purpose != crm.PurposeMarketing && st.Purpose != crm.PurposeService {
		k.bad.Add(path+"purpose", "sequences.bad_purpose")
	}
	if st.Lateness < 0 || st.Lateness > crm.MaxDelayDays*24 {
		k.bad.Add(path+"lateness", "sequences.bad_lateness")
	}
	if st.OnlyIf != nil {
		k.bad.AddBelow(path+"onlyIf", filter.Check(*st.OnlyIf, k.cat))
		says := filter.Sentence(*st.OnlyIf, k.cat)
		out.OnlyIf = &says
	}
	k.templatesOf(path, st, &out)
	k.anchor(path, st)
	k.recipient(path, i, st, &out)
	if st.Kind == crm.StepChangeCard {
		k.change(path+"change", st, &out)
	}
	if st.Kind == crm.StepWebhook {
		k.call(path+"call", st, &out)
	}
	k.people(path, st, &out)
	k.features(st, &out)
	return out
}

func (k *checker) template(id crm.TemplateID) (crm.Template, bool) {
	i := slices.IndexFunc(k.templates, func(t crm.Template) bool { return t.ID == id })
	if i < 0 {
		return crm.Template{}, false
	}
	return k.templates[i], true
}

func (k *checker) templatesOf(path string, st crm.Step, out *StepCheck) {
	check := func(field string, id crm.TemplateID) {
		if t, ok := k.template(id); !ok || t.Kind != st.Kind.Template() {
			k.bad.Add(path+field, "sequences.bad_template")
		}
	}
	if st.Kind.Template() == "" {
		return
	}
	if st.Template == 0 {
		out.Missing = append(out.Missing, crm.Say("sequences.missing_template"))
	} else {
		check("template", st.Template)
	}
	if st.TemplateB != 0 {
		if st.Kind != crm.StepEmailClient {
			k.bad.Add(path+"templateB", "sequences.ab_only_email")
		} else {
			check("templateB", st.TemplateB)
		}
	}
}

func (k *checker) people(path string, st crm.Step, out *StepCheck) {
	check := func(field string, id crm.UserID) {
		if id == 0 {
			return
		}
		u, ok := k.cat.User(id)
		if !ok {
			k.bad.Add(path+field, "error.not_found.user")
		} else if !u.Active {
			out.Missing = append(out.Missing, crm.Say("sequences.user_inactive", "name", u.Name))
		}
	}
	check("assignee", st.Assignee)
	check("sender", st.Sender)
}

func (k *checker) features(st crm.Step, out *StepCheck) {
	if off := featureOff(k.ws, st.Kind); off != "" {
		out.Missing = append(out.Missing, crm.Say("sequences.feature_"+off+"_off"))
	}
	if st.Kind == crm.StepSMSClient && !k.cat.Product.SMSOn {
		out.Missing = append(out.Missing, crm.Say("sequences.sms_off", "product", k.cat.Product.Name))
	}
}

// sentence says what a step does and when, in words.
func (k *checker) sentence(i int, st crm.Step) crm.Phrase {
	tmpl, _ := k.template(st.Template)
	who := crm.Say("sequences.say_owner")
	if u, ok := k.cat.User(st.Assignee); ok {
		who = crm.Say("sequences.say_user", "name", u.Name)
	}
	if st.Kind.Client() {
		who = k.client(st)
	}
	return crm.Say("sequences.say_"+string(st.Kind), "template", tmpl.Name, "who", who, "what", k.says(st), "webhook", k.webhookName(st), "when", k.when(i, st))
}

// when says the timing: "3 days after step 1, on workdays, from 09:00".
func (k *checker) when(i int, st crm.Step) crm.Phrase {
	t := st.Timing
	parts := []crm.Phrase{k.delay(i, st)}
	switch t.Sync {
	case crm.SyncWeekdays:
		var names []crm.Phrase
		for _, d := range t.Weekdays {
			names = append(names, crm.Say("sequences.weekday_"+strconv.Itoa(d)))
		}
		if len(names) > 0 { // none chosen yet: the problem says so, the sentence leaves it out
			parts = append(parts, crm.Say("sequences.sync_weekdays", "days", names))
		}
	case crm.SyncWorkdays, crm.SyncWeekend:
		parts = append(parts, crm.Say("sequences.sync_"+string(t.Sync)))
	}
	if t.From != "" {
		parts = append(parts, crm.Say("sequences.from_hour", "hour", t.From))
	}
	if st.Kind == crm.StepSMSClient {
		parts = append(parts, crm.Say("sequences.night_never"))
	}
	return crm.Say("sequences.when", "parts", parts)
}
