package engine

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// answers is what the filters and conditions of a chunk of due steps say, asked
// for all its cards together. It holds for a card until something that they read
// changes of it.
type answers struct {
	filters map[crm.SequenceID]verdict
	onlyIf  map[crm.StepID]verdict
}

// verdict is whether some cards match a tree.
type verdict struct {
	asked []crm.CardID // in order
	holds map[crm.CardID]bool
	reads []string
}

// of says whether a card matches, if that was asked and can't have changed
// since.
func (v verdict) of(tx *store.Tx, card crm.CardID) (holds, known bool) {
	if _, asked := slices.BinarySearch(v.asked, card); !asked || !tx.Ahead() || readsAny(v.reads, tx.TouchedOf(card)) {
		return false, false
	}
	return v.holds[card], true
}

// askTogether asks the filters and conditions of some due steps.
func (s *scene) askTogether(list []crm.Enrolment) error {
	s.ahead = &answers{map[crm.SequenceID]verdict{}, map[crm.StepID]verdict{}}
	cards, conditional := map[crm.SequenceID][]crm.CardID{}, map[crm.StepID][]crm.CardID{}
	steps := map[crm.StepID]crm.SequenceID{}
	for _, en := range list {
		q, err := s.sequence(en.Sequence)
		if err != nil || !q.State.Runs() {
			continue // its own run says what is wrong
		}
		if !en.ByHand && !q.RunToEnd && s.filterOf(q).err == nil {
			cards[q.ID] = append(cards[q.ID], en.Card)
		}
		if i := slices.IndexFunc(q.Steps, func(st crm.Step) bool { return st.ID == en.Step }); i >= 0 && q.Steps[i].OnlyIf != nil {
			conditional[en.Step], steps[en.Step] = append(conditional[en.Step], en.Card), q.ID
		}
	}
	for id, ids := range cards {
		slices.Sort(ids)
		q := s.seqs[id]
		holding, err := s.holding([]crm.Sequence{q}, ids)
		if err != nil {
			return err
		}
		if s.ahead.filters[id], err = verdictOf(ids, holding[0], s.filterOf(q).reads); err != nil {
			return err
		}
	}
	for id, ids := range conditional {
		if err := s.askCondition(s.seqs[steps[id]], id, ids); err != nil {
			return err
		}
	}
	return nil
}

func (s *scene) askCondition(q crm.Sequence, id crm.StepID, ids []crm.CardID) error {
	st := q.Steps[slices.IndexFunc(q.Steps, func(st crm.Step) bool { return st.ID == id })]
	env, err := s.env(q.Product, s.v.Clock())
	if err != nil {
		return err
	}
	query, err := filter.Compile(*st.OnlyIf, env)
	if err != nil {
		return nil //nolint:nilerr // what is broken is asked, and answered, for each card
	}
	slices.Sort(ids)
	holding, err := s.v.HoldingOf(ids, []filter.Query{query})
	if err != nil {
		return err
	}
	s.ahead.onlyIf[id], err = verdictOf(ids, holding[0], filter.Reads(*st.OnlyIf))
	return err
}

func verdictOf(asked []crm.CardID, holding string, reads []string) (verdict, error) {
	holds, err := idSet(holding)
	return verdict{asked, holds, reads}, err
}

// inFilter says whether the card matches its sequence's sound filter now.
func (d *due) inFilter(f compiled) (bool, error) {
	if d.s.ahead != nil {
		if holds, known := d.s.ahead.filters[d.q.ID].of(d.tx, d.en.Card); known {
			return holds, nil
		}
	}
	return d.s.v.MatchesFilter(d.en.Card, f.query)
}

// allowed says whether the step's own conditions let it act.
func (d *due) allowed() (bool, error) {
	if d.st.OnlyIf == nil {
		return true, nil
	}
	if d.s.ahead != nil {
		if holds, known := d.s.ahead.onlyIf[d.st.ID].of(d.tx, d.en.Card); known {
			return holds, nil
		}
	}
	return d.s.matches(d.q.Product, *d.st.OnlyIf, d.en.Card, d.tx.Now)
}
