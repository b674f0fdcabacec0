package outbox

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// recordRest writes the answers that could not be written before.
func (o *Outbox) recordRest(context.Context) error {
	o.mu.Lock()
	rest := o.unrecorded
	o.unrecorded = nil
	o.mu.Unlock()
	var errs []error
	for _, r := range rest {
		fault.Point(fault.Unrecorded)
		err := o.desk.together(nil, []*end{{result: r}})
		if err != nil {
			o.keep(r, err)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// recordAll writes what handing over came to (T4).
func (o *Outbox) recordAll(tx *store.Tx, list []*end) error {
	var accepted []*end
	for _, e := range list {
		if e.committed && e.outcome.Kind == crm.Accepted {
			accepted = append(accepted, e)
			continue
		}
		w := recorder{o: o, tx: tx, r: e.result, from: crm.MessageQueued}
		if e.marked {
			w.from = crm.MessageSending
		}
		var err error
		if e.counts, err = w.run(); err != nil {
			return err
		}
	}
	return o.accept(tx, accepted)
}

// accept records messages that were taken, as one.
func (o *Outbox) accept(tx *store.Tx, list []*end) error {
	sent := make([]crm.Message, 0, len(list))
	for _, e := range list {
		e.counts = Counts{Sent: 1}
		m := e.message
		m.Reply, m.Remote = clip(e.outcome), e.outcome.Remote
		m.State, m.Reason, m.SettledAt, m.Worker = crm.MessageSent, crm.ReasonNone, tx.Now, 0
		tx.Accepted(m.Key, m.Reply)
		moved, err := tx.RecordSent(m)
		if err != nil {
			return err
		}
		if moved {
			sent = append(sent, m)
		}
	}
	if len(sent) == 0 {
		return nil
	}
	if err := o.settleTogether(tx, sent); err != nil {
		return err
	}
	for _, e := range list {
		w := recorder{o: o, tx: tx, r: e.result}
		if err := w.parts(); err != nil {
			return err
		}
	}
	return nil
}

type recorder struct {
	o    *Outbox
	tx   *store.Tx
	r    result
	from crm.MessageState
}

func (w *recorder) run() (Counts, error) {
	m, out := w.r.message, w.r.outcome
	if w.r.marked && !w.r.committed { // nothing was handed over
		m.Attempts, m.HandedAt = w.r.claimed.Attempts, w.r.claimed.HandedAt
	}
	m.Reply, m.Remote = clip(out), out.Remote
	if w.r.hold != crm.ReasonNone {
		return Counts{PutOff: 1}, w.wait(m)
	}
	if err := w.note(out); err != nil {
		return Counts{}, err
	}
	n, err := w.move(m, out)
	if err != nil {
		return n, err
	}
	return n, w.parts()
}

// move brings the message to where the outcome leads.
func (w *recorder) move(m crm.Message, out crm.Outcome) (Counts, error) {
	switch out.Kind {
	case crm.Refused:
		return Counts{Failed: 1}, w.refused(m)
	case crm.Temporary:
		return Counts{Retried: 1}, w.retry(m)
	case crm.Stopped:
		return Counts{Stopped: 1}, w.stop(m)
	case crm.Unclear:
		return Counts{Uncertain: 1}, w.unclear(m)
	default:
		return Counts{}, w.release(m)
	}
}

// note adds an attempt that was not accepted to the message's story.
func (w *recorder) note(out crm.Outcome) error {
	if out.Kind == crm.Accepted || out.Kind == crm.Aborted {
		return nil
	}
	return w.tx.NoteAttempt(crm.Attempt{
		Message: w.r.message.ID, Account: w.r.account.ID, Handed: w.r.committed, Outcome: out.Kind, Code: out.Code, Words: clip(out),
	})
}

func clip(out crm.Outcome) string {
	words := []rune(out.Words)
	return string(words[:min(len(words), 500)])
}

func (w *recorder) settle(m crm.Message, key string) error {
	moved, err := w.tx.MoveMessage(m, w.from)
	if err != nil || !moved {
		return err
	}
	if err := note(w.tx, m, key); err != nil {
		return err
	}
	m.SettledAt = w.tx.Now
	return w.o.Settle(w.tx, m)
}

func note(tx *store.Tx, m crm.Message, key string) error {
	say := crm.Say(key+"_"+string(m.Channel), "to", m.To, "name", m.ToName, "reply", m.Reply)
	return tx.Note(crm.Activity{Card: m.Card, Kind: crm.ActivityMessage, Cause: crm.CauseSequence, Sequence: m.Sequence, Message: m.ID, Say: say})
}

func (w *recorder) refused(m crm.Message) error {
	if w.r.claimed.InDoubt() {
		return w.unclear(m)
	}
	m.State, m.Reason = crm.MessageFailed, crm.ReasonMessageRefused
	if w.r.outcome.Unsubscribed {
		m.Reason = crm.ReasonUnsubscribed
		if err := NoMoreSMS(w.tx, m.To, m.Reply); err != nil {
			return err
		}
	}
	if w.r.outcome.BadAddress {
		m.Reason = crm.ReasonRecipientRefused
		if m.Contact != 0 {
			if err := badAddress(w.tx, m, "server", m.Reply); err != nil {
				return err
			}
		}
	}
	return w.settle(m, "activity.message.failed")
}

// retry plans the next attempt through the step's own rule, so that a retry
// never goes at night; past the lateness limit a person decides. What the
// server asked to wait for is not an attempt.
func (w *recorder) retry(m crm.Message) error {
	st, err := w.tx.AnyStep(m.Step)
	if err != nil {
		return err
	}
	cal, err := w.o.Calendar(&w.tx.View)
	if err != nil {
		return err
	}
	m.Attempts = w.r.claimed.Attempts + 1
	wait := backoff(m.Key, m.Attempts)
	if asked := w.r.outcome.RetryAfter; asked > 0 {
		m.Attempts, wait = w.r.claimed.Attempts, time.Duration(asked)*time.Second
		if err := w.tx.PauseAccount(w.r.account.ID, w.tx.Now.Add(wait)); err != nil {
			return err
		}
	}
	if w.r.claimed.InDoubt() {
		return w.unclear(m)
	}
	due, _, err := timing.Retry(w.tx.Now.Add(wait), st.Timing, m.Channel, cal)
	if err != nil {
		return err
	}
	m.HandedAt = 0 // a complete answer says that nothing was taken
	m.Planned = w.onTime(m.Planned)
	if limit := lateness(st); limit > 0 && due-m.Planned > limit {
		m.State, m.Reason = crm.MessageHeld, crm.ReasonRetriesUp
	} else {
		m.State, m.Reason, m.Due, m.Worker = crm.MessageQueued, crm.ReasonRetry, due, 0
	}
	_, err = w.tx.MoveMessage(m, w.from)
	return err
}

// onTime is the moment from which retries count: what a message waited because of
// its account, or before its first attempt because of the night or its step's
// hours, is no lateness (RULES 3.12).
func (w *recorder) onTime(planned crm.Instant) crm.Instant {
	m := w.r.claimed
	switch {
	case slices.Contains(waits, m.Reason):
		return planned + max(w.tx.Now-m.Due, 0)
	case m.Attempts == 0 && (m.Reason == crm.ReasonQuietHours || m.Reason == crm.ReasonNotNow):
		return max(planned, m.Due)
	}
	return planned
}

// backoff doubles from 5 minutes to 4000 seconds, give or take a fifth by the
// hash of key and attempt: the same message always waits the same.
func backoff(key string, attempt int) time.Duration {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s|%d", key, attempt))
	jitter := 0.8 + 0.4*float64(binary.BigEndian.Uint32(sum[:4]))/float64(1<<32)
	seconds := min(300<<min(attempt-1, 4), 4000)
	return time.Duration(float64(seconds)*jitter) * time.Second
}

// stop ends the use of an account in trouble; the message waits for it, its
// attempt doesn't count.
func (w *recorder) stop(m crm.Message) error {
	first, err := w.tx.StopAccount(w.r.account.ID, m.Reply)
	if err != nil {
		return err
	}
	if first {
		w.o.Log.Warn("account stopped", slog.String("account", w.r.account.ID.String()), slog.Int("code", w.r.outcome.Code))
	}
	m.Attempts = w.r.claimed.Attempts
	if w.r.claimed.InDoubt() {
		return w.unclear(m)
	}
	m.State, m.Reason, m.Due, m.Worker, m.HandedAt = crm.MessageQueued, crm.ReasonAccountStopped, w.tx.Now, 0, 0
	_, err = w.tx.MoveMessage(m, w.from)
	return err
}

// unclear leaves the message to a look-up or a person. One in doubt stays so
// whatever this attempt came to: it may be the earlier one that arrived.
func (w *recorder) unclear(m crm.Message) error {
	doubt := w.r.claimed.InDoubt()
	if !w.r.committed && !doubt {
		return w.retry(m) // nothing was handed over
	}
	m.State, m.Reason = crm.MessageUncertain, crm.ReasonNoReply
	if w.r.outcome.Code != 0 {
		m.Reason = crm.ReasonBadReply
	}
	moved, err := w.tx.MoveMessage(m, w.from)
	if err != nil || !moved || doubt {
		return err
	}
	return note(w.tx, m, "activity.message.uncertain")
}

// wait leaves a message that was not tried to a person.
func (w *recorder) wait(m crm.Message) error {
	if w.r.claimed.InDoubt() {
		return w.unclear(m)
	}
	m.State, m.Reason = crm.MessageHeld, w.r.hold
	_, err := w.tx.MoveMessage(m, w.from)
	return err
}

// release gives an unsent message back. Withdrawn ones are left as they are.
func (w *recorder) release(m crm.Message) error {
	if w.r.committed {
		return w.unclear(m)
	}
	if !w.r.marked {
		ok, err := w.tx.StillOurs(m)
		if err != nil || !ok {
			return err
		}
	}
	m.Due, m.Worker = max(m.Due, w.tx.Now), 0
	m.State = crm.MessageQueued
	_, err := w.tx.MoveMessage(m, w.from)
	return err
}
