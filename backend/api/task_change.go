package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// ChangeTasksIn changes many tasks at once, at most 1,000.
type ChangeTasksIn struct {
	Changes []TaskChange `json:"changes"`
}

// TaskChange is what to change of one task; what is null stays.
type TaskChange struct {
	ID       crm.TaskID  `json:"id" ts_type:"string"`
	Done     *bool       `json:"done"`
	Due      *crm.Date   `json:"due" ts_type:"string | null"` // "": no day, and no hour
	Clock    *string     `json:"clock" ts_type:"string | null"`
	Assignee *crm.UserID `json:"assignee" ts_type:"string | null"` // "": nobody
}

// ChangeTasksOut says how many tasks were changed; those that are gone, or were
// so already, are not.
type ChangeTasksOut struct {
	Changed int `json:"changed"`
}

// ChangeTasks marks many tasks done or open, puts them off, or gives them to
// somebody.
func (s *Session) ChangeTasks(in ChangeTasksIn) (out ChangeTasksOut, err error) {
	if len(in.Changes) > maxTaskBatch {
		return out, crm.Fail(crm.CodeInvalid, "tasks.too_many", "max", maxTaskBatch)
	}
	var bad crm.Problems
	for _, c := range in.Changes {
		if c.Due != nil && *c.Due != "" {
			checkWhen(&bad, *c.Due, "")
		}
		if c.Clock != nil && *c.Clock != "" {
			checkWhen(&bad, "2026-01-01", *c.Clock) // some day: whether the task has one is seen later
		}
	}
	if err := bad.Err(); err != nil {
		return out, err
	}
	return out, s.write(func(tx *store.Tx) error {
		out = ChangeTasksOut{}
		for _, c := range in.Changes {
			did, err := s.changeTask(tx, c)
			if err != nil {
				return err
			}
			if did {
				out.Changed++
			}
		}
		return nil
	})
}

func (s *Session) changeTask(tx *store.Tx, c TaskChange) (changed bool, err error) {
	lines, err := tx.TasksOf([]crm.TaskID{c.ID})
	if err != nil || len(lines) == 0 {
		return false, err
	}
	old := lines[0].Task
	k := old
	if c.Due != nil {
		k.Due = *c.Due
	}
	if c.Clock != nil {
		k.Clock = *c.Clock
	}
	if k.Due == "" {
		k.Clock = ""
	}
	if c.Assignee != nil {
		if k.Assignee = *c.Assignee; k.Assignee != 0 {
			if _, err := tx.User(k.Assignee); err != nil {
				return false, err
			}
		}
	}
	if k != old {
		changed = true
		if k, err = s.saveTask(tx, k, old); err != nil {
			return false, err
		}
	}
	if c.Done != nil && *c.Done != (k.Done != 0) {
		changed = true
		_, _, err = s.svc.deps.Engine.SetTaskDone(tx, k, *c.Done, s.cause())
	}
	return changed, err
}
