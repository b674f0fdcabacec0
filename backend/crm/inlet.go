package crm

type (
	inletNoun     struct{}
	inletCallNoun struct{}
)

func (inletNoun) prefix() string     { return "inlet" }
func (inletCallNoun) prefix() string { return "call" }

type (
	// InletID is the id of an address for other programs.
	InletID = ID[inletNoun]
	// InletCallID is the id of a call of one.
	InletCallID = ID[inletCallNoun]
)

// Inlet is an address at which another program hands in what becomes a card. Who
// knows its token may. An administrator sets it up.
type Inlet struct {
	ID      InletID    `json:"id" db:"id" ts_type:"string"`
	Name    string     `json:"name" db:"name"`
	Active  bool       `json:"active" db:"active"`
	Hint    string     `json:"hint" db:"hint"` // the token's last characters; the token itself isn't kept
	Route   LeadRoute  `json:"route"`
	Maps    []InletMap `json:"maps"`
	Created Instant    `json:"created" db:"created"`
	Used    Instant    `json:"used" db:"used"` // the last call that was taken
}

// InletMap says where something in a call goes.
type InletMap struct {
	Path string `json:"path"` // in the call: lead.email, items[0].name, ["a.b"]
	Key  string `json:"key"`  // of a lead
}

// InletCall is one call at an inlet, to look at.
type InletCall struct {
	ID       InletCallID `json:"id" ts_type:"string"`
	Inlet    InletID     `json:"inlet" ts_type:"string"`
	At       Instant     `json:"at"`
	Answer   int         `json:"answer"`   // the status of HTTP
	Repeated bool        `json:"repeated"` // a retry: it got the answer of the first one
	Body     string      `json:"body"`     // what it said, as JSON; "" once it is forgotten
	Problems []Problem   `json:"problems"`
	Made     bool        `json:"made"` // the card is new
	Card     CardID      `json:"card" ts_type:"string"`
}

// Bounds of inlets.
const (
	MaxInlets       = 50
	MaxInletMaps    = 100
	MaxInletBody    = 256 << 10 // bytes of a call
	KeepInletCalls  = 20        // of each inlet
	KeepInletBodies = 7         // days that what a call said is kept
)
