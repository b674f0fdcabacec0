package crm

// Computer is what a person chose about Stepwise on this computer: what closing
// the window means, and whether to ask for new versions. Whether it starts at
// login is the system's own knowledge and not kept here. An administrator
// changes it; nothing changes it by itself.
type Computer struct {
	OnClose   OnClose `json:"onClose" ts_type:"''|'keep'|'quit'"`
	Updates   bool    `json:"updates"`   // ask once a day whether there is a new version
	UpdateURL string  `json:"updateUrl"` // where: https, or this computer
	UpdateKey string  `json:"updateKey"` // whose word counts: an ed25519 public key in base64
}

// OnClose is what closing the window means.
type OnClose string

// What closing the window means.
const (
	CloseAsks  OnClose = ""     // a dialog asks
	CloseKeeps OnClose = "keep" // the automations go on: in the tray, else minimised
	CloseQuits OnClose = "quit" // the program ends, and nothing is sent until it starts again
)

// Update is what the last look for a new version found.
type Update struct {
	Looked  Instant `json:"looked"`  // 0 for never
	Version string  `json:"version"` // newer than this one; "" for none
	Page    string  `json:"page"`    // where it is described
	Trouble *Phrase `json:"trouble"` // why the last look failed
	Told    string  `json:"told"`    // the version that a notice was shown about
}
