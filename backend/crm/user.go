package crm

// Role is what a user may do.
type Role string

// The roles.
const (
	RoleAdmin  Role = "admin"  // everything
	RoleMember Role = "member" // cards, contacts, tasks; reads the rest
)

// User is a colleague. One who leaves is deactivated, never deleted.
type User struct {
	ID        UserID `json:"id" db:"id" ts_type:"string"`
	Name      string `json:"name" db:"name"`
	Email     string `json:"email" db:"email"`
	Phone     string `json:"phone" db:"phone"`
	Role      Role   `json:"role" db:"role" ts_type:"'admin'|'member'"`
	Language  string `json:"language" db:"language"` // en, ro or hu
	Signature string `json:"signature" db:"signature"`
	Active    bool   `json:"active" db:"active"`
}
