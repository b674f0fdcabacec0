package api_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// task adds one for the administrator; a Monday, 2026-11-23 10:00, is now.
func (d *desk) task(title string, due crm.Date, change ...func(*crm.Task)) api.TaskRow {
	d.T.Helper()
	if d.card == 0 {
		d.card = d.Card("Ion", testkit.NewLead)
	}
	k := crm.Task{Card: d.card, Type: "call", Title: title, Due: due, Assignee: d.Admin}
	for _, f := range change {
		f(&k)
	}
	row, err := d.api.SaveTask(k)
	d.OK(err)
	return row
}

func at(clock string, remind crm.Remind) func(*crm.Task) {
	return func(k *crm.Task) { k.Clock, k.Remind = clock, remind }
}

func titles(rows []api.TaskRow) string {
	var out []string
	for _, r := range rows {
		out = append(out, r.Task.Title)
	}
	return strings.Join(out, " ")
}

func TestTasksAreListedByWhenTheyAreDue(t *testing.T) {
	t.Parallel()
	d := open(t)
	for title, due := range map[string]crm.Date{
		"late": "2026-11-20", "now": "2026-11-23", "next": "2026-11-24", "sunday": "2026-11-29", "monday": "2026-11-30", "some-day": "",
	} {
		d.task(title, due)
	}
	d.task("passed", "2026-11-23", at("09:30", ""))
	d.task("noon", "2026-11-23", at("12:00", ""))
	all := ask(d.api.ListTasks(api.ListTasksIn{Assignee: d.Admin})).ok(t)
	equal(t, "in order", titles(all.Rows), "late now passed noon next sunday monday some-day")
	equal(t, "how many", all.Counts, api.TaskCounts{Overdue: 1, Today: 3, Tomorrow: 1, Week: 1, Later: 1, Undated: 1})
	equal(t, "in all", all.Total, 8)
	equal(t, "the days", all.Days, api.TaskDays{Today: "2026-11-23", Tomorrow: "2026-11-24", WeekEnd: "2026-11-29", NextWeek: "2026-11-30"})
	for _, r := range all.Rows {
		equal(t, r.Task.Title+" is overdue", r.Overdue, r.Task.Title == "late" || r.Task.Title == "passed")
	}
	for group, want := range map[string]string{
		"overdue": "late", "today": "now passed noon", "tomorrow": "next", "week": "sunday", "later": "monday", "undated": "some-day",
	} {
		page := ask(d.api.ListTasks(api.ListTasksIn{Assignee: d.Admin, Group: group})).ok(t)
		equal(t, group, titles(page.Rows), want)
		equal(t, group+" says", page.Rows[0].Group, group)
	}
	ask(d.api.ListTasks(api.ListTasksIn{Assignee: d.Admin, Group: "soon"})).refused(t, "invalid tasks.bad_group")
}

func TestTasksAreReadPageByPage(t *testing.T) {
	t.Parallel()
	d := open(t)
	for i := range 7 {
		row := d.task(fmt.Sprintf("t%d", i), map[bool]crm.Date{true: "2026-11-23", false: ""}[i < 4])
		if i%2 == 1 {
			ask(d.api.SetTaskDone(api.TaskDoneIn{ID: row.Task.ID, Done: true})).ok(t)
			d.Advance("1m")
		}
	}
	for done, want := range map[bool]string{false: "t0 t2 t4 t6", true: "t5 t3 t1"} {
		var got []string
		in := api.ListTasksIn{Done: done, Limit: 2}
		for {
			page := ask(d.api.ListTasks(in)).ok(t)
			got = append(got, titles(page.Rows))
			equal(t, "in all", page.Total, len(strings.Fields(want)))
			if in.After = page.After; in.After == "" {
				break
			}
		}
		equal(t, fmt.Sprintf("done %v", done), strings.TrimSpace(strings.Join(got, " ")), want)
	}
	ask(d.api.ListTasks(api.ListTasksIn{After: "?"})).refused(t, "invalid tasks.bad_page")
}

func TestTheTeamsTasksAreForAdministrators(t *testing.T) {
	t.Parallel()
	d := open(t)
	barna := d.User("Barna Kiss")
	member := d.as(barna)
	row := d.task("ours", "2026-11-23")
	ask(member.ListTasks(api.ListTasksIn{})).refused(t, "forbidden error.admin_only")
	ask(member.ListTasks(api.ListTasksIn{Assignee: d.Admin})).refused(t, "forbidden error.admin_only")
	equal(t, "their own", len(ask(member.ListTasks(api.ListTasksIn{Assignee: barna})).ok(t).Rows), 0)
	given := ask(member.ChangeTasks(api.ChangeTasksIn{Changes: []api.TaskChange{{ID: row.Task.ID, Assignee: &barna}}})).ok(t)
	equal(t, "given", given.Changed, 1)
	equal(t, "mine now", titles(ask(member.ListTasks(api.ListTasksIn{Assignee: barna})).ok(t).Rows), "ours")
	equal(t, "of a colleague", titles(ask(d.api.ListTasks(api.ListTasksIn{Assignee: barna})).ok(t).Rows), "ours")
	setting := ask(member.SaveReminderSetting(crm.ReminderSetting{Shown: true})).ok(t)
	equal(t, "my own setting", ask(member.ListReminders()).ok(t).Setting, setting)
	equal(t, "a colleague's stays", ask(d.api.ListReminders()).ok(t).Setting, crm.ReminderSetting{Shown: true, Desktop: true})
}

func TestManyTasksAreChangedAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	a, b := d.task("a", "2026-11-20", at("09:00", crm.RemindDue)).Task, d.task("b", "2026-11-23").Task
	due, none, yes, no := crm.Date("2026-11-30"), crm.Date(""), true, false
	in := api.ChangeTasksIn{Changes: []api.TaskChange{{ID: a.ID, Due: &due}, {ID: b.ID, Due: &none, Done: &yes}, {ID: 77, Done: &yes}}}
	equal(t, "changed", ask(d.api.ChangeTasks(in)).ok(t).Changed, 2)
	moved := ask(d.api.GetTask(api.TaskIn{ID: a.ID})).ok(t)
	equal(t, "put off", moved.Task.Due == due && moved.Task.Clock == "09:00" && d.Civil(moved.Task.RemindAt) == "2026-11-30 09:00", true)
	equal(t, "done", ask(d.api.GetTask(api.TaskIn{ID: b.ID})).ok(t).Task.Done, d.Now())
	equal(t, "again", ask(d.api.ChangeTasks(in)).ok(t).Changed, 0)
	back := api.ChangeTasksIn{Changes: []api.TaskChange{{ID: b.ID, Due: &b.Due, Done: &no}}}
	equal(t, "undone", ask(d.api.ChangeTasks(back)).ok(t).Changed, 1)
	equal(t, "as it was", ask(d.api.GetTask(api.TaskIn{ID: b.ID})).ok(t).Task == b, true)

	soon, clock, nobody := crm.Date("soon"), "25:00", crm.UserID(77)
	ask(d.api.ChangeTasks(api.ChangeTasksIn{Changes: []api.TaskChange{{ID: a.ID, Due: &soon, Clock: &clock}}})).invalid(t, "due error.bad_date", "clock timing.bad_hour")
	ask(d.api.ChangeTasks(api.ChangeTasksIn{Changes: []api.TaskChange{{ID: a.ID, Assignee: &nobody}}})).refused(t, "not_found error.not_found.user")
	ask(d.api.ChangeTasks(api.ChangeTasksIn{Changes: make([]api.TaskChange, 1001)})).refused(t, "invalid tasks.too_many")
	ask(d.api.GetTask(api.TaskIn{ID: 77})).refused(t, "not_found error.not_found.task")
	ask(d.api.SaveTask(crm.Task{Card: d.card, Type: "call", Title: "x", Clock: "9:00", Remind: "soon"})).invalid(t, "remind tasks.bad_remind", "clock timing.bad_hour")
	ask(d.api.SaveTask(crm.Task{Card: d.card, Type: "call", Title: "x", Clock: "09:00"})).invalid(t, "due tasks.clock_needs_day")
}

func TestATaskRepeatsWhenItIsDone(t *testing.T) {
	t.Parallel()
	d := open(t)
	task := d.task("weekly", "2026-11-23", at("10:00", crm.RemindH1)).Task
	rule := crm.Recurrence{Every: 1, Unit: crm.RepeatWeeks, Weekdays: []int{1, 4}}
	preview := ask(d.api.PreviewRepeat(api.PreviewRepeatIn{Due: task.Due, Rule: rule})).ok(t)
	said(t, preview.Say)
	equal(t, "foreseen", fmt.Sprint(preview.Days, preview.Ended), "[{2026-11-26} {2026-11-30} {2026-12-03} {2026-12-07} {2026-12-10}] false")
	row := ask(d.api.SaveSeries(api.SaveSeriesIn{Task: task, Rule: rule})).ok(t)
	said(t, *row.Repeats)
	equal(t, "the first", row.Task.Occurrence, 1)

	out := ask(d.api.SetTaskDone(api.TaskDoneIn{ID: task.ID, Done: true})).ok(t)
	equal(t, "the next", fmt.Sprintf("%s %s %s", out.Next.Task.Due, out.Next.Task.Clock, d.Civil(out.Next.Task.RemindAt)), "2026-11-26 10:00 2026-11-26 09:00")
	again := ask(d.api.SetTaskDone(api.TaskDoneIn{ID: task.ID, Done: true})).ok(t)
	equal(t, "done twice makes one", again.Next == nil && len(d.openTitles()) == 1, true)
	ask(d.api.SetTaskDone(api.TaskDoneIn{ID: task.ID})).ok(t)
	same(t, "open again takes it back", d.openTitles(), []string{"weekly 2026-11-23"})

	out = ask(d.api.SetTaskDone(api.TaskDoneIn{ID: task.ID, Done: true})).ok(t)
	next := out.Next.Task
	next.Note = "with the new price list"
	ask(d.api.SaveTask(next)).ok(t)
	ask(d.api.SetTaskDone(api.TaskDoneIn{ID: task.ID})).ok(t)
	same(t, "one that somebody edited stays", d.openTitles(), []string{"weekly 2026-11-23", "weekly 2026-11-26"})
	ask(d.api.SetTaskDone(api.TaskDoneIn{ID: task.ID, Done: true})).ok(t)
	same(t, "and is not made twice", d.openTitles(), []string{"weekly 2026-11-26"})

	d.Advance("2026-12-08 08:00") // nobody did it for two weeks
	late := ask(d.api.SetTaskDone(api.TaskDoneIn{ID: next.ID, Done: true})).ok(t)
	equal(t, "no pile of what was missed", string(late.Next.Task.Due), "2026-12-10")

	ask(d.api.StopSeries(api.SeriesIn{ID: task.Series})).refused(t, "not_found error.not_found.series")
	stopped := ask(d.api.StopSeries(api.SeriesIn{ID: row.Task.Series})).ok(t)
	equal(t, "stopped", stopped.Ended, d.Now())
	last := ask(d.api.SetTaskDone(api.TaskDoneIn{ID: late.Next.Task.ID, Done: true})).ok(t)
	equal(t, "no more", last.Next == nil && last.Row.Rule == nil, true)
	var history []string
	for _, l := range d.History(d.card) {
		said(t, l.Say)
		history = append(history, l.Say.Key)
	}
	for _, key := range []string{"tasks.said.repeats", "tasks.said.series_next", "tasks.said.stopped"} {
		equal(t, key+" is in the history", strings.Contains(strings.Join(history, " "), key), true)
	}
}

// openTitles are the open tasks with their days, in order.
func (d *desk) openTitles() []string {
	d.T.Helper()
	page, err := d.api.ListTasks(api.ListTasksIn{})
	d.OK(err)
	out := []string{}
	for _, r := range page.Rows {
		out = append(out, r.Task.Title+" "+string(r.Task.Due))
	}
	return out
}

func TestEditingATaskThatRepeats(t *testing.T) {
	t.Parallel()
	d := open(t)
	daily := crm.Recurrence{Every: 1, Unit: crm.RepeatDays, Schedule: true, Times: 4}
	task := ask(d.api.SaveSeries(api.SaveSeriesIn{Task: crm.Task{Card: d.task("other", "").Task.Card, Type: "todo", Title: "report", Due: "2026-11-23", Assignee: d.Admin}, Rule: daily})).ok(t).Task
	d.Tick()
	same(t, "the calendar makes the next when the day comes", d.openTitles(), []string{"report 2026-11-23", "report 2026-11-24", "other "})

	one := task
	one.Title = "long report"
	ask(d.api.SaveTask(one)).ok(t)
	same(t, "one alone", d.openTitles(), []string{"long report 2026-11-23", "report 2026-11-24", "other "})
	one.Title = "short report"
	ask(d.api.SaveSeries(api.SaveSeriesIn{Task: one, Rule: daily})).ok(t)
	same(t, "all that follow", d.openTitles(), []string{"short report 2026-11-23", "short report 2026-11-24", "other "})

	one.Due = "2026-11-25"
	daily.Every = 2
	ask(d.api.SaveSeries(api.SaveSeriesIn{Task: one, Rule: daily})).ok(t)
	same(t, "another day: the calendar begins anew", d.openTitles(), []string{"short report 2026-11-25", "other "})
	d.Advance("2026-11-29 12:00")
	same(t, "day by day", d.openTitles(), []string{"short report 2026-11-25", "short report 2026-11-27", "short report 2026-11-29", "short report 2026-12-01", "other "})
	d.Advance("2026-12-09 12:00")
	equal(t, "four times and no more", len(d.openTitles()), 5)

	ask(d.api.SaveSeries(api.SaveSeriesIn{Task: crm.Task{Card: d.card, Type: "todo", Title: "x"}, Rule: crm.Recurrence{Unit: "days", Times: -1}})).
		invalid(t, "due tasks.repeat_needs_day", "rule.every tasks.bad_every", "rule.times tasks.bad_times")
	done := d.task("done", "2026-11-23").Task
	ask(d.api.SetTaskDone(api.TaskDoneIn{ID: done.ID, Done: true})).ok(t)
	ask(d.api.SaveSeries(api.SaveSeriesIn{Task: done, Rule: daily})).refused(t, "conflict tasks.done_repeats")
	bad := ask(d.api.PreviewRepeat(api.PreviewRepeatIn{Due: "2026-11-23", Rule: crm.Recurrence{Unit: "moons", MonthDay: 40}})).ok(t)
	same(t, "what is wrong", problems(t, bad.Bad), []string{"rule.every tasks.bad_every", "rule.unit tasks.bad_unit", "rule.monthDay tasks.bad_month_day"})
	same(t, "no day", problems(t, ask(d.api.PreviewRepeat(api.PreviewRepeatIn{Rule: daily})).ok(t).Bad), []string{"due tasks.repeat_needs_day"})
	few := ask(d.api.PreviewRepeat(api.PreviewRepeatIn{Due: "2026-11-23", Rule: crm.Recurrence{Every: 1, Unit: crm.RepeatMonths, MonthDay: crm.LastDay, Workday: true, Until: "2027-01-10", Times: 9}})).ok(t)
	said(t, few.Say)
	equal(t, "few", fmt.Sprint(few.Days, few.Ended), "[{2026-12-02} {2026-12-31}] true") // 30 November and 1 December are holidays
}

func TestWhatWasMissedByTheCalendarIsNotMade(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := api.SaveSeriesIn{
		Task: crm.Task{Card: d.task("other", "").Task.Card, Type: "todo", Title: "report", Due: "2026-11-23", Assignee: d.Admin},
		Rule: crm.Recurrence{Every: 1, Unit: crm.RepeatDays, Schedule: true},
	}
	ask(d.api.SaveSeries(in)).ok(t)
	d.Clock.Set(d.At("2026-12-20 09:00")) // off for four weeks
	d.Tick()
	same(t, "today's and the next", d.openTitles(), []string{"report 2026-11-23", "report 2026-12-20", "report 2026-12-21", "other "})
}

func TestRemindersComeOnceAndArePutAway(t *testing.T) {
	t.Parallel()
	d := open(t)
	var shown []api.Notice
	d.svc.NoticeBy(d.Admin, func(n api.Notice) { shown = append(shown, n) })
	d.Engine.UseReminder(d.svc.Remind)
	k := d.task("call", "2026-11-23", at("10:30", crm.RemindM10)).Task
	d.task("past", "2026-11-23", at("09:00", crm.RemindH1))
	d.Advance("15m")
	equal(t, "not yet", len(ask(d.api.ListReminders()).ok(t).Rows), 0)
	d.Advance("10m")
	for range 2 {
		rows := ask(d.api.ListReminders()).ok(t).Rows
		if len(rows) != 1 || rows[0].Row.Task.Title != "call" || rows[0].Late || len(shown) != 1 || shown[0].Title != "call" {
			t.Fatalf("reminders %+v, shown %+v", rows, shown)
		}
		d.Tick() // nobody is reminded again
	}
	ask(d.api.SeeReminders(api.SeeRemindersIn{Until: "soon"})).refused(t, "invalid tasks.bad_until")
	later := ask(d.api.SeeReminders(api.SeeRemindersIn{Tasks: []api.TaskIn{{ID: k.ID}}, Until: "h1"})).ok(t)
	equal(t, "put off", len(later.Rows), 0)
	d.Advance("2h")
	equal(t, "again after an hour", len(ask(d.api.ListReminders()).ok(t).Rows), 1)
	ask(d.api.SeeReminders(api.SeeRemindersIn{Tasks: []api.TaskIn{{ID: k.ID}}, Until: "tomorrow"})).ok(t)
	equal(t, "planned", d.Civil(ask(d.api.GetTask(api.TaskIn{ID: k.ID})).ok(t).Task.RemindAt), "2026-11-24 09:00")
	d.Advance("1d")
	equal(t, "put away", len(ask(d.api.SeeReminders(api.SeeRemindersIn{})).ok(t).Rows), 0)
	d.Advance("3d")
	equal(t, "for good", len(ask(d.api.ListReminders()).ok(t).Rows), 0)
	equal(t, "shown three times in all", len(shown), 3)
	equal(t, "a member's are not mine", len(ask(d.as(d.User("Barna Kiss")).ListReminders()).ok(t).Rows), 0)
}

func TestRemindersOfATimeOffAreOneNotice(t *testing.T) {
	t.Parallel()
	d := open(t)
	var shown []api.Notice
	d.svc.NoticeBy(d.Admin, func(n api.Notice) { shown = append(shown, n) })
	d.Engine.UseReminder(d.svc.Remind)
	for i := range 50 {
		d.task(fmt.Sprint("t", i), "2026-11-25", at("10:00", crm.RemindDue))
	}
	barna := d.User("Barna Kiss")
	ask(d.as(barna).SaveReminderSetting(crm.ReminderSetting{})).ok(t)
	off := d.task("not wanted", "2026-11-25", at("10:00", crm.RemindDue), func(k *crm.Task) { k.Assignee = barna }).Task
	d.Clock.Set(d.At("2026-11-26 08:00"))
	d.Tick()
	rows := ask(d.api.ListReminders()).ok(t).Rows
	equal(t, "all listed, late", len(rows) == 50 && rows[0].Late, true)
	equal(t, "one notice", len(shown) == 1 && shown[0].Title == "50 reminders", true)
	equal(t, "none for who wants none", len(ask(d.as(barna).ListReminders()).ok(t).Rows), 0)
	equal(t, "noted all the same", ask(d.api.GetTask(api.TaskIn{ID: off.ID})).ok(t).Task.Reminded, d.Now())
}

func TestAnotherZoneMovesReminders(t *testing.T) {
	t.Parallel()
	d := open(t)
	k := d.task("call", "2026-11-25", at("10:00", crm.RemindDue)).Task
	ws := ask(d.api.GetWorkspace()).ok(t).Workspace
	ask(d.api.SaveWorkspace(api.SaveWorkspaceIn{Name: ws.Name, Country: "GB", Zone: "Europe/London", Language: "en", MaxParts: 6, Internal: true, Campaigns: true})).ok(t)
	equal(t, "10:00 in London", d.Civil(ask(d.api.GetTask(api.TaskIn{ID: k.ID})).ok(t).Task.RemindAt), "2026-11-25 12:00")
}

func TestWhatTheAutomationsDoToday(t *testing.T) {
	t.Parallel()
	d := open(t)
	email := d.Template(crm.TemplateEmail, "Hello", "Hello")
	q := d.Sequence(d.offers(), testkit.TaskStep("0d", d.Template(crm.TemplateTask, "Call", "")), testkit.EmailStep("2h", email))
	d.Activate(q, "new")
	d.Card("Ion", testkit.OfferSent)
	d.Card("Ana", testkit.OfferSent)
	d.Tick()
	now := ask(d.api.GetToday()).ok(t)
	equal(t, "by kind", fmt.Sprint(now.Kinds), "[{email_client 0 0 2} {task_user 2 0 0}]")
	equal(t, "by hour", fmt.Sprintf("%d %s %v %s %v", len(now.Hours), d.Civil(now.Hours[0].From), now.Hours[0].Kinds, d.Civil(now.Hours[1].From), now.Hours[1].Kinds),
		"2 2026-11-23 10:00 [{task_user 2 0 0}] 2026-11-23 12:00 [{email_client 0 0 2}]")
	coming := ask(d.api.ListTodaySteps(api.ListTodayStepsIn{Kind: crm.StepEmailClient, From: now.Hours[1].From, To: now.Hours[1].To, Coming: true})).ok(t)
	equal(t, "who", len(coming) == 2 && coming[0].CardName == "Ion" && coming[0].SeqName != "", true)
	equal(t, "what was done", len(ask(d.api.ListTodaySteps(api.ListTodayStepsIn{})).ok(t)), 2)
	d.Advance("1d")
	equal(t, "tomorrow is empty", len(ask(d.api.GetToday()).ok(t).Hours), 0)
}
