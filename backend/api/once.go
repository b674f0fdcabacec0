package api

import (
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Once is a request of the API that must not be done twice.
type Once struct {
	Who     string // whose key it is
	Key     string
	Request string // a hash of what is asked
}

// Answered is what the API answered to a request.
type Answered struct {
	Status   int // 0: it was done, but its answer is not known
	ETag     string
	Location string
	Body     string
}

// keepAnswers is how long the API remembers keys.
const keepAnswers = 24 * time.Hour

// OnlyOnce is a session for a request with a key: what it writes is written
// together with the key, so that after a crash it is known to be done.
func OnlyOnce(s *Session, o Once) *Session {
	own := *s
	own.once = &o
	return &own
}

// AnswerTo is the answer that was given to a key in the last 24 hours. Errors:
// conflict "rest.key_reused" where it was given to another request.
func AnswerTo(s *Session, o Once) (a Answered, found bool, err error) {
	var kept store.RestAnswer
	err = s.read(func(v *store.View) error {
		kept, found, err = v.RestAnswer(o.Who, o.Key, v.Clock().Add(-keepAnswers))
		return err
	})
	if err == nil && found && kept.Request != o.Request {
		err = crm.Fail(crm.CodeConflict, "rest.key_reused")
	}
	return Answered{Status: kept.Status, ETag: kept.ETag, Location: kept.Location, Body: kept.Body}, found, err
}

// KeepAnswer keeps the answer to a request with a key.
func KeepAnswer(s *Session, o Once, a Answered) error {
	return s.svc.deps.Store.Write(s.ctx, func(tx *store.Tx) error {
		return tx.KeepRestAnswer(store.RestAnswer{
			Who: o.Who, Key: o.Key, Request: o.Request, Status: a.Status, ETag: a.ETag, Location: a.Location, Body: a.Body,
		})
	})
}

// noteOnce writes the key of a request with what the request does.
func (s *Session) noteOnce(tx *store.Tx) error {
	if s.once == nil {
		return nil
	}
	return tx.BeginRestAnswer(s.once.Who, s.once.Key, s.once.Request)
}
