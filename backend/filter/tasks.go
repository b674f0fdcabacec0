package filter

import "strings"

// Task operators ask about the card's tasks, of some types if any are named. A
// task's day is a calendar day: it is overdue from the next local midnight on,
// whatever its hour.
var taskOperators = []operator{
	taskOperator("has_open", "k.done IS NULL", true),
	taskOperator("has_no_open", "k.done IS NULL", false),
	// An open task whose day is before today. One without a day never is.
	{name: "has_overdue", say: "has_overdue_of", bare: "has_overdue", clock: DayClock, slots: slots(optional(slotTaskType)),
		where: func(c condition, e Env) Query { return c.hasTask("k.done IS NULL AND k.due < ?", string(e.today())) },
		moved: func(c condition, was, now Env) Query {
			return taskDue(">= ?", "< ?", string(was.today()), string(now.today()))
		}},
	// An open task whose day is today.
	{name: "has_due_today", say: "has_due_today_of", bare: "has_due_today", clock: DayClock, slots: slots(optional(slotTaskType)),
		where: func(c condition, e Env) Query { return c.hasTask("k.done IS NULL AND k.due = ?", string(e.today())) },
		moved: func(c condition, was, now Env) Query {
			return taskDue(">= ?", "<= ?", string(was.today()), string(now.today()))
		}},
	// A task that was done, at any time.
	taskOperator("has_closed", "k.done IS NOT NULL", true),
	taskOperator("has_no_closed", "k.done IS NOT NULL", false),
	// No task at all, open or closed.
	taskOperator("has_none", "", false),
}

func taskOperator(name, test string, has bool) operator {
	return operator{name: name, say: name + "_of", bare: name, slots: slots(optional(slotTaskType)),
		where: func(c condition, _ Env) Query {
			q := c.hasTask(test)
			if !has {
				return q.not()
			}
			return q
		}}
}

// hasTask is true where one of the card's tasks, table k, passes a test.
func (c *condition) hasTask(test string, args ...any) Query {
	q := c.tasks(test, args...)
	return query("EXISTS (SELECT 1 FROM task k WHERE "+q.Where+")", q.Args...)
}

func (c *condition) tasks(test string, args ...any) Query {
	tests := []string{"k.card = c.id"}
	if test != "" {
		tests = append(tests, test)
	}
	if len(c.texts) > 0 {
		typed := oneOf("k.type", c.texts)
		tests, args = append(tests, typed.Where), append(args, typed.Args...)
	}
	return query(strings.Join(tests, " AND "), args...)
}

// taskDue finds the cards with an open task whose day lies in a range, by the
// index of open tasks, which is on this expression.
func taskDue(from, to string, args ...any) Query {
	const day = "coalesce(k.due, '~') "
	return query("c.id IN (SELECT k.card FROM task k WHERE k.done IS NULL AND "+day+from+" AND "+day+to+")", args...)
}
