package api

import (
	"context"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/timing"
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
	Holidays []Holiday           `json:"holidays"` // public ones of the country from From to Until, in order
	Scopes   []crm.ForecastScope `json:"scopes"`   // inactive: "all" and "new"; active: "now"; none while the job runs
}

// Holiday is a public holiday by the name that the country gives it.
type Holiday struct {
	Day  crm.Date `json:"day"`
	Name string   `json:"name"`
}

// ListForecastRowsIn asks for a part of a forecast's table; what is not set
// leaves nothing out.
type ListForecastRowsIn struct {
	Job      string              `json:"job"`
	Scope    string              `json:"scope" ts_type:"'all'|'new'|'now'"`
	Day      crm.Date            `json:"day"`
	Position int                 `json:"position"`
	Kind     crm.StepKind        `json:"kind" ts_type:"string"` // "": of any kind
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

// forecast is a finished one, kept with its job.
type forecast struct {
	*engine.Forecast
	holidays []Holiday
}

// keptRows bounds the rows of the forecasts that are kept, keptForecasts their
// number: the oldest go first.
const (
	keptRows      = 400_000
	keptForecasts = 8
)

// StartForecast runs the engine on a copy in memory, with a clock of its own,
// as a job; GetForecast has what it finds. Nothing leaves, nothing is saved.
// Errors: invalid for a draft that could not be saved, conflict for one of a
// sequence that is active.
func (s *Session) StartForecast(in StartForecastIn) (JobView, error) {
	o := engine.ForecastOptions{Sequence: in.ID, Days: in.Days, User: s.user}
	if in.Days < 0 || in.Days > engine.MaxForecastDays {
		var bad crm.Problems
		bad.Add("days", "forecast.days", "max", engine.MaxForecastDays)
		return JobView{}, bad.Err()
	}
	err := s.read(func(v *store.View) (err error) {
		o.Draft, err = s.twinDraft(v, in.ID, in.Draft)
		return err
	})
	if err != nil {
		return JobView{}, err
	}
	return s.svc.jobs.start(s, "forecast", 0, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		f, err := s.svc.deps.Engine.Forecast(ctx, o, func(done, total int) { j.at("", done, total) })
		if err != nil {
			return crm.Phrase{}, err
		}
		kept := &forecast{Forecast: f}
		err = s.during(ctx).read(func(v *store.View) (err error) {
			kept.holidays, err = s.holidays(v, f.From, f.Until)
			return err
		})
		if err != nil {
			return crm.Phrase{}, err
		}
		j.keep(kept)
		s.svc.jobs.shelve()
		return crm.Say("forecast.done", "name", f.Name), nil
	}), nil
}

// twinDraft is the draft of a sequence as a save would write it; nil where none
// is given. It needs no name yet.
func (s *Session) twinDraft(v *store.View, id crm.SequenceID, in *SaveSequenceIn) (*crm.Sequence, error) {
	if in == nil {
		_, err := v.Sequence(id)
		return nil, err
	}
	draft := *in
	draft.ID = id
	q, err := s.draft(v, draft)
	if err != nil {
		return nil, err
	}
	check, err := s.check(v, q)
	if err != nil {
		return nil, err
	}
	bad := slices.DeleteFunc(slices.Clone(check.Problems), func(p crm.Problem) bool {
		return p.Path == "name" || p.Path == "description" || p.Path == "folder"
	})
	return &q, crm.Problems(bad).Err()
}

// holidays are the public holidays between two moments.
func (s *Session) holidays(v *store.View, from, until crm.Instant) ([]Holiday, error) {
	ws, err := v.Workspace()
	if err != nil {
		return nil, err
	}
	zone, err := timing.Zone(ws.Zone)
	if err != nil {
		return nil, err
	}
	out := []Holiday{}
	for day, last := timing.DateAt(from, zone), timing.DateAt(until, zone); day <= last; day = day.AddDays(1) {
		if name := timing.HolidayName(ws.Country, day); name != "" {
			out = append(out, Holiday{Day: day, Name: name})
		}
	}
	return out, nil
}

// shelve lets go of the oldest forecasts beyond what is kept.
func (js *jobs) shelve() {
	js.mu.Lock()
	defer js.mu.Unlock()
	rows, count := 0, 0
	for _, id := range slices.Backward(js.order) {
		f, ok := js.runs[id].kept().(*forecast)
		if !ok {
			continue
		}
		if rows, count = rows+f.Rows(), count+1; count > keptForecasts || count > 1 && rows > keptRows {
			js.runs[id].keep(nil)
		}
	}
}

// forecastJob finds a forecast by its job; what is nil still runs, or failed.
func (s *Session) forecastJob(id string) (*jobRun, *forecast, error) {
	gone := crm.Fail(crm.CodeNotFound, "forecast.gone")
	if !strings.HasPrefix(id, "forecast_") {
		return nil, nil, gone
	}
	j, err := s.svc.jobs.find(id)
	if err != nil {
		return nil, nil, gone
	}
	f, ok := j.kept().(*forecast)
	if !ok && j.look().State == "done" {
		return nil, nil, gone
	}
	return j, f, nil
}

// GetForecast is a forecast's job, and what it found once it is done. Errors:
// not_found where it was too long ago.
func (s *Session) GetForecast(in JobIn) (ForecastOut, error) {
	j, f, err := s.forecastJob(in.ID)
	if err != nil {
		return ForecastOut{}, err
	}
	out := ForecastOut{Job: j.look(), Scopes: []crm.ForecastScope{}, Holidays: []Holiday{}}
	if f == nil {
		return out, nil
	}
	out.Sequence, out.Name, out.Active, out.From, out.Until = f.Sequence, f.Name, f.Active, f.From, f.Until
	out.Currency, out.Holidays = f.Currency, f.holidays
	for _, scope := range f.Scopes {
		out.Scopes = append(out.Scopes, scope.ForecastScope)
	}
	return out, nil
}
