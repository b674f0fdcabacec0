package store

import "stepwise/backend/crm"

// RestAnswer is what the API answered to a request with an idempotency key.
type RestAnswer struct {
	Who      string      `db:"who"` // whose key it is
	Key      string      `db:"key"`
	Request  string      `db:"request"` // a hash of what was asked
	At       crm.Instant `db:"at"`
	Status   int         `db:"status"` // 0: it was done, but its answer was never kept
	ETag     string      `db:"etag"`
	Location string      `db:"location"`
	Body     string      `db:"body"`
}

// RestAnswer finds the answer to a key that was given at since or later.
func (v *View) RestAnswer(who, key string, since crm.Instant) (a RestAnswer, found bool, err error) {
	found, err = v.one(&a, `SELECT who, key, request, at, coalesce(status, 0) AS status, etag, location, body FROM rest_answer
		WHERE who = ? AND key = ? AND at >= ?`, who, key, since)
	return a, found, err
}

// BeginRestAnswer notes, with what the request does, that it is done.
func (t *Tx) BeginRestAnswer(who, key, request string) error {
	return t.must(`INSERT INTO rest_answer (who, key, request, at) VALUES (?, ?, ?, ?)
		ON CONFLICT (who, key) DO UPDATE SET request = excluded.request, at = excluded.at, status = NULL, etag = '', location = '', body = ''`,
		who, key, request, t.Now)
}

// KeepRestAnswer keeps the answer to a request that is done.
func (t *Tx) KeepRestAnswer(a RestAnswer) error {
	return t.must(`INSERT INTO rest_answer (who, key, request, at, status, etag, location, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (who, key) DO UPDATE SET request = excluded.request, at = excluded.at, status = excluded.status, etag = excluded.etag,
		location = excluded.location, body = excluded.body`,
		a.Who, a.Key, a.Request, t.Now, a.Status, a.ETag, a.Location, a.Body)
}

// ForgetRestAnswers lets go of the answers before a moment.
func (t *Tx) ForgetRestAnswers(before crm.Instant) error {
	_, err := t.exec("DELETE FROM rest_answer WHERE at < ?", before)
	return err
}

// EraseRestAnswers forgets what was answered, for an answer may name anybody.
// That the requests were done stays known.
func (t *Tx) EraseRestAnswers() error {
	_, err := t.exec("UPDATE rest_answer SET status = NULL, etag = '', location = '', body = '' WHERE body <> ''")
	return err
}
