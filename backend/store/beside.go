package store

import "runtime"

// beside is a second View of exactly the same state of the database, on a
// connection of its own, so that both processors can read; nil where there is
// none to be had: somebody else has it, or something was committed since this
// Read began. It ends with this one.
func (v *View) beside() *View {
	s := v.s
	if v.second != nil {
		return v.second
	}
	if v.fate != nil || s.writer == nil || s.memory != nil || runtime.GOMAXPROCS(0) < 2 || !s.second.TryLock() {
		return nil
	}
	tx, err := s.r.BeginTxx(v.ctx, nil)
	if err != nil {
		s.second.Unlock()
		return nil
	}
	var any int // its state is that of its first question
	err = tx.GetContext(v.ctx, &any, "SELECT count(*) FROM counter WHERE noun = ''")
	if err != nil || v.commits%2 != 0 || s.commits.Load() != v.commits {
		_ = tx.Rollback()
		s.second.Unlock()
		return nil
	}
	v.second = &View{ctx: v.ctx, q: tx, s: s, now: v.now}
	v.leave = func() {
		_ = tx.Rollback()
		s.second.Unlock()
	}
	return v.second
}

// end ends what this View has beside it.
func (v *View) end() {
	if v.leave != nil {
		v.leave()
	}
}
