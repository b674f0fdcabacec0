package store

import "strings"

// later are rows that nothing in their transaction asks for, as a rule: lines of
// history, what was kept to be undone, and how many members there are. They wait for its end, so that those
// of a table share a statement. A statement that names a table of theirs comes
// after them, so that it sees what was written before it.
type later struct {
	t       *Tx
	notes   *bulk
	members members
	wanted  bool // the statement that comes names what waits
	writing bool // or what is asked has nothing to do with what waits
}

// note adds a row of the history.
func (l *later) note(row []any) error {
	if l.notes == nil {
		l.notes = l.t.bulk("activity", noteInsert)
	}
	if l.notes.args = append(l.notes.args, row...); len(l.notes.args) < rowsAtOnce*l.notes.width {
		return nil
	}
	return l.flush()
}

func (l *later) empty() bool {
	return len(l.members) == 0 && (l.notes == nil || len(l.notes.args) == 0) && (l.t.rec == nil || len(l.t.rec.items) == 0)
}

// saw looks at a statement before it runs.
func (l *later) saw(query string) {
	if !l.writing && !l.empty() {
		l.wanted = strings.Contains(query, "activity") || strings.Contains(query, "batch") || strings.Contains(query, "sequence_members")
	}
}

// before writes what the statement that comes has to see.
func (l *later) before() error {
	if !l.wanted {
		return nil
	}
	return l.flush()
}

// flush writes all that waits.
func (l *later) flush() error {
	l.wanted = false
	if l.empty() {
		return nil
	}
	return l.apart(func() error {
		if l.notes != nil {
			if err := l.notes.flush(); err != nil {
				return err
			}
		}
		if err := l.members.write(l.t); err != nil || l.t.rec == nil {
			return err
		}
		return l.t.rec.write(l.t)
	})
}

// apart runs statements that need not see what waits.
func (l *later) apart(run func() error) error {
	was := l.writing
	l.writing = true
	defer func() { l.writing = was }()
	return run()
}

// drop forgets what waits, as going back to a savepoint does.
func (l *later) drop() {
	l.wanted, l.members = false, nil
	if l.notes != nil {
		l.notes.args = nil
	}
	if l.t.rec != nil {
		l.t.rec.forget()
	}
}
