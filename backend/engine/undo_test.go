package engine_test

import (
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// RULES 4.11: undo restores the enrolments that a change ended, with the same
// round, dates and pending step.
func TestUndoOfAMoveRestoresTheEnrolmentThatItEnded(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"), s.email("3d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Advance("2d")
	before, card := s.Enrolment(q, ion), s.CardNow(ion)
	batch := s.Move(testkit.Lost, ion)
	equal(t, "after the move", s.pending(q, ion), "left: left_filter")

	out := s.Undo(batch, 10)
	equal(t, "cards", out.Cards, 1)
	equal(t, "the enrolment", s.Enrolment(q, ion), before)
	equal(t, "enrolments", len(s.Enrolments(q, ion)), 1)
	equal(t, "member", s.IsMember(q, ion), true)
	now := s.CardNow(ion)
	equal(t, "the status", now.Status, card.Status)
	equal(t, "in the status since", now.StatusSince, card.StatusSince)
	s.Advance("3d")
	equal(t, "emails", len(s.Sent()), 1)
}

func TestUndoOfAMoveWithdrawsWhatItStarted(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("0d"), s.email("2d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.Won)
	batch := s.Move(testkit.OfferSent, ion)
	s.Tick()
	equal(t, "tasks of the move", len(s.Tasks()), 1)

	s.Undo(batch, 10)
	equal(t, "tasks", len(s.Tasks()), 0)
	equal(t, "enrolments", len(s.Enrolments(q, ion)), 0)
	equal(t, "member", s.IsMember(q, ion), false)
	s.SetStatus(ion, testkit.OfferSent) // "once per card" was not used up
	s.Advance("3d")
	equal(t, "emails", len(s.Sent()), 1)
}

// What went out can't be taken back: the enrolment ends and its history stays.
func TestUndoAfterAMessageWentOutEndsWhatTheMoveStarted(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.task("2d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.Won)
	batch := s.Move(testkit.OfferSent, ion)
	s.Tick()
	s.Undo(batch, 10)
	equal(t, "the enrolment", s.pending(q, ion), "stopped: undone")
	s.Advance("3d")
	same(t, "outbox", s.outbox(), []string{"sent"})
	equal(t, "tasks", len(s.Tasks()), 0)
}

func TestUndoPutsAWithdrawnMessageBackIntoTheQueue(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"))
	s.Activate(q, engine.ScopeNew)
	s.Email.Otherwise(fake.Unreached)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	batch := s.Move(testkit.Lost, ion)
	same(t, "after the move", s.outbox(), []string{"cancelled: left_filter"})
	s.Undo(batch, 10)
	same(t, "after the undo", s.outbox(), []string{"queued: retry"})
	s.Email.Otherwise(fake.Accepted)
	s.Advance("1d")
	same(t, "outbox", s.outbox(), []string{"sent"})
	equal(t, "emails", len(s.Sent()), 1)
}

func TestUndoLeavesWhatWasChangedSince(t *testing.T) {
	t.Parallel()
	s := tell(t)
	ion, ana := s.Card("Ion Popescu", testkit.OfferSent), s.Card("Ana Pop", testkit.OfferSent)
	batch := s.Move(testkit.Lost, ion, ana)
	s.Save(ana, func(d *engine.Draft) { d.Name = "Ana Popa" })
	out := s.Undo(batch, 1)
	equal(t, "put back", out.Cards, 1)
	same(t, "left", out.Left, []crm.CardID{ana})
	equal(t, "Ion", s.CardNow(ion).Status, s.Status(testkit.OfferSent))
	equal(t, "Ana", s.CardNow(ana).Status, s.Status(testkit.Lost))
}

func TestUndoOfADeletionBringsTheEnrolmentBackToo(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("3d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	before := s.Enrolment(q, ion)
	batch := s.Undoable(func(tx *store.Tx) error {
		_, err := s.Engine.DeleteCard(tx, ion, s.By())
		return err
	})
	s.Undo(batch, 10)
	equal(t, "the enrolment", s.Enrolment(q, ion), before)
	equal(t, "deleted", s.CardNow(ion).Deleted, 0)
	s.Advance("4d")
	equal(t, "tasks", len(s.Tasks()), 1)
}

func TestUndoTakesNewCardsAwayButNotThoseThatWereWrittenTo(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"))
	s.Activate(q, engine.ScopeNew)
	var made []crm.CardID
	won := s.Status(testkit.Won)
	batch := s.Undoable(func(tx *store.Tx) error {
		made = nil
		for _, name := range []string{"Ion Popescu", "Ana Pop", "Vlad Ene"} {
			d := engine.Draft{Product: s.Product, Name: name, Status: won, Fields: crm.Values{}, Origin: crm.OriginImport}
			cards, err := s.Engine.SaveCards(tx, []engine.Draft{d}, s.By())
			if err != nil {
				return err
			}
			made = append(made, cards[0].ID)
		}
		return nil
	})
	s.Save(made[1], func(d *engine.Draft) { d.Name = "Ana Popa" })
	out := s.Undo(batch, 2)
	equal(t, "taken away", out.Cards, 2)
	same(t, "left", out.Left, made[1:2])
	s.Read(func(v *store.View) error {
		for i, id := range made {
			if _, err := v.Card(id); (crm.CodeOf(err) == crm.CodeNotFound) != (i != 1) {
				t.Errorf("card %d: %v", i, err)
			}
		}
		return nil
	})
}

// A pause of a card by hand and a stop are undone like a move.
func TestUndoOfAStopLetsTheEnrolmentGoOn(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("3d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	before := s.Enrolment(q, ion)
	batch := s.Undoable(func(tx *store.Tx) error { return s.Engine.StopByHand(tx, before.ID, s.By()) })
	equal(t, "stopped", s.pending(q, ion), "stopped: stopped")
	s.Undo(batch, 10)
	equal(t, "the enrolment", s.Enrolment(q, ion), before)
}

// The message was on its way when the card left, and arrived before the undo:
// the sequence goes on behind it, and it isn't sent again.
func TestUndoGoesOnBehindAMessageThatArrivedMeanwhile(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.task("2d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	var batch crm.BatchID
	s.meanwhile(func(crm.Message) { batch = s.Move(testkit.Lost, ion) })
	s.Tick()
	equal(t, "after the move", s.pending(q, ion), "left: left_filter")
	s.Undo(batch, 10)
	s.Advance("3d")
	equal(t, "the enrolment", s.pending(q, ion), "completed")
	equal(t, "emails", len(s.Sent()), 1)
	equal(t, "tasks", len(s.Tasks()), 1)
}
