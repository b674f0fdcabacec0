package api

import (
	"fmt"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// PreviewFilterChangeIn asks what other conditions would do to a filter that
// active sequences use.
type PreviewFilterChangeIn struct {
	Filter crm.FilterID `json:"filter" ts_type:"string"`
	Tree   crm.Group    `json:"tree"`
}

// FilterChange is the difference that other conditions make.
type FilterChange struct {
	Problems  []crm.Problem    `json:"problems"` // of the conditions; where there are any, the rest is empty
	Enter     int              `json:"enter"`    // cards that begin to match
	Leave     int              `json:"leave"`    // cards that cease to match
	Entering  []CardRow        `json:"entering"` // the first 20 of them
	Leaving   []CardRow        `json:"leaving"`
	Sequences []SequenceChange `json:"sequences"` // the active ones that use the filter
}

// SequenceChange is what the difference means for one active sequence.
type SequenceChange struct {
	ID     crm.SequenceID `json:"id" ts_type:"string"`
	Name   string         `json:"name"`
	Live   int            `json:"live"`   // cards midway
	Ends   int            `json:"ends"`   // of them end, because their cards leave the filter
	Starts int            `json:"starts"` // cards that start with scope "all"; with "new" none does

	StartsAfterEnd int           `json:"startsAfterEnd"` // the same where midway is "end"
	Problems       []crm.Problem `json:"problems"`       // why it can't be activated again
}

// ChangeFilterIn saves a filter that active sequences use, and says for each of
// them how it goes on.
type ChangeFilterIn struct {
	Save      SaveFilterIn     `json:"save"`
	Sequences []SequenceAnswer `json:"sequences"` // exactly the active ones that use the filter
}

// SequenceAnswer answers for one sequence what an activation asks.
type SequenceAnswer struct {
	ID     crm.SequenceID `json:"id" ts_type:"string"`
	Scope  string         `json:"scope" ts_type:"'all'|'new'"`           // whether cards that begin to match start
	Midway string         `json:"midway" ts_type:"'keep'|'shift'|'end'"` // cards midway that still match
}

// PreviewFilterChange says which cards would enter and leave a filter with
// other conditions, and what that does to each active sequence that uses it.
func (s *Session) PreviewFilterChange(in PreviewFilterChangeIn) (out FilterChange, err error) {
	out = FilterChange{Problems: []crm.Problem{}, Entering: []CardRow{}, Leaving: []CardRow{}, Sequences: []SequenceChange{}}
	return out, s.read(func(v *store.View) error {
		f, err := v.Filter(in.Filter)
		if err != nil {
			return err
		}
		env, err := envOf(v, f.Product)
		if err != nil {
			return err
		}
		if out.Problems = filter.Check(in.Tree, env.Cat); len(out.Problems) > 0 {
			return nil
		}
		next, err := filter.Compile(in.Tree, env)
		if err != nil {
			return err
		}
		now := matching(f.Tree, env)
		if out.Enter, out.Entering, err = but(v, f.Product, next, now); err != nil {
			return err
		}
		if out.Leave, out.Leaving, err = but(v, f.Product, now, next); err != nil {
			return err
		}
		out.Sequences, err = s.sequenceChanges(v, f.ID, next)
		return err
	})
}

// matching is a saved tree as SQL; one that broke matches nothing.
func matching(tree crm.Group, env filter.Env) filter.Query {
	q, err := filter.Compile(tree, env)
	if err != nil {
		return filter.Query{Where: "0"}
	}
	return q
}

// but counts the cards that match one condition and not the other, and reads
// the first of them.
func but(v *store.View, product crm.ProductID, match, not filter.Query) (n int, rows []CardRow, err error) {
	both := filter.Query{Where: "(" + match.Where + ") AND NOT (" + not.Where + ")", Args: slices.Concat(match.Args, not.Args)}
	q := store.ListQuery{Product: product, Filter: &both, Limit: previewRows}
	if n, err = v.CountMatches(product, both); err != nil || n == 0 {
		return n, []CardRow{}, err
	}
	lines, err := v.Cards(q)
	return n, cardRows(lines), err
}

func (s *Session) sequenceChanges(v *store.View, id crm.FilterID, next filter.Query) ([]SequenceChange, error) {
	list, err := activeOf(v, id)
	if err != nil {
		return nil, err
	}
	out := make([]SequenceChange, 0, len(list))
	for _, q := range list {
		change := SequenceChange{ID: q.ID, Name: q.Name}
		if change.Live, err = v.CountLive(q.ID); err != nil {
			return nil, err
		}
		if change.Ends, err = v.CountLeavers(q, next); err != nil {
			return nil, err
		}
		if change.Starts, err = v.CountJoiners(q, next, false); err != nil {
			return nil, err
		}
		if change.StartsAfterEnd, err = v.CountJoiners(q, next, true); err != nil {
			return nil, err
		}
		if change.Problems, err = s.mayActivate(v, q); err != nil {
			return nil, err
		}
		out = append(out, change)
	}
	return out, nil
}

// activeOf reads the active sequences that use a filter, with their steps.
func activeOf(v *store.View, id crm.FilterID) ([]crm.Sequence, error) {
	list, err := v.SequencesOfFilter(id)
	return slices.DeleteFunc(list, func(q crm.Sequence) bool { return !q.State.Runs() }), err
}

// ChangeFilter saves a filter that active sequences use (administrators): in
// one transaction they are paused, the filter is saved, and they are activated
// again by the answers. Errors: conflict where other sequences use it than were
// answered for, or one is still being activated; invalid where one could not be
// activated again. Then nothing has changed.
func (s *Session) ChangeFilter(in ChangeFilterIn) (out FilterRow, err error) {
	if err := checkAnswers(in.Sequences); err != nil {
		return out, err
	}
	if err := s.mayChange(); err != nil {
		return out, err
	}
	// What time alone has done so far is judged by the conditions of that time.
	if _, err := s.svc.deps.Engine.Sweep(s.ctx); err != nil {
		return out, err
	}
	return out, s.change(func(tx *store.Tx) error {
		list, err := activeOf(&tx.View, in.Save.ID)
		if err != nil {
			return err
		}
		answers, ok := answersFor(list, in.Sequences)
		if !ok {
			return crm.Fail(crm.CodeConflict, "filter.change.other_uses")
		}
		saved, err := saveFilter(tx, in.Save)
		if err != nil {
			return err
		}
		var bad crm.Problems
		for i, q := range list {
			problems, err := s.mayActivate(&tx.View, q)
			if err != nil {
				return err
			}
			bad.AddBelow(fmt.Sprintf("sequences[%d]", i), problems)
		}
		if err := bad.Err(); err != nil {
			return err
		}
		for i, q := range list {
			if err := s.svc.deps.Engine.Refilter(tx, q, answers[i].Scope, answers[i].Midway, s.user); err != nil {
				return err
			}
		}
		out, err = filterRow(&tx.View, saved)
		return err
	})
}

func (s *Session) mayChange() error { return s.read(s.mustBeAdmin) }

func checkAnswers(list []SequenceAnswer) error {
	for _, a := range list {
		if a.Scope != engine.ScopeAll && a.Scope != engine.ScopeNew {
			return crm.Fail(crm.CodeInvalid, "sequences.bad_scope")
		}
		if !slices.Contains([]string{engine.MidwayKeep, engine.MidwayShift, engine.MidwayEnd}, a.Midway) {
			return crm.Fail(crm.CodeInvalid, "sequences.bad_midway")
		}
	}
	return nil
}

// answersFor puts the answers into the order of the sequences; ok is false
// where they are about others.
func answersFor(list []crm.Sequence, given []SequenceAnswer) (answers []SequenceAnswer, ok bool) {
	for _, q := range list {
		i := slices.IndexFunc(given, func(a SequenceAnswer) bool { return a.ID == q.ID })
		if i < 0 {
			return nil, false
		}
		answers = append(answers, given[i])
	}
	return answers, len(given) == len(list)
}
