package crm

// Reach is who may reach the public side of this computer.
type Reach string

// The reaches.
const (
	ReachOff      Reach = "off"      // nobody: it doesn't listen
	ReachComputer Reach = "computer" // this computer alone: a tunnel or a proxy on it, or a look at one's own forms
	ReachNetwork  Reach = "network"  // whoever can reach this computer by the network
)

// PublicSide is where this computer answers clients: forms, links, unsubscribing.
// What is told at the start of serve goes before.
type PublicSide struct {
	Reach Reach `json:"reach" ts_type:"'off'|'computer'|'network'"`
	Port  int   `json:"port"`
}

// The ports that the public side may have; those below are the system's.
const (
	MinPublicPort     = 1024
	MaxPublicPort     = 65535
	DefaultPublicPort = 8090
)

// MaxPublicBase bounds the public address, in characters: it stands in every SMS.
const MaxPublicBase = 100

// PublicState is what became of it.
type PublicState struct {
	On        bool     `json:"on"`
	Fixed     bool     `json:"fixed"`     // the start of serve says so: the setting counts for nothing
	Address   string   `json:"address"`   // where it listens, "127.0.0.1:8090"
	Addresses []string `json:"addresses"` // where browsers find it on this computer or network, "http://192.168.1.7:8090"
	Trouble   *Phrase  `json:"trouble"`   // why it doesn't listen
}
