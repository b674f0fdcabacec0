package crm

// BatchKind says what made a batch.
type BatchKind string

// The kinds.
const (
	BatchEdit   BatchKind = "edit"   // one save, move or deletion by a person
	BatchBulk   BatchKind = "bulk"   // a bulk action
	BatchImport BatchKind = "import" // an import
	BatchMerge  BatchKind = "merge"  // a merge of contacts
)

// BatchState is how far a batch is.
type BatchState string

// The states. A crash leaves running or undoing behind; both can be undone.
const (
	BatchRunning   BatchState = "running"   // chunks are being written
	BatchDone      BatchState = "done"      // all of it
	BatchCancelled BatchState = "cancelled" // a part of it, by a person's wish
	BatchUndoing   BatchState = "undoing"   // chunks are being put back
	BatchUndone    BatchState = "undone"    // put back, but for what was changed since
)

// Batch is a change that can be undone as a whole, for BatchDays days.
type Batch struct {
	ID      BatchID    `json:"id" db:"id" ts_type:"string"`
	Kind    BatchKind  `json:"kind" db:"kind" ts_type:"'edit'|'bulk'|'import'|'merge'"`
	State   BatchState `json:"state" db:"state" ts_type:"'running'|'done'|'cancelled'|'undoing'|'undone'"`
	User    UserID     `json:"user" db:"usr" ts_type:"string"`
	Product ProductID  `json:"product" db:"product" ts_type:"string"`
	At      Instant    `json:"at" db:"at"`
	Ended   Instant    `json:"ended" db:"ended"`
	Cards   int        `json:"cards" db:"cards"` // how many it changed or made
	Say     Phrase     `json:"say"`              // what it did
}

// BatchDays is how long a change can be undone.
const BatchDays = 30
