package api

import "stepwise/backend/crm"

// SequenceRow is a sequence in the list.
type SequenceRow struct {
	Sequence crm.Sequence `json:"sequence"`
	Filter   string       `json:"filter"`  // its name
	Cards    int          `json:"cards"`   // distinct cards with a step done, ever
	Live     int          `json:"live"`    // enrolments under way
	Running  bool         `json:"running"` // a step due, executing or done in the last 15 minutes
	Next     crm.Instant  `json:"next"`
}

// SequenceView is a whole sequence, as the builder shows it.
type SequenceView struct {
	Sequence   crm.Sequence  `json:"sequence"`
	Row        SequenceRow   `json:"row"`
	FilterName string        `json:"filterName"`
	Sentence   crm.Phrase    `json:"sentence"` // of the filter
	Matches    int           `json:"matches"`
	ModifiedBy string        `json:"modifiedBy"`
	Check      SequenceCheck `json:"check"`
}

// SequenceIn names a sequence.
type SequenceIn struct {
	ID crm.SequenceID `json:"id" ts_type:"string"`
}

// SaveSequenceIn creates (no id) or replaces a sequence with all its steps.
type SaveSequenceIn struct {
	ID          crm.SequenceID `json:"id" ts_type:"string"`
	Revision    int64          `json:"revision"`
	Product     crm.ProductID  `json:"product" ts_type:"string"`
	Name        string         `json:"name"`
	Description string         `json:"description"`
	Folder      crm.FolderID   `json:"folder" ts_type:"string"`
	Filter      crm.FilterID   `json:"filter" ts_type:"string"`
	Reentry     crm.Reentry    `json:"reentry" ts_type:"'once'|'each'|'after_days'"`
	ReentryDays int            `json:"reentryDays"`
	RunToEnd    bool           `json:"runToEnd"`
	Fallback    crm.UserID     `json:"fallback" ts_type:"string"` // gets tasks without a usable assignee; none: who activates it
	Steps       []crm.Step     `json:"steps"`                     // a step without an id is new
}

// SequenceCheck is what a draft means: for each step its sentence, day and next
// date, and everything that is wrong or worth knowing.
type SequenceCheck struct {
	Problems []crm.Problem `json:"problems"` // refuse saving (path "steps[1]…")
	Steps    []StepCheck   `json:"steps"`
}

// StepCheck is what one step of a draft means.
type StepCheck struct {
	Say      crm.Phrase   `json:"say"`    // "SMS to the client, 5 days after the task, workdays from 09:00, never at night"
	Day      int          `json:"day"`    // the running total
	Next     crm.Instant  `json:"next"`   // if a card entered now
	Shifts   []crm.Phrase `json:"shifts"` // why this moment
	Warnings []crm.Phrase `json:"warnings"`
	Missing  []crm.Phrase `json:"missing"` // what keeps it from working: no template, SMS service off, …
}

// ToolboxEntry is a kind of step that can be added.
type ToolboxEntry struct {
	Kind  crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'"`
	Group string       `json:"group" ts_type:"'client'|'inside'"`
}

// ActivationOut is what each answer to "all cards or only new ones" would do.
type ActivationOut struct {
	Problems []crm.Problem  `json:"problems"` // why it can't be activated
	Warnings []crm.Phrase   `json:"warnings"`
	Matches  int            `json:"matches"` // cards in the filter now
	Starts   int            `json:"starts"`  // of them would really start ("once per card" leaves some out)
	NoEmail  int            `json:"noEmail"` // of those that start: no usable email address
	NoPhone  int            `json:"noPhone"` // of those that start: no number that can get an SMS
	Steps    []StepForecast `json:"steps"`   // for all cards
	Midway   int            `json:"midway"`  // cards paused in the middle, when reactivating
	TestMode bool           `json:"testMode"`
}

// StepForecast is what one step would do for all cards that start now.
type StepForecast struct {
	Position int          `json:"position"`
	Kind     crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'"`
	At       crm.Instant  `json:"at"`
	Count    int          `json:"count"`
}

// ActivateIn answers the activation's questions.
type ActivateIn struct {
	ID     crm.SequenceID `json:"id" ts_type:"string"`
	Scope  string         `json:"scope" ts_type:"'all'|'new'"`
	Midway string         `json:"midway" ts_type:"'keep'|'shift'|'end'"` // when reactivating
}

// MoveSequenceIn puts a sequence into a folder.
type MoveSequenceIn struct {
	ID     crm.SequenceID `json:"id" ts_type:"string"`
	Folder crm.FolderID   `json:"folder" ts_type:"string"`
}

// DeleteSequenceOut says what deleting did.
type DeleteSequenceOut struct {
	Ended int `json:"ended"`
}

// ListSequences reads a product's sequences.
func (s *Session) ListSequences(in ProductIn) ([]SequenceRow, error) { return nil, notYet }

// GetSequence reads one sequence.
func (s *Session) GetSequence(in SequenceIn) (SequenceView, error) { return SequenceView{}, notYet }

// CheckSequence says what a draft means, without saving it.
func (s *Session) CheckSequence(in SaveSequenceIn) (SequenceCheck, error) {
	return SequenceCheck{}, notYet
}

// SaveSequence saves the whole list of steps at once; refused while active.
func (s *Session) SaveSequence(in SaveSequenceIn) (SequenceView, error) {
	return SequenceView{}, notYet
}

// CopySequence makes an inactive copy with new step identities.
func (s *Session) CopySequence(in SequenceIn) (SequenceView, error) { return SequenceView{}, notYet }

// MoveSequence puts a sequence into a folder, also while it is active.
func (s *Session) MoveSequence(in MoveSequenceIn) (SequenceRow, error) { return SequenceRow{}, notYet }

// DeleteSequence deletes an inactive sequence; its enrolments end, its history
// stays.
func (s *Session) DeleteSequence(in SequenceIn) (DeleteSequenceOut, error) {
	return DeleteSequenceOut{}, notYet
}

// Toolbox is the kinds of step that the features allow.
func (s *Session) Toolbox(in ProductIn) ([]ToolboxEntry, error) { return nil, notYet }

// ListFolders reads a product's folders.
func (s *Session) ListFolders(in ProductIn) ([]crm.Folder, error) { return nil, notYet }

// SaveFolder makes or renames a folder.
func (s *Session) SaveFolder(in crm.Folder) (crm.Folder, error) { return crm.Folder{}, notYet }

// DeleteFolder deletes an empty folder of one's own.
func (s *Session) DeleteFolder(in crm.Folder) (crm.Folder, error) { return crm.Folder{}, notYet }

// PreviewActivation says what each choice would do, before anything is done.
func (s *Session) PreviewActivation(in SequenceIn) (ActivationOut, error) {
	return ActivationOut{}, notYet
}

// Activate activates a sequence (administrators).
func (s *Session) Activate(in ActivateIn) (SequenceView, error) { return SequenceView{}, notYet }

// Deactivate pauses a sequence: its live enrolments and queued messages wait.
func (s *Session) Deactivate(in SequenceIn) (SequenceView, error) { return SequenceView{}, notYet }
