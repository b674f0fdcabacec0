package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// ForeseeStartIn asks what starting a sequence for a card now would do.
type ForeseeStartIn struct {
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Card     crm.CardID     `json:"card" ts_type:"string"`
}

// ForeseeStartOut is what would come, if each step acts on time.
type ForeseeStartOut struct {
	Matches bool         `json:"matches"` // whether the card matches the filter; otherwise it would run without it
	Live    bool         `json:"live"`    // it is in the sequence already
	Steps   []ComingStep `json:"steps"`
}

// ForeseeStart says what starting a sequence for a card now would do, by the
// code that would do it.
func (s *Session) ForeseeStart(in ForeseeStartIn) (out ForeseeStartOut, err error) {
	return out, s.read(func(v *store.View) error {
		q, err := v.Sequence(in.Sequence)
		if err != nil {
			return err
		}
		card, err := v.Card(in.Card)
		if err != nil {
			return err
		}
		if card.Product != q.Product || card.Deleted != 0 {
			return crm.NotFound("card")
		}
		compiled, err := compileSaved(v, q.Filter)
		if err != nil {
			return err
		}
		if out.Matches, err = v.MatchesFilter(card.ID, compiled); err != nil {
			return err
		}
		if _, out.Live, err = v.LiveEnrolment(q.ID, card.ID); err != nil {
			return err
		}
		out.Steps, err = s.foreseen(v, q)
		return err
	})
}

func (s *Session) foreseen(v *store.View, q crm.Sequence) ([]ComingStep, error) {
	moments, err := s.svc.deps.Engine.ForeseeDraft(v, q, v.Clock())
	if err != nil {
		return nil, err
	}
	out := []ComingStep{}
	for i, st := range q.Steps {
		if st.Disabled {
			continue
		}
		name, err := templateName(v, st.Template)
		if err != nil {
			return nil, err
		}
		out = append(out, ComingStep{
			Sequence: q.ID, Name: q.Name, Position: st.Position, Kind: st.Kind, Template: name, At: moments[i].At, Shifts: moments[i].Shifts,
			State: "expected", Pending: len(out) == 0,
		})
	}
	return out, nil
}
