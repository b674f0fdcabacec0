package crm

// File is a document or picture on a card. What is in it lies beside the
// database under its hash; the same content is there once.
type File struct {
	ID      FileID    `json:"id" db:"id" ts_type:"string"`
	Card    CardID    `json:"card" db:"card" ts_type:"string"`
	Contact ContactID `json:"contact" db:"contact" ts_type:"string"` // the card's main contact when it was added
	Name    string    `json:"name" db:"name"`
	Mime    string    `json:"mime" db:"mime"` // by what is in it, not by its name
	Size    int64     `json:"size" db:"size"` // in bytes
	Hash    string    `json:"-" db:"hash"`    // SHA-256 in hex
	User    UserID    `json:"user" db:"usr" ts_type:"string"`
	Created Instant   `json:"created" db:"created"`
	Deleted Instant   `json:"deleted" db:"deleted"`
}

// MaxFile is the largest file, in bytes: as base64 in one request it stays
// below the 32 MiB that serve takes.
const MaxFile = 25_000_000

// KeepDeletedDays is how long a deleted note or file can come back.
const KeepDeletedDays = 30
