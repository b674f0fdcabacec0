package rest

import (
	"net/http"
	"slices"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// Task is a colleague's to-do on a card.
type Task struct {
	ID       crm.TaskID     `json:"id" example:"task_1"`
	Card     crm.CardID     `json:"card"`
	Type     string         `json:"type" enum:"call,email,meeting,todo"`
	Title    string         `json:"title"`
	Note     string         `json:"note,omitempty"`
	Assignee crm.UserID     `json:"assignee,omitempty"`
	Due      crm.Date       `json:"due,omitempty" format:"date"`
	Clock    string         `json:"clock,omitempty" doc:"The hour of that day, 10:00."`
	Priority crm.Priority   `json:"priority,omitempty" enum:"low,high"`
	Done     bool           `json:"done"`
	DoneAt   *time.Time     `json:"done_at,omitempty"`
	DoneBy   crm.UserID     `json:"done_by,omitempty"`
	Created  *time.Time     `json:"created" nullable:"false"`
	Sequence crm.SequenceID `json:"sequence,omitempty" doc:"That made it."`
}

// TaskPatch is what to change of a task: what is missing stays, null clears.
type TaskPatch struct {
	Type     Opt[string] `json:"type,omitempty" doc:"call, email, meeting or todo."`
	Title    Opt[string] `json:"title,omitempty"`
	Note     Opt[string] `json:"note,omitempty"`
	Assignee Opt[string] `json:"assignee,omitempty" doc:"A colleague's id or email."`
	Due      Opt[string] `json:"due,omitempty" doc:"A day, 2026-11-26."`
	Clock    Opt[string] `json:"clock,omitempty" doc:"The hour of that day, 10:00."`
	Priority Opt[string] `json:"priority,omitempty" doc:"low, high, or null."`
}

// NewTask is a task about to be made.
type NewTask struct {
	Card string `json:"card" doc:"The card's id."`
	TaskPatch
}

// DoneTask is a task that was done, and the one that follows it in its series.
type DoneTask struct {
	Task
	Next *Task `json:"next,omitempty" doc:"The next of its series, made by this."`
}

type taskListIn struct {
	Paging
	Assignee string `query:"assignee" default:"me" doc:"me, all (administrators), or a colleague's id or email."`
	Card     string `query:"card" doc:"All tasks of this card, whoever has them; then nothing else is asked."`
	Done     bool   `query:"done" doc:"The done ones instead of the open ones."`
	Group    string `query:"group" enum:"overdue,today,tomorrow,week,later,undated"`
}

type newTaskIn struct {
	Keyed
	Body NewTask
}

type taskPatchIn struct {
	Keyed
	ID   string `path:"id"`
	Body TaskPatch
}

type taskDoneIn struct {
	Keyed
	ID   string `path:"id"`
	Body *struct {
		Done *bool `json:"done,omitempty" nullable:"false" doc:"false takes it back."`
	}
}

func taskRoutes(t *table) {
	on(t, route{id: "task-list", method: http.MethodGet, path: "/tasks", scope: crm.TokenReadTasks, short: "List tasks: mine, a colleague's, or a card's"}, listTasks)
	on(t, route{id: "task-get", method: http.MethodGet, path: "/tasks/{id}", scope: crm.TokenReadTasks, short: "Get a task"}, getTask)
	on(t, route{id: "task-create", method: http.MethodPost, path: "/tasks", scope: crm.TokenWriteTasks, short: "Make a task on a card", made: true}, makeTask)
	on(t, route{id: "task-change", method: http.MethodPatch, path: "/tasks/{id}", scope: crm.TokenWriteTasks, short: "Change a task: what is missing stays, null clears"}, changeTask)
	on(t, route{id: "task-done", method: http.MethodPost, path: "/tasks/{id}/done", scope: crm.TokenWriteTasks, short: "Mark a task done, or open again"}, doneTask)
}

func taskOf(k crm.Task) Task {
	return Task{
		ID: k.ID, Card: k.Card, Type: k.Type, Title: k.Title, Note: k.Note, Assignee: k.Assignee, Due: k.Due, Clock: k.Clock, Priority: k.Priority,
		Done: k.Done != 0, DoneAt: moment(k.Done), DoneBy: k.DoneBy, Created: moment(k.Created), Sequence: k.Sequence,
	}
}

func listTasks(c *call, in *taskListIn) (*Listed[Task], error) {
	if in.Card != "" {
		return cardTasks(c, in)
	}
	question := api.ListTasksIn{Done: in.Done, Group: in.Group, After: in.Cursor, Limit: in.Limit}
	if in.Assignee != "all" {
		ws, err := askPlain(c, "GetWorkspace", (*api.Session).GetWorkspace)
		if err != nil {
			return nil, err
		}
		n := names{Catalogue: &crm.Catalogue{Users: ws.Users}, bad: &crm.Problems{}}
		if question.Assignee = ws.Me.ID; in.Assignee != "me" {
			question.Assignee = n.owner("assignee", in.Assignee)
		}
		if err := n.bad.Err(); err != nil {
			return nil, err
		}
	}
	page, err := ask(c, "ListTasks", (*api.Session).ListTasks, question)
	if err != nil {
		return nil, err
	}
	return listed(page.Rows, page.After, func(r api.TaskRow) Task { return taskOf(r.Task) }), nil
}

// cardTasks are the tasks of a card. They are few; the cursor is the last one's
// id.
func cardTasks(c *call, in *taskListIn) (*Listed[Task], error) {
	var id crm.CardID
	if err := idIn(in.Card, "card", &id); err != nil {
		return nil, err
	}
	v, err := ask(c, "GetCard", (*api.Session).GetCard, api.CardIn{ID: id})
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(v.Tasks, func(k crm.Task) bool { return (k.Done != 0) != in.Done })
	return slice(list, in.Paging, taskOf)
}

func readTask(c *call, text string) (crm.Task, error) {
	var id crm.TaskID
	if err := idIn(text, "task", &id); err != nil {
		return crm.Task{}, err
	}
	row, err := ask(c, "GetTask", (*api.Session).GetTask, api.TaskIn{ID: id})
	return row.Task, err
}

func getTask(c *call, in *idPath) (*Whole[Task], error) {
	k, err := readTask(c, in.ID)
	if err != nil {
		return nil, err
	}
	return whole(taskOf(k)), nil
}

func makeTask(c *call, in *newTaskIn) (*Made[Task], error) {
	k := crm.Task{Type: "todo"}
	if k.Card.UnmarshalText([]byte(in.Body.Card)) != nil || k.Card == 0 {
		return nil, crm.NotFound("card")
	}
	saved, err := saveTask(c, k, in.Body.TaskPatch)
	if err != nil {
		return nil, err
	}
	return &Made[Task]{Location: Prefix + "/tasks/" + saved.ID.String(), Body: saved}, nil
}

func changeTask(c *call, in *taskPatchIn) (*Whole[Task], error) {
	k, err := readTask(c, in.ID)
	if err != nil {
		return nil, err
	}
	saved, err := saveTask(c, k, in.Body)
	if err != nil {
		return nil, err
	}
	return whole(saved), nil
}

func saveTask(c *call, k crm.Task, p TaskPatch) (Task, error) {
	n := names{Catalogue: &crm.Catalogue{}, bad: &crm.Problems{}}
	if p.Assignee.Value != "" {
		ws, err := askPlain(c, "GetWorkspace", (*api.Session).GetWorkspace)
		if err != nil {
			return Task{}, err
		}
		n.Users = ws.Users
	}
	k.Type, k.Title, k.Note = p.Type.or(k.Type), p.Title.or(k.Title), p.Note.or(k.Note)
	k.Due, k.Clock = crm.Date(p.Due.or(string(k.Due))), p.Clock.or(k.Clock)
	k.Priority = crm.Priority(p.Priority.or(string(k.Priority)))
	if p.Due.Said && k.Due == "" {
		k.Clock = ""
	}
	if p.Assignee.Said {
		k.Assignee = n.owner("assignee", p.Assignee.Value)
	}
	row, err := api.Perform(c.session, "SaveTask", k, func(s *api.Session) (api.TaskRow, error) { return api.SaveTaskWith(s, k, *n.bad) })
	if err != nil {
		return Task{}, n.slugs(err)
	}
	return taskOf(row.Task), nil
}

func doneTask(c *call, in *taskDoneIn) (*Whole[DoneTask], error) {
	k, err := readTask(c, in.ID)
	if err != nil {
		return nil, err
	}
	done, err := ask(c, "SetTaskDone", (*api.Session).SetTaskDone, api.TaskDoneIn{ID: k.ID, Done: in.Body == nil || in.Body.Done == nil || *in.Body.Done})
	if err != nil {
		return nil, err
	}
	out := DoneTask{Task: taskOf(done.Row.Task)}
	if done.Next != nil {
		next := taskOf(done.Next.Task)
		out.Next = &next
	}
	return whole(out), nil
}
