package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
	"stepwise/backend/words"
)

func (d *desk) save(change ...func(*api.SaveSequenceIn)) answer[api.SequenceView] {
	return ask(d.api.SaveSequence(d.draft(change...)))
}

// step changes the only step of a draft.
func step(change func(*crm.Step)) func(*api.SaveSequenceIn) {
	return func(in *api.SaveSequenceIn) { change(&in.Steps[0]) }
}

func (d *desk) activate(q crm.SequenceID) answer[api.SequenceView] {
	return ask(d.api.Activate(api.ActivateIn{ID: q, Scope: "all"}))
}

// ST01: the minimum is one step.
func TestASequenceWithoutStepsIsSavedAndNotActivated(t *testing.T) {
	t.Parallel()
	d := open(t)
	for what, change := range map[string]func(*api.SaveSequenceIn){
		"none":         func(in *api.SaveSequenceIn) { in.Name, in.Steps = "A", nil },
		"all disabled": func(in *api.SaveSequenceIn) { in.Name, in.Steps[0].Disabled = "B", true },
	} {
		t.Log(what)
		q := d.save(change).ok(t).Sequence
		preview := ask(d.api.PreviewActivation(api.SequenceIn{ID: q.ID})).ok(t)
		same(t, "why not", problems(t, preview.Problems), []string{"steps sequences.no_steps"})
		d.activate(q.ID).invalid(t, "steps sequences.no_steps")
		equal(t, "state", d.Seq(q.ID).State, crm.SequenceInactive)
	}
}

// ST02, ST04 and more timings that can never happen.
func TestATimingThatCannotBeIsRefusedAtSave(t *testing.T) {
	t.Parallel()
	d := open(t)
	sms := d.Template(crm.TemplateSMS, "", "Hello")
	for what, tc := range map[string]struct {
		change func(*crm.Step)
		want   string
	}{
		"ST02 below zero":   {func(s *crm.Step) { s.Timing.Delay = -1 }, "delay timing.bad_delay"},
		"ST02 over 3650":    {func(s *crm.Step) { s.Timing.Delay = 3651 }, "delay timing.bad_delay"},
		"ST02 1e9":          {func(s *crm.Step) { s.Timing.Delay = 1e9 }, "delay timing.bad_delay"},
		"ST02 beyond int32": {func(s *crm.Step) { s.Timing.Delay = 2147483648 }, "delay timing.bad_delay"},
		"weeks":             {func(s *crm.Step) { s.Timing.Unit = "weeks" }, "unit timing.bad_unit"},
		"no sync":           {func(s *crm.Step) { s.Timing.Sync = "" }, "sync timing.bad_sync"},
		"no weekday":        {func(s *crm.Step) { s.Timing.Sync = crm.SyncWeekdays }, "weekdays timing.no_weekday"},
		"an eighth day":     {func(s *crm.Step) { s.Timing.Sync, s.Timing.Weekdays = crm.SyncWeekdays, []int{8} }, "weekdays timing.bad_weekday"},
		"no such hour":      {func(s *crm.Step) { s.Timing.From = "24:00" }, "from timing.bad_hour"},
		"ST04 SMS at 23:00": {func(s *crm.Step) { s.Kind, s.Template, s.Timing.From = crm.StepSMSClient, sms, "23:00" }, "from timing.sms_never"},
		"ST04 SMS at 23:59": {func(s *crm.Step) { s.Kind, s.Template, s.Timing.From = crm.StepSMSClient, sms, "23:59" }, "from timing.sms_never"},
	} {
		t.Log(what)
		d.save(step(tc.change)).invalid(t, "steps[0].timing."+tc.want)
		check := ask(d.api.CheckSequence(d.draft(step(tc.change)))).ok(t)
		same(t, what+", as it is typed", problems(t, check.Problems), []string{"steps[0].timing." + tc.want})
	}
	equal(t, "sequences", len(ask(d.api.ListSequences(api.ProductIn{Product: d.Product})).ok(t)), 0)
	d.save(step(func(s *crm.Step) { s.Kind, s.Template, s.Timing.From = crm.StepSMSClient, sms, "22:59" })).ok(t)
}

func TestWithoutADayOfTheWeekTheSentenceLeavesTheDaysOut(t *testing.T) {
	t.Parallel()
	d := open(t)
	sentence := func(days ...int) string {
		draft := d.draft(step(func(s *crm.Step) { s.Timing.Sync, s.Timing.Weekdays = crm.SyncWeekdays, days }))
		return words.Render("en", ask(d.api.CheckSequence(draft)).ok(t).Steps[0].Say, d.Zone)
	}
	equal(t, "none", sentence(), strings.Replace(sentence(2), ", on Tuesday", "", 1))
	equal(t, "two", sentence(2, 4), strings.Replace(sentence(2), "on Tuesday", "on Tuesday, Thursday", 1))
}

// ST02 as a program would send it.
func TestADelayOnTheWireIsAWholeNumber(t *testing.T) {
	t.Parallel()
	d := open(t)
	text, err := json.Marshal(d.draft())
	d.OK(err)
	for delay, want := range map[string][]string{
		"-1":                     {"invalid error.invalid", "steps[0].timing.delay timing.bad_delay"},
		"2147483648":             {"invalid error.invalid", "steps[0].timing.delay timing.bad_delay"},
		"1e9":                    {"invalid error.bad_json", "steps.timing.delay error.wrong_type"},
		"1.5":                    {"invalid error.bad_json", "steps.timing.delay error.wrong_type"},
		`""`:                     {"invalid error.bad_json", "steps.timing.delay error.wrong_type"},
		`"3"`:                    {"invalid error.bad_json", "steps.timing.delay error.wrong_type"},
		"NaN":                    {"invalid error.bad_json"},
		"9223372036854775808":    {"invalid error.bad_json", "steps.timing.delay error.wrong_type"},
		"3,\"delay\":4":          {"invalid error.bad_json_key"},
		"3,\"__proto__\":{}":     {"invalid error.bad_json_key"},
		"3,\"constructor\":\"\"": {"invalid error.bad_json", "constructor error.unknown_field"},
	} {
		raw := strings.Replace(string(text), `"delay":3`, `"delay":`+delay, 1)
		t.Log(delay)
		ask(api.Call(d.api, "SaveSequence", []json.RawMessage{json.RawMessage(raw)})).refused(t, want...)
	}
	ask(api.Call(d.api, "SaveSequence", []json.RawMessage{text})).ok(t)
	ask(api.Call(d.api, "SaveSequence", nil)).refused(t, "invalid error.argument_count")
	ask(api.Call(d.api, "GetStatus", []json.RawMessage{text})).refused(t, "invalid error.argument_count")
	ask(api.Call(d.api, "NewSession", nil)).refused(t, "not_found error.no_operation")
	ask(api.Call(d.api, "GetCard", []json.RawMessage{json.RawMessage(`{"id":"filt_1"}`)})).refused(t, "invalid error.bad_id")
	ask(api.Call(d.api, "GetCard", []json.RawMessage{json.RawMessage(`{"id":9007199254740993}`)})).refused(t, "invalid error.bad_json", "id error.wrong_type")
	ask(api.Call(d.api, "GetCard", []json.RawMessage{json.RawMessage("{\"id\":\"card_1\xff\"}")})).refused(t, "invalid error.bad_json")
}

// ST05: shown as in effect from 07:30.
func TestAnSMSBeforeHalfPastSevenIsSaidToGoThen(t *testing.T) {
	t.Parallel()
	d := open(t)
	sms := d.Template(crm.TemplateSMS, "", "Hello")
	view := d.save(step(func(s *crm.Step) { s.Kind, s.Template, s.Timing.From = crm.StepSMSClient, sms, "06:00" })).ok(t)
	check := view.Check.Steps[0]
	if len(check.Warnings) != 1 || check.Warnings[0].Key != "timing.in_effect_from" || check.Warnings[0].Args["effective"] != "07:30" {
		t.Errorf("warnings %v", check.Warnings)
	}
	said(t, check.Warnings[0])
	equal(t, "next", d.Civil(check.Next), "2026-11-26 07:30")
}

func TestADraftSaysEverythingThatIsWrongAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	email := d.Template(crm.TemplateEmail, "Hello", "Hello")
	d.save(func(in *api.SaveSequenceIn) {
		in.Name, in.Filter, in.Folder, in.Fallback, in.Reentry, in.ReentryDays = "", 77, 77, 77, crm.ReentryAfterDays, 0
		in.Steps = []crm.Step{
			testkit.EmailStep("0d", email, func(s *crm.Step) { s.TemplateB, s.Sender, s.Purpose, s.Lateness = 77, 77, "fun", -1 }),
			testkit.SMSStep("0d", email),
			testkit.TaskStep("0d", 0, func(s *crm.Step) { s.TemplateB, s.OnlyIf = email, &crm.Group{} }),
			testkit.Step("dance", "0d", 0),
		}
	}).invalid(t,
		"name error.name_missing", "filter sequences.no_filter", "folder error.not_found.folder", "reentryDays sequences.bad_reentry_days", "fallback error.not_found.user",
		"steps[0].purpose sequences.bad_purpose", "steps[0].lateness sequences.bad_lateness", "steps[0].templateB sequences.bad_template", "steps[0].sender error.not_found.user",
		"steps[1].template sequences.bad_template",
		"steps[2].onlyIf filter.problem.empty", "steps[2].templateB sequences.ab_only_email",
		"steps[3].kind sequences.bad_kind")
	d.save(func(in *api.SaveSequenceIn) { in.Product = 77 }).refused(t, "not_found error.not_found.product")
	d.save(func(in *api.SaveSequenceIn) { in.Reentry = "always" }).invalid(t, "reentry sequences.bad_reentry")
	d.save(step(func(s *crm.Step) { s.ID = 77 })).refused(t, "not_found error.not_found.step")
	d.save(func(in *api.SaveSequenceIn) {
		for len(in.Steps) <= crm.MaxSteps {
			in.Steps = append(in.Steps, in.Steps[0])
		}
	}).invalid(t, "steps sequences.too_many_steps")
	equal(t, "sequences", len(ask(d.api.ListSequences(api.ProductIn{Product: d.Product})).ok(t)), 0)
	d.save().ok(t)
	d.save().invalid(t, "name error.name_taken")
}

// What keeps a sequence from running is said step by step before it is
// activated; it can be saved all the same.
func TestWhatIsMissingKeepsASequenceFromRunning(t *testing.T) {
	t.Parallel()
	d := open(t)
	gone := d.User("Barna Kiss")
	d.DeactivateUser(gone)
	sms := d.Template(crm.TemplateSMS, "", "Hello")
	product := d.Catalogue().Product
	product.SMSOn = false
	ask(d.api.SaveProduct(product)).ok(t)
	q := d.save(func(in *api.SaveSequenceIn) {
		in.Steps[0].Assignee = gone
		in.Steps = append(in.Steps, testkit.SMSStep("0d", sms), testkit.EmailStep("0d", 0))
	}).ok(t).Sequence
	d.activate(q.ID).invalid(t, "steps[0] sequences.user_inactive", "steps[1] sequences.sms_off", "steps[2] sequences.missing_template")
	d.SetWorkspace(func(ws *crm.Workspace) { ws.Internal, ws.Campaigns = false, false })
	d.activate(q.ID).invalid(t, "steps[0] sequences.user_inactive", "steps[0] sequences.feature_internal_off",
		"steps[1] sequences.feature_campaigns_off", "steps[1] sequences.sms_off", "steps[2] sequences.missing_template", "steps[2] sequences.feature_campaigns_off")
	equal(t, "toolbox", len(ask(d.api.Toolbox(api.ProductIn{Product: d.Product})).ok(t)), 0)
	d.SetWorkspace(func(ws *crm.Workspace) { ws.Internal, ws.Campaigns = true, true })
	equal(t, "toolbox with the features on", len(ask(d.api.Toolbox(api.ProductIn{Product: d.Product})).ok(t)), 6)
	ask(d.api.Activate(api.ActivateIn{ID: q.ID, Scope: "some"})).refused(t, "invalid sequences.bad_scope")
	ask(d.api.Activate(api.ActivateIn{ID: q.ID, Scope: "all", Midway: "guess"})).refused(t, "invalid sequences.bad_midway")
}

func TestMessagesWithoutAnAccountAreForetold(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.DeleteAccount(api.AccountIn{ID: d.SMSAcc})).ok(t)
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello")), testkit.SMSStep("0d", d.Template(crm.TemplateSMS, "", "Hello")))
	preview := ask(d.api.PreviewActivation(api.SequenceIn{ID: q})).ok(t)
	if len(preview.Warnings) != 1 || preview.Warnings[0].Key != "sequences.no_account_sms" {
		t.Errorf("warnings %v", preview.Warnings)
	}
	said(t, preview.Warnings[0])
}

// ST13: two browser tabs activate at the same moment.
func TestOfTwoActivationsAtOnceOneWins(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion", testkit.OfferSent)
	q := d.save().ok(t).Sequence.ID
	var tabs [2]answer[api.SequenceView]
	var both sync.WaitGroup
	for i := range tabs {
		both.Go(func() { tabs[i] = d.activate(q) })
	}
	both.Wait()
	winner, loser := tabs[0], tabs[1]
	if winner.err != nil {
		winner, loser = loser, winner
	}
	winner.ok(t)
	loser.refused(t, "conflict error.sequence.active")
	d.Advance("9d")
	equal(t, "passages", len(d.Enrolments(q, ion)), 1)
	equal(t, "tasks", len(d.Tasks()), 1)
}

// ST14: only while inactive, and steps keep their identity.
func TestAnActiveSequenceIsReadOnly(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion", testkit.OfferSent)
	second := d.Template(crm.TemplateTask, "Second", "")
	view := d.save(func(in *api.SaveSequenceIn) { in.Steps = append(in.Steps, testkit.TaskStep("2d", second)) }).ok(t)
	q := view.Sequence
	d.activate(q.ID).ok(t)
	d.Advance("3d") // the first step is done
	in := api.SaveSequenceIn{ID: q.ID, Revision: q.Revision, Name: q.Name, Filter: q.Filter, Steps: q.Steps}
	ask(d.api.SaveSequence(in)).refused(t, "conflict error.sequence.read_only")
	ask(d.api.DeleteSequence(api.SequenceIn{ID: q.ID})).refused(t, "conflict error.sequence.read_only")
	ask(d.api.Deactivate(api.SequenceIn{ID: q.ID})).ok(t)
	ask(d.api.Deactivate(api.SequenceIn{ID: q.ID})).refused(t, "conflict error.sequence.inactive")
	ask(d.api.StartCard(api.StartCardIn{Sequence: q.ID, Card: ion})).refused(t, "conflict error.sequence.inactive")

	before := testkit.TaskStep("0d", d.Template(crm.TemplateTask, "Inserted before", ""))
	in.Steps = []crm.Step{before, q.Steps[0], q.Steps[1]}
	saved := ask(d.api.SaveSequence(in)).ok(t)
	equal(t, "the steps keep their identity", saved.Sequence.Steps[1].ID == q.Steps[0].ID && saved.Sequence.Steps[2].ID == q.Steps[1].ID, true)
	ask(d.api.SaveSequence(in)).refused(t, "conflict error.changed_meanwhile")
	equal(t, "midway", ask(d.api.PreviewActivation(api.SequenceIn{ID: q.ID})).ok(t).Midway, 1)
	ask(d.api.Activate(api.ActivateIn{ID: q.ID, Scope: "new", Midway: "keep"})).ok(t)
	d.Advance("3d")
	var titles []string
	for _, k := range d.Tasks() {
		titles = append(titles, k.Title)
	}
	same(t, "what Ion got", titles, []string{"Call Ion", "Second"})
}

// ST08: the colleague of a step leaves while it runs.
func TestAColleagueWhoLeftIsReplacedOrAsksForADecision(t *testing.T) {
	t.Parallel()
	d := open(t)
	barna := d.User("Barna Kiss")
	ion := d.Card("Ion", testkit.OfferSent)
	email := d.Template(crm.TemplateEmail, "Hello", "Hello")
	q := d.save(func(in *api.SaveSequenceIn) {
		in.Steps[0].Assignee, in.Steps[0].Timing = barna, testkit.Timing("1d")
		in.Steps = append(in.Steps, testkit.EmailStep("1d", email, func(s *crm.Step) { s.Sender = barna }))
	}).ok(t).Sequence
	d.activate(q.ID).ok(t)
	d.DeactivateUser(barna)
	d.Advance("3d")
	tasks := ask(d.api.ListTasks(api.ListTasksIn{Assignee: d.Admin})).ok(t).Rows
	equal(t, "tasks of who activated it", len(tasks), 1)
	told := false
	for _, l := range d.History(ion) {
		told = told || l.Say.Key == "activity.task_fallback" && l.Say.Args["assignee"] == "Ana Pop"
	}
	equal(t, "the card's history tells it", told, true)
	held := ask(d.api.ListHeldSteps()).ok(t)
	if len(held) != 1 || held[0].CardName != "Ion" || held[0].Position != 2 || held[0].Name != "Offer follow-up" {
		t.Fatalf("held %+v", held)
	}
	said(t, crm.Say("reason."+string(held[0].Reason)))
	equal(t, "in the status line", ask(d.api.GetStatus()).ok(t).HeldSteps, 1)
	equal(t, "why", ask(d.api.ExplainCard(api.WhyIn{Sequence: q.ID, Card: ion})).ok(t).Answer.Key, "why.answer.held")
	decide := api.DecideStepsIn{IDs: []crm.EnrolmentID{held[0].Enrolment}, Decision: "burn"}
	ask(d.api.DecideSteps(decide)).refused(t, "invalid error.bad_decision")
	decide.Decision = "skip"
	equal(t, "skipped", ask(d.api.DecideSteps(decide)).ok(t).Changed, 1)
	equal(t, "skipped twice", ask(d.api.DecideSteps(decide)).ok(t).Changed, 0)
	equal(t, "how it ended", ask(d.api.ExplainCard(api.WhyIn{Sequence: q.ID, Card: ion})).ok(t).Answer.Key, "why.answer.completed")
}

// ST10: of two contacts of one company the card's main one is written to.
func TestTheMainContactIsWrittenTo(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Dear {{contact.first_name}}", "Hello")))
	d.Activate(q, "new")
	for i, name := range []string{"Ion", "Maria"} {
		in := d.typed([]string{strings.ToLower(name) + "@firma.ro", "office@firma.ro"}, nil)
		in.Contact.FirstName, in.Contact.Company = name, "Firma SRL"
		if i == 1 {
			in.Status = d.Status(testkit.OfferSent)
		}
		ask(d.api.SaveCard(in)).ok(t)
	}
	d.Tick()
	same(t, "sent", d.SentLines(), []string{"2026-11-23 10:00 email maria@firma.ro: Dear Maria"})
}

// ST17: a new zone moves what is planned, and says so first.
func TestANewZoneMovesWhatIsPlanned(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion", testkit.OfferSent)
	q := d.save(step(func(s *crm.Step) { s.Timing = testkit.Timing("3d 09:00") })).ok(t).Sequence.ID
	d.activate(q).ok(t)
	d.Tick()
	in := api.SaveWorkspaceIn{Name: "Firma", Country: "RO", Zone: "America/New_York", Language: "en", MaxParts: 6, Internal: true, Campaigns: true}
	equal(t, "steps that would move", ask(d.api.CheckWorkspace(in)).ok(t).Moves, 1)
	equal(t, "before", d.Civil(d.Enrolment(q, ion).Due), "2026-11-26 09:00")
	ask(d.api.SaveWorkspace(in)).ok(t)
	equal(t, "after, in Bucharest", d.Civil(d.Enrolment(q, ion).Due), "2026-11-26 16:00")
}

func TestStartingByHand(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion", testkit.NewLead)
	q := d.save(func(in *api.SaveSequenceIn) { in.Steps = append(in.Steps, in.Steps[0]) }).ok(t).Sequence.ID
	d.activate(q).ok(t)
	d.Tick()
	equal(t, "why not by itself", ask(d.api.ExplainCard(api.WhyIn{Sequence: q, Card: ion})).ok(t).Answer.Key, "why.answer.no_match")
	ask(d.api.StartCard(api.StartCardIn{Sequence: q, Card: ion})).refused(t, "conflict error.sequence.no_match")
	view := ask(d.api.StartCard(api.StartCardIn{Sequence: q, Card: ion, Anyway: true})).ok(t).Card
	id := api.EnrolmentIn{ID: view.Passages[0].Enrolment.ID}
	skipped := ask(d.api.SkipStep(id)).ok(t).Card
	equal(t, "the first step", fmt.Sprint(skipped.Passages[0].Runs[0].Run.Outcome, " ", skipped.Passages[0].Runs[0].Run.Reason), "skipped skipped_by_hand")
	equal(t, "what is left", len(skipped.Coming), 1)
	stopped := ask(d.api.StopCard(id)).ok(t).Card
	equal(t, "stopped", stopped.Passages[0].Enrolment.Reason, crm.ReasonStopped)
	why := ask(d.api.ExplainCard(api.WhyIn{Sequence: q, Card: ion})).ok(t)
	equal(t, "why it ended", why.Answer.Key, "why.answer.ended")
	said(t, why.Answer)
}
