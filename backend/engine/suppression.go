package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// LiftSuppression takes an entry off the suppression list because a person says
// so. Where it was there for what its owner said or for a bounce, the clients who
// have the address may be written to again. Errors: invalid without a reason.
func (e *Engine) LiftSuppression(tx *store.Tx, id crm.SuppressionID, note string, cause crm.Cause) error {
	s, err := tx.Suppression(id)
	if err != nil {
		return err
	}
	if note == "" {
		var bad crm.Problems
		bad.Add("note", "consent.lift_note")
		return bad.Err()
	}
	if err := tx.LiftSuppression(s, cause.User, note); err != nil {
		return err
	}
	if s.Value == "" {
		return nil
	}
	contacts, err := tx.ContactsWith(s.Channel, s.Value)
	if err != nil {
		return err
	}
	for _, id := range contacts {
		tx.Changed("contact", id.String())
	}
	if s.Reason == crm.SuppressedManual {
		return nil
	}
	cards, err := tx.MoveConsent(crm.ConsentChange{Channel: s.Channel, Value: s.Value, To: crm.ConsentActive, User: cause.User, How: "user", Note: note})
	for _, card := range cards {
		tx.Touch(card, cause, "consent")
	}
	return err
}
