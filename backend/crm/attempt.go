package crm

// Attempt is one try to hand a message over that the server did not accept.
type Attempt struct {
	Message MessageID   `json:"-" db:"message"`
	N       int         `json:"n" db:"n"` // 1 for the first
	At      Instant     `json:"at" db:"at"`
	Account AccountID   `json:"account" db:"account" ts_type:"string"`
	Handed  bool        `json:"handed" db:"handed"` // the last byte had left: it may have arrived
	Outcome OutcomeKind `json:"outcome" db:"outcome" ts_type:"'temporary'|'refused'|'account'|'unclear'"`
	Code    int         `json:"code" db:"code"`   // the server's, 0 without one
	Words   string      `json:"words" db:"words"` // the server's
}
