package api

import (
	"stepwise/backend/crm"
)

// OpenSandboxIn asks to try a sequence on a copy of some cards.
type OpenSandboxIn struct {
	ID    crm.SequenceID  `json:"id" ts_type:"string"`
	Draft *SaveSequenceIn `json:"draft"` // instead of what is saved; null: as it is saved
	Scope string          `json:"scope" ts_type:"'all'|'new'|'now'"`
	Cards []crm.CardID    `json:"cards" ts_type:"string[]"` // at most 200; none: the first 20 of the scope
}

// SandboxView is a sandbox at its moment. Nothing of it is ever sent or saved.
type SandboxView struct {
	ID       string            `json:"id"`
	Sequence crm.SequenceID    `json:"sequence" ts_type:"string"`
	Name     string            `json:"name"` // of the sequence
	Start    crm.Instant       `json:"start"`
	Now      crm.Instant       `json:"now"`
	Next     crm.Instant       `json:"next"` // when something happens next; not set where nothing does
	Cards    []crm.SandboxCard `json:"cards"`
	Rows     int               `json:"rows"`     // what has happened so far
	Currency string            `json:"currency"` // as in ForecastOut
}

// SandboxIn names a sandbox.
type SandboxIn struct {
	ID string `json:"id"`
}

// AdvanceSandboxIn moves a sandbox's clock.
type AdvanceSandboxIn struct {
	ID string      `json:"id"`
	To crm.Instant `json:"to"` // at most 400 days after its start
}

// EditSandboxCardIn changes one thing of a card of a sandbox, as EditCardIn does
// of a real one.
type EditSandboxCardIn struct {
	ID    string     `json:"id"`
	Card  crm.CardID `json:"card" ts_type:"string"`
	Part  string     `json:"part"`
	Value any        `json:"value" ts_type:"unknown"`
}

// ListSandboxRowsIn asks for a part of what has happened in a sandbox; what is
// not set leaves nothing out.
type ListSandboxRowsIn struct {
	ID       string              `json:"id"`
	Day      crm.Date            `json:"day"`
	Position int                 `json:"position"`
	Kind     crm.StepKind        `json:"kind" ts_type:"string"`
	Outcome  crm.ForecastOutcome `json:"outcome" ts_type:"''|'done'|'skipped'|'held'|'left'|'completed'|'stopped'"`
	Reason   crm.Reason          `json:"reason" ts_type:"string"`
	Sequence crm.SequenceID      `json:"sequence" ts_type:"string"`
	Card     crm.CardID          `json:"card" ts_type:"string"`
	Q        string              `json:"q"`
	Offset   int                 `json:"offset"`
	Limit    int                 `json:"limit"`
}

// SandboxTextIn names a row of a sandbox.
type SandboxTextIn struct {
	ID    string `json:"id"`
	Index int    `json:"index"`
}

// KeepSandboxIn keeps what a sandbox did as a test of its sequence.
type KeepSandboxIn struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// RunSequenceTestsIn asks whether a sequence still does what its tests say.
type RunSequenceTestsIn struct {
	ID    crm.SequenceID  `json:"id" ts_type:"string"`
	Draft *SaveSequenceIn `json:"draft"` // instead of what is saved; null: as it is saved
}

// SequenceTestIn names a test.
type SequenceTestIn struct {
	ID crm.SequenceTestID `json:"id" ts_type:"string"`
}

// SequenceTestResult is what a test came to.
type SequenceTestResult struct {
	Test        crm.SequenceTest `json:"test"`
	Passed      bool             `json:"passed"`
	Differences []crm.Phrase     `json:"differences"` // at most 20
}
