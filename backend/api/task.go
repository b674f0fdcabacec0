package api

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// ListTasksIn asks for tasks: open ones by when they are due, those without a
// day last; done ones newest first.
type ListTasksIn struct {
	Assignee crm.UserID `json:"assignee" ts_type:"string"` // none: everybody's, for administrators
	Done     bool       `json:"done"`
	Group    string     `json:"group" ts_type:"''|'overdue'|'today'|'tomorrow'|'week'|'later'|'undated'"` // "" for all
	After    string     `json:"after"`                                                                    // the page after; "" for the first
	Limit    int        `json:"limit"`                                                                    // at most 500; 0: 100
}

// TaskList is a page of tasks.
type TaskList struct {
	Rows   []TaskRow  `json:"rows"`
	After  string     `json:"after"` // for the page after this one; "" at the end
	Total  int        `json:"total"` // done or open ones, whatever the group
	Counts TaskCounts `json:"counts"`
	Days   TaskDays   `json:"days"`
}

// TaskCounts are how many open tasks there are in each group.
type TaskCounts struct {
	Overdue  int `json:"overdue"`
	Today    int `json:"today"`
	Tomorrow int `json:"tomorrow"`
	Week     int `json:"week"` // the rest of this week, which ends on Sunday
	Later    int `json:"later"`
	Undated  int `json:"undated"`
}

// TaskDays are the days that tasks are put off to.
type TaskDays struct {
	Today    crm.Date `json:"today"`
	Tomorrow crm.Date `json:"tomorrow"`
	WeekEnd  crm.Date `json:"weekEnd"`  // this week's Sunday
	NextWeek crm.Date `json:"nextWeek"` // next week's Monday
}

// TaskRow is a task with the card it is on.
type TaskRow struct {
	Task     crm.Task        `json:"task"`
	Product  crm.ProductID   `json:"product" ts_type:"string"` // of the card
	CardName string          `json:"cardName"`
	Sequence string          `json:"sequence"` // the name of the one that made it
	Group    string          `json:"group" ts_type:"'overdue'|'today'|'tomorrow'|'week'|'later'|'undated'"`
	Overdue  bool            `json:"overdue"` // open, and its day or its hour is past
	Rule     *crm.Recurrence `json:"rule"`    // of its series that goes on; null for none
	Repeats  *crm.Phrase     `json:"repeats"` // that in words
}

// TaskIn names a task.
type TaskIn struct {
	ID crm.TaskID `json:"id" ts_type:"string"`
}

// TaskDoneIn marks a task done or open again.
type TaskDoneIn struct {
	ID   crm.TaskID `json:"id" ts_type:"string"`
	Done bool       `json:"done"`
}

// TaskDoneOut is the task, and the next one of its series that this made.
type TaskDoneOut struct {
	Row  TaskRow  `json:"row"`
	Next *TaskRow `json:"next"`
}

const (
	taskPage     = 100
	maxTaskPage  = 500
	maxTaskBatch = 1000
)

func daysOf(ws crm.Workspace, now crm.Instant) TaskDays {
	day := today(ws, now)
	t, _ := time.Parse(time.DateOnly, string(day)) // today always is one
	toSunday := (7 - int(t.Weekday())) % 7
	return TaskDays{Today: day, Tomorrow: day.AddDays(1), WeekEnd: day.AddDays(toSunday), NextWeek: day.AddDays(toSunday + 1)}
}

func (d TaskDays) group(due crm.Date) string {
	switch {
	case due == "":
		return "undated"
	case due < d.Today:
		return "overdue"
	case due == d.Today:
		return "today"
	case due == d.Tomorrow:
		return "tomorrow"
	case due <= d.WeekEnd:
		return "week"
	}
	return "later"
}

// bounds are the days of a group.
func (d TaskDays) bounds(group string) (q store.TaskQuery, err error) {
	switch group {
	case "":
	case "overdue":
		q.To = d.Today.AddDays(-1)
	case "today":
		q.From, q.To = d.Today, d.Today
	case "tomorrow":
		q.From, q.To = d.Tomorrow, d.Tomorrow
	case "week":
		q.From, q.To = d.Tomorrow.AddDays(1), d.WeekEnd
	case "later":
		q.From, q.To = max(d.Tomorrow, d.WeekEnd).AddDays(1), "9999-12-31"
	case "undated":
		q.Undated = true
	default:
		err = crm.Fail(crm.CodeInvalid, "tasks.bad_group")
	}
	return q, err
}

// ListTasks reads a page of tasks, and how many there are in each group. A
// member asks for their own.
func (s *Session) ListTasks(in ListTasksIn) (out TaskList, err error) {
	return out, s.read(func(v *store.View) error {
		if in.Assignee != s.user {
			if err := s.mustBeAdmin(v); err != nil {
				return err
			}
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out.Days = daysOf(ws, v.Clock())
		q, err := out.Days.bounds(in.Group)
		if err != nil {
			return err
		}
		if q.After, err = taskPlace(in.After); err != nil {
			return err
		}
		q.Assignee, q.Done, q.Limit = in.Assignee, in.Done, min(in.Limit, maxTaskPage)
		if q.Limit <= 0 {
			q.Limit = taskPage
		}
		lines, err := v.TaskPage(q)
		if err != nil {
			return err
		}
		if len(lines) == q.Limit {
			out.After = placeText(lines[len(lines)-1].Task)
		}
		if out.Rows, err = taskRows(lines, ws, v.Clock()); err != nil {
			return err
		}
		return countTasks(v, in, &out)
	})
}

func countTasks(v *store.View, in ListTasksIn, out *TaskList) error {
	days, err := v.TaskDays(in.Assignee)
	if err != nil {
		return err
	}
	c := &out.Counts
	of := map[string]*int{"overdue": &c.Overdue, "today": &c.Today, "tomorrow": &c.Tomorrow, "week": &c.Week, "later": &c.Later, "undated": &c.Undated}
	for day, n := range days {
		*of[out.Days.group(day)] += n
		out.Total += n
	}
	if in.Done {
		out.Total, err = v.CountDone(in.Assignee)
	}
	return err
}

func placeText(k crm.Task) string {
	text, _ := json.Marshal(store.PlaceOf(k)) // plain values
	return base64.RawURLEncoding.EncodeToString(text)
}

func taskPlace(text string) (*store.TaskPlace, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // the first page
	}
	var place store.TaskPlace
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(raw, &place)
	}
	if err != nil {
		return nil, &crm.Error{Code: crm.CodeInvalid, Key: "tasks.bad_page", Cause: err}
	}
	return &place, nil
}

func taskRows(lines []store.TaskLine, ws crm.Workspace, now crm.Instant) ([]TaskRow, error) {
	out := make([]TaskRow, 0, len(lines))
	for _, l := range lines {
		row, err := taskRow(l, ws, now)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

func taskRow(l store.TaskLine, ws crm.Workspace, now crm.Instant) (TaskRow, error) {
	row := TaskRow{
		Task: l.Task, Product: l.Product, CardName: l.CardName, Sequence: l.SeqName, Group: daysOf(ws, now).group(l.Due),
		Overdue: l.Done == 0 && l.Due != "" && l.Due < today(ws, now),
	}
	if zone, err := timing.Zone(ws.Zone); err == nil && l.Done == 0 && l.Clock != "" && timing.TaskDue(l.Task, zone) < now {
		row.Overdue = true
	}
	rule, err := l.Repeats()
	if err == nil && rule != nil {
		say := rule.Say(l.Start)
		row.Rule, row.Repeats = rule, &say
	}
	return row, err
}

// GetTask reads one task.
func (s *Session) GetTask(in TaskIn) (out TaskRow, err error) {
	return out, s.read(func(v *store.View) error {
		out, err = rowOf(v, in.ID)
		return err
	})
}

func rowOf(v *store.View, id crm.TaskID) (TaskRow, error) {
	lines, err := v.TasksOf([]crm.TaskID{id})
	if err == nil && len(lines) == 0 {
		err = crm.NotFound("task")
	}
	if err != nil {
		return TaskRow{}, err
	}
	ws, err := v.Workspace()
	if err != nil {
		return TaskRow{}, err
	}
	return taskRow(lines[0], ws, v.Clock())
}

func checkTask(in *crm.Task) (bad crm.Problems) {
	in.Title = fold.Clean(in.Title)
	if in.Title == "" || len([]rune(in.Title)) > crm.MaxText {
		bad.Add("title", "tasks.bad_title", "max", crm.MaxText)
	}
	if len(in.Note) > crm.MaxBody {
		bad.Add("note", "tasks.note_too_long")
	}
	if !slices.Contains(crm.TaskTypes, in.Type) {
		bad.Add("type", "tasks.bad_type")
	}
	if !slices.Contains(crm.Priorities, in.Priority) {
		bad.Add("priority", "tasks.bad_priority")
	}
	if !slices.Contains(crm.Reminds, in.Remind) {
		bad.Add("remind", "tasks.bad_remind")
	}
	checkWhen(&bad, in.Due, in.Clock)
	return bad
}

func checkWhen(bad *crm.Problems, due crm.Date, clock string) {
	if due != "" {
		if _, err := crm.ParseDate(string(due)); err != nil {
			bad.Add("due", "error.bad_date", "value", string(due))
		}
	}
	if clock != "" && !timing.IsClock(clock) {
		bad.Add("clock", "timing.bad_hour", "value", clock)
	} else if clock != "" && due == "" {
		bad.Add("due", "tasks.clock_needs_day")
	}
}

// SaveTask adds a task (no id) or changes one; of a series, this one alone.
func (s *Session) SaveTask(in crm.Task) (out TaskRow, err error) {
	bad := checkTask(&in)
	if err := bad.Err(); err != nil {
		return out, err
	}
	return out, s.write(func(tx *store.Tx) error {
		old, err := completeTask(tx, &in)
		if err != nil {
			return err
		}
		if in, err = s.saveTask(tx, in, old); err != nil {
			return err
		}
		out, err = rowOf(&tx.View, in.ID)
		return err
	})
}

// completeTask finds what a task names, and keeps what a person doesn't write.
// It returns the task as it was, zero for a new one.
func completeTask(tx *store.Tx, k *crm.Task) (old crm.Task, err error) {
	if k.ID != 0 {
		if old, err = tx.Task(k.ID); err != nil {
			return old, err
		}
		k.Card = old.Card
	}
	k.Done, k.DoneBy, k.Created, k.Sequence, k.Planned = old.Done, old.DoneBy, old.Created, old.Sequence, old.Planned
	k.Series, k.Occurrence = old.Series, old.Occurrence
	if k.Assignee != 0 {
		if _, err := tx.User(k.Assignee); err != nil {
			return old, err
		}
	}
	card, err := tx.Card(k.Card)
	if err == nil && card.Deleted != 0 {
		err = crm.NotFound("card")
	}
	return old, err
}

func (s *Session) saveTask(tx *store.Tx, k, old crm.Task) (crm.Task, error) {
	if err := s.svc.deps.Engine.PlanTask(&tx.View, &k, old); err != nil {
		return k, err
	}
	saved, err := tx.SaveTask(k)
	if err != nil {
		return k, err
	}
	tx.Touch(saved.Card, s.cause(), "tasks")
	return saved, s.noteTask(tx, saved, old)
}

// noteTask tells the card's history of a task that somebody made by hand.
func (s *Session) noteTask(tx *store.Tx, k, old crm.Task) error {
	if old.ID != 0 {
		return nil
	}
	say := crm.Say("tasks.said.made", "title", k.Title)
	if k.Assignee != 0 {
		who, err := tx.User(k.Assignee)
		if err != nil {
			return err
		}
		say = crm.Say("activity.task", "title", k.Title, "assignee", who.Name)
	}
	return tx.NoteCause(k.Card, crm.ActivityTask, s.cause(), say)
}

// SetTaskDone marks a task done or open again. Done, the next of its series is
// made; open again, that one goes if nobody touched it.
func (s *Session) SetTaskDone(in TaskDoneIn) (out TaskDoneOut, err error) {
	return out, s.write(func(tx *store.Tx) error {
		k, err := tx.Task(in.ID)
		if err != nil {
			return err
		}
		k, next, err := s.svc.deps.Engine.SetTaskDone(tx, k, in.Done, s.cause())
		if err != nil {
			return err
		}
		if out.Row, err = rowOf(&tx.View, k.ID); err != nil || next == nil {
			return err
		}
		row, err := rowOf(&tx.View, next.ID)
		out.Next = &row
		return err
	})
}
