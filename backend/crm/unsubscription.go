package crm

// UnsubscribeValue is the pseudo value under which the address of a message's
// page for unsubscribing is frozen with it.
const UnsubscribeValue = "$unsubscribe"

// UndoTime is how long a client can undo what they did on that page, in
// milliseconds.
const UndoTime = 24 * 3600 * 1000

// Unsubscription is what a client did on the page of a message.
type Unsubscription struct {
	ID          int64
	Message     MessageID
	At          Instant
	Suppression SuppressionID
	Before      *Suppression // the address's entry of the list as it was; nil for none
}

// UnsubscribeAs is what unsubscribing by one click means for a message: no more
// of its kind. Kinds are two; who wants nothing that they need wants nothing.
func UnsubscribeAs(p Purpose) SuppressionScope {
	if p == PurposeMarketing {
		return ScopeMarketing
	}
	return ScopeAll
}
