package api

import (
	"stepwise/backend/crm"
)

// StartForecastIn asks what a sequence will do.
type StartForecastIn struct {
	ID    crm.SequenceID  `json:"id" ts_type:"string"` // none for a draft that was never saved
	Draft *SaveSequenceIn `json:"draft"`               // instead of what is saved; null: as it is saved
	Days  int             `json:"days"`                // how far: 0 for 60, at most 400
}

// ForecastOut is a forecast as far as it has come.
type ForecastOut struct {
	Job      JobView             `json:"job"`
	Sequence crm.SequenceID      `json:"sequence" ts_type:"string"`
	Name     string              `json:"name"`
	Active   bool                `json:"active"`
	From     crm.Instant         `json:"from"`
	Until    crm.Instant         `json:"until"`
	Currency string              `json:"currency"` // of the costs; "" where no SMS account says a price
	Scopes   []crm.ForecastScope `json:"scopes"`   // inactive: "all" and "new"; active: "now"; none while the job runs
}

// ListForecastRowsIn asks for a part of a forecast's table; what is not set
// leaves nothing out.
type ListForecastRowsIn struct {
	Job      string              `json:"job"`
	Scope    string              `json:"scope" ts_type:"'all'|'new'|'now'"`
	Day      crm.Date            `json:"day"`
	Position int                 `json:"position"`
	Outcome  crm.ForecastOutcome `json:"outcome" ts_type:"''|'done'|'skipped'|'held'|'left'|'completed'|'stopped'"`
	Reason   crm.Reason          `json:"reason" ts_type:"string"`
	Sequence crm.SequenceID      `json:"sequence" ts_type:"string"` // another one than the forecast's own
	Card     crm.CardID          `json:"card" ts_type:"string"`
	Q        string              `json:"q"` // words in the card's name, the recipient or the title
	Offset   int                 `json:"offset"`
	Limit    int                 `json:"limit"` // 0 for 100, at most 500
}

// ForecastRows is a part of a forecast's table.
type ForecastRows struct {
	Total int               `json:"total"` // of the rows that were asked for, on all pages
	Rows  []crm.ForecastRow `json:"rows"`
}

// ForecastTextIn names a row of a forecast.
type ForecastTextIn struct {
	Job   string `json:"job"`
	Scope string `json:"scope" ts_type:"'all'|'new'|'now'"`
	Index int    `json:"index"`
}

// ForecastText is the text that a row's step would come to.
type ForecastText struct {
	Subject string `json:"subject"` // of an email; the title of a task
	HTML    string `json:"html"`    // of an email
	Text    string `json:"text"`    // of an SMS, the plain part of an email, the note of a task
}

// ExportForecastIn asks for a scope of a forecast as a file.
type ExportForecastIn struct {
	Job   string `json:"job"`
	Scope string `json:"scope" ts_type:"'all'|'new'|'now'"`
}

// notYet is the answer until the engine's part is there.
func notYet() error { return crm.Fail(crm.CodeUnavailable, "forecast.not_yet") }

// StartForecast runs the engine on a copy in memory, with a clock of its own,
// as a job; GetForecast has what it finds. Nothing leaves, nothing is saved.
func (s *Session) StartForecast(_ StartForecastIn) (JobView, error) { return JobView{}, notYet() }

// GetForecast is a forecast's job, and what it found once it is done. Errors:
// not_found where it was too long ago.
func (s *Session) GetForecast(_ JobIn) (ForecastOut, error) { return ForecastOut{}, notYet() }

// ListForecastRows reads a part of the table of one scope, in the order of
// time.
func (s *Session) ListForecastRows(_ ListForecastRowsIn) (ForecastRows, error) {
	return ForecastRows{}, notYet()
}

// GetForecastText is the text of one row, with this card's values.
func (s *Session) GetForecastText(_ ForecastTextIn) (ForecastText, error) {
	return ForecastText{}, notYet()
}

// ExportForecast writes the table of one scope into a CSV file as a job;
// GetExport has it.
func (s *Session) ExportForecast(_ ExportForecastIn) (JobView, error) { return JobView{}, notYet() }
