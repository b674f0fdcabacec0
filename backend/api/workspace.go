package api

import "stepwise/backend/crm"

// WorkspaceOut is what every screen needs first.
type WorkspaceOut struct {
	SetUp       bool          `json:"setUp"` // false: the first run must ask its questions
	Workspace   crm.Workspace `json:"workspace"`
	Me          crm.User      `json:"me"`
	Users       []crm.User    `json:"users"`
	Products    []ProductView `json:"products"`
	Countries   []string      `json:"countries"`   // ISO codes that phones and holidays are known for
	MachineZone string        `json:"machineZone"` // proposed at the first run
}

// SetUpIn answers the questions of the first run.
type SetUpIn struct {
	Name     string `json:"name"`
	Email    string `json:"email"`
	Company  string `json:"company"`
	Country  string `json:"country"`
	Zone     string `json:"zone"`
	Language string `json:"language"`
	Sample   bool   `json:"sample"` // start with sample data
}

// SaveWorkspaceIn changes the business's settings.
type SaveWorkspaceIn struct {
	Name      string `json:"name"`
	Country   string `json:"country"`
	Zone      string `json:"zone"`
	Language  string `json:"language"`
	MaxParts  int    `json:"maxParts"`
	Internal  bool   `json:"internal"`
	Campaigns bool   `json:"campaigns"`
}

// EngineStatus is the status line: what runs, what comes next, what needs a
// person.
type EngineStatus struct {
	TestMode        bool          `json:"testMode"`
	Now             crm.Instant   `json:"now"`
	Next            crm.Instant   `json:"next"` // the next planned step or message; 0 for none
	ActiveSequences int           `json:"activeSequences"`
	Queued          int           `json:"queued"`
	Held            int           `json:"held"`      // messages
	HeldSteps       int           `json:"heldSteps"` // steps "while you were away"
	Uncertain       int           `json:"uncertain"`
	Failed          int           `json:"failed"`    // in the last 7 days
	OpenTasks       int           `json:"openTasks"` // mine, due today or before
	StoppedAccounts []AccountView `json:"stoppedAccounts"`
}

// TestModeIn switches test mode. Switching it off says what happens to the
// messages that it held.
type TestModeIn struct {
	On   bool   `json:"on"`
	Held string `json:"held" ts_type:"'discard'|'send'"` // when switching off
}

// TestModeOut says what became of the held messages.
type TestModeOut struct {
	Discarded int `json:"discarded"`
	Released  int `json:"released"`
	TooLate   int `json:"tooLate"` // past their lateness limit: still held
}

// GetWorkspace reads the settings, the products and the people.
func (s *Session) GetWorkspace() (WorkspaceOut, error) { return WorkspaceOut{}, notYet }

// SetUpWorkspace ends the first run: makes the first administrator, the
// product "Customers" with its statuses, and sample data if wanted.
func (s *Session) SetUpWorkspace(in SetUpIn) (WorkspaceOut, error) { return WorkspaceOut{}, notYet }

// SaveWorkspace changes the settings (administrators).
func (s *Session) SaveWorkspace(in SaveWorkspaceIn) (WorkspaceOut, error) {
	return WorkspaceOut{}, notYet
}

// GetStatus reads the status line.
func (s *Session) GetStatus() (EngineStatus, error) { return EngineStatus{}, notYet }

// SetTestMode switches test mode on or off (administrators).
func (s *Session) SetTestMode(in TestModeIn) (TestModeOut, error) { return TestModeOut{}, notYet }

// SaveUser adds or changes a colleague (administrators).
func (s *Session) SaveUser(in crm.User) (crm.User, error) { return crm.User{}, notYet }
