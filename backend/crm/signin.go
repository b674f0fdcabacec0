package crm

// SignIn is one browser that is signed in as a user.
type SignIn struct {
	ID      SignInID `json:"id" db:"id" ts_type:"string"`
	User    UserID   `json:"user" db:"user" ts_type:"string"`
	Created Instant  `json:"created" db:"created"`
	Seen    Instant  `json:"seen" db:"seen"` // to within some minutes
	Address string   `json:"address" db:"address"`
	Device  string   `json:"device" db:"device"` // as the browser calls itself
}

// Credential is how a user proves who they are. The zero value is a user who
// can't sign in.
type Credential struct {
	User     UserID
	Password string // its argon2id hash
	Secret   string // of the second step; "" where there is none
	Used     int64  // the last time step whose code was taken
}

// Change is one entry of the log of who changed what.
type Change struct {
	ID        ChangeID        `json:"id" ts_type:"string"`
	At        Instant         `json:"at"`
	User      UserID          `json:"user" ts_type:"string"` // 0: nobody known
	Operation string          `json:"operation"`             // "SaveUser", "SignIn"
	Subjects  []ChangeSubject `json:"subjects"`
}

// ChangeSubject is one thing that was changed, and how.
type ChangeSubject struct {
	Noun   string        `json:"noun"` // "user"
	ID     string        `json:"id"`   // "user_1f"; "" for what there is one of
	Name   string        `json:"name"`
	Fields []ChangeField `json:"fields"`
}

// ChangeField is a value before and after, in short. What is secret or long has
// neither: only that it changed.
type ChangeField struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}
