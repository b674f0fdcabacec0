package api

import "stepwise/backend/crm"

// ListTasksIn asks for tasks; due ones first.
type ListTasksIn struct {
	Assignee crm.UserID `json:"assignee" ts_type:"string"` // none: everybody's
	Done     bool       `json:"done"`                      // the done ones, newest first
}

// TaskRow is a task with the card it is on.
type TaskRow struct {
	Task     crm.Task `json:"task"`
	CardName string   `json:"cardName"`
	Sequence string   `json:"sequence"` // the name of the one that made it
	Overdue  bool     `json:"overdue"`
	Today    bool     `json:"today"`
}

// TaskDoneIn marks a task done or open again.
type TaskDoneIn struct {
	ID   crm.TaskID `json:"id" ts_type:"string"`
	Done bool       `json:"done"`
}

// ListTasks reads at most 500 tasks.
func (s *Session) ListTasks(in ListTasksIn) ([]TaskRow, error) { return nil, notYet }

// SaveTask adds a task (no id) or changes one.
func (s *Session) SaveTask(in crm.Task) (TaskRow, error) { return TaskRow{}, notYet }

// SetTaskDone marks a task done or open again.
func (s *Session) SetTaskDone(in TaskDoneIn) (TaskRow, error) { return TaskRow{}, notYet }
