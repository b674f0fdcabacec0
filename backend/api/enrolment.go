package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// StartCardIn starts a sequence for a card by hand.
type StartCardIn struct {
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Card     crm.CardID     `json:"card" ts_type:"string"`
	Anyway   bool           `json:"anyway"`                // although the card doesn't match: runs without the filter check
	Step     crm.StepID     `json:"step" ts_type:"string"` // where it starts; none: at the first. Those before are not for the card
}

// EnrolmentIn names an enrolment.
type EnrolmentIn struct {
	ID crm.EnrolmentID `json:"id" ts_type:"string"`
}

// WhyIn asks why a card did or didn't get a sequence.
type WhyIn struct {
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Card     crm.CardID     `json:"card" ts_type:"string"`
}

// HeldStep is a step that waits for a person: "while you were away".
type HeldStep struct {
	Enrolment crm.EnrolmentID `json:"enrolment" ts_type:"string"`
	Card      crm.CardID      `json:"card" ts_type:"string"`
	Product   crm.ProductID   `json:"product" ts_type:"string"` // of the card
	CardName  string          `json:"cardName"`
	Sequence  crm.SequenceID  `json:"sequence" ts_type:"string"`
	Name      string          `json:"name"`
	Position  int             `json:"position"`
	Kind      crm.StepKind    `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Template  string          `json:"template"`
	Planned   crm.Instant     `json:"planned"`
	Reason    crm.Reason      `json:"reason" ts_type:"string"`
}

// DecideStepsIn decides held steps.
type DecideStepsIn struct {
	IDs      []crm.EnrolmentID `json:"ids" ts_type:"string[]"`
	Decision string            `json:"decision" ts_type:"'send'|'skip'"`
}

// OnCardOut is a card after something was done to its automations by hand.
type OnCardOut struct {
	Card CardView    `json:"card"`
	Undo crm.BatchID `json:"undo" ts_type:"string"` // "" where doing the contrary is the way back
}

// StartCard starts a sequence for one card.
func (s *Session) StartCard(in StartCardIn) (OnCardOut, error) {
	return s.undoableOn(in.Card, "card.undo_start", func(tx *store.Tx) error {
		return s.svc.deps.Engine.StartByHandAt(tx, in.Sequence, in.Step, in.Card, in.Anyway, s.cause())
	})
}

// StopCard ends an enrolment; its queued and held messages are cancelled.
func (s *Session) StopCard(in EnrolmentIn) (out OnCardOut, err error) {
	card, err := s.cardOf(in.ID)
	if err != nil {
		return out, err
	}
	return s.undoableOn(card, "card.undo_stop", func(tx *store.Tx) error { return s.svc.deps.Engine.StopByHand(tx, in.ID, s.cause()) })
}

// SkipStep skips the pending step of an enrolment.
func (s *Session) SkipStep(in EnrolmentIn) (OnCardOut, error) {
	return s.onEnrolment(in.ID, func(tx *store.Tx) error { return s.svc.deps.Engine.SkipByHand(tx, in.ID) })
}

// PauseCard makes an enrolment wait, with its dates and queued messages, until
// ResumeCard.
func (s *Session) PauseCard(in EnrolmentIn) (OnCardOut, error) {
	return s.onEnrolment(in.ID, func(tx *store.Tx) error { return s.svc.deps.Engine.PauseByHand(tx, in.ID, s.cause()) })
}

// ResumeCard takes a paused enrolment up again; what became due meanwhile
// follows lateness.
func (s *Session) ResumeCard(in EnrolmentIn) (OnCardOut, error) {
	return s.onEnrolment(in.ID, func(tx *store.Tx) error { return s.svc.deps.Engine.ResumeByHand(tx, in.ID, s.cause()) })
}

func (s *Session) cardOf(id crm.EnrolmentID) (crm.CardID, error) {
	var en crm.Enrolment
	err := s.read(func(v *store.View) (err error) { en, err = v.Enrolment(id); return err })
	return en.Card, err
}

func (s *Session) onEnrolment(id crm.EnrolmentID, fn func(*store.Tx) error) (out OnCardOut, err error) {
	card, err := s.cardOf(id)
	if err != nil {
		return out, err
	}
	return out, s.write(func(tx *store.Tx) error {
		out.Card, err = s.onCard(tx, card, fn)
		return err
	})
}

func (s *Session) undoableOn(card crm.CardID, key string, fn func(*store.Tx) error) (out OnCardOut, err error) {
	out.Undo, err = s.undoable(crm.Say(key), 1, func(tx *store.Tx) (err error) {
		out.Card, err = s.onCard(tx, card, fn)
		return err
	})
	return out, err
}

// onCard runs fn for the card's owner or an administrator, and reads the card.
func (s *Session) onCard(tx *store.Tx, card crm.CardID, fn func(*store.Tx) error) (out CardView, err error) {
	if err := s.mayDecide(tx, card); err != nil {
		return out, err
	}
	if err := fn(tx); err != nil {
		return out, err
	}
	return s.cardView(&tx.View, card)
}

// mayDecide lets administrators and the card's owner through.
func (s *Session) mayDecide(tx *store.Tx, id crm.CardID) error {
	me, err := tx.User(s.user)
	if err != nil {
		return err
	}
	card, err := tx.Card(id)
	if err == nil && me.Role != crm.RoleAdmin && card.Owner != s.user {
		err = crm.Fail(crm.CodeForbidden, "error.owner_only")
	}
	return err
}

// ListHeldSteps reads the steps that wait for a person, at most 500.
func (s *Session) ListHeldSteps() (out []HeldStep, err error) {
	return out, s.read(func(v *store.View) error {
		list, err := v.HeldEnrolments(500)
		if err != nil {
			return err
		}
		for _, en := range list {
			held, err := heldStep(v, en)
			if err != nil {
				return err
			}
			out = append(out, held)
		}
		return nil
	})
}

func heldStep(v *store.View, en crm.Enrolment) (HeldStep, error) {
	h := HeldStep{Enrolment: en.ID, Card: en.Card, Sequence: en.Sequence, Planned: en.Planned, Reason: en.Reason}
	card, err := v.Card(en.Card)
	if err != nil {
		return h, err
	}
	st, err := v.AnyStep(en.Step)
	if err != nil {
		return h, err
	}
	h.Product, h.CardName, h.Position, h.Kind = card.Product, card.Name, st.Position, st.Kind
	if h.Name, err = v.SequenceName(en.Sequence); err != nil {
		return h, err
	}
	h.Template, err = templateName(v, st.Template)
	return h, err
}

// DecideSteps sends or skips held steps.
func (s *Session) DecideSteps(in DecideStepsIn) (out Changed, err error) {
	if in.Decision != "send" && in.Decision != "skip" {
		return out, crm.Fail(crm.CodeInvalid, "error.bad_decision", "decision", in.Decision)
	}
	return out, s.write(func(tx *store.Tx) error {
		out.Changed = 0
		for _, id := range in.IDs {
			en, err := tx.Enrolment(id)
			if err != nil {
				return err
			}
			if err := s.mayDecide(tx, en.Card); err != nil {
				return err
			}
			if en.State != crm.EnrolmentHeld {
				continue
			}
			if in.Decision == "send" {
				_, err = s.svc.deps.Engine.SendHeld(tx, id)
			} else {
				err = s.svc.deps.Engine.SkipByHand(tx, id)
			}
			if err != nil {
				return err
			}
			out.Changed++
		}
		return nil
	})
}
