package api

import (
	"context"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/fold"
	"stepwise/backend/importer"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// What one look at a table of rows answers with.
const (
	usualTwinRows = 100
	mostTwinRows  = 500
)

// rowQuery is which rows of a twin are asked for.
type rowQuery struct {
	ListForecastRowsIn
	zone  *time.Location
	words string // folded
}

// workspaceZone is the zone in which days are counted.
func (s *Session) workspaceZone() (zone *time.Location, err error) {
	return zone, s.read(func(v *store.View) error {
		ws, err := v.Workspace()
		if err == nil {
			zone, err = timing.Zone(ws.Zone)
		}
		return err
	})
}

// rows reads a part of what happened; own is the sequence that it is about.
func (s *Session) rows(h *engine.Happened, own crm.SequenceID, in ListForecastRowsIn) (out ForecastRows, err error) {
	q := rowQuery{ListForecastRowsIn: in, words: fold.Fold(in.Q)}
	if q.zone, err = s.workspaceZone(); err != nil {
		return out, err
	}
	if q.Sequence == 0 {
		q.Sequence = own
	}
	if q.Limit <= 0 {
		q.Limit = usualTwinRows
	}
	q.Limit, q.Offset = min(q.Limit, mostTwinRows), max(q.Offset, 0)
	out.Rows = []crm.ForecastRow{}
	for i := range h.Rows {
		if !q.wants(h, i) {
			continue
		}
		if out.Total >= q.Offset && len(out.Rows) < q.Limit {
			out.Rows = append(out.Rows, h.Row(i))
		}
		out.Total++
	}
	return out, nil
}

func (q *rowQuery) wants(h *engine.Happened, i int) bool {
	r := &h.Rows[i].Row
	switch {
	case r.Sequence != q.Sequence,
		q.Position != 0 && r.Position != q.Position,
		q.Kind != "" && r.Kind != q.Kind,
		q.Outcome != "" && r.Outcome != q.Outcome,
		q.Reason != "" && r.Reason != q.Reason,
		q.Card != 0 && r.Card != q.Card,
		q.Day != "" && timing.DateAt(r.At, q.zone) != q.Day:
		return false
	}
	if q.words == "" {
		return true
	}
	for _, text := range []string{r.CardName, r.To, r.ToName} {
		if strings.Contains(fold.Fold(text), q.words) {
			return true
		}
	}
	return strings.Contains(fold.Fold(h.Title(i)), q.words)
}

// scope finds a scope of a forecast that is done.
func (s *Session) scope(job, name string) (*forecast, *engine.Foretold, error) {
	_, f, err := s.forecastJob(job)
	if err != nil {
		return nil, nil, err
	}
	if f != nil {
		if scope, ok := f.Scope(name); ok {
			return f, scope, nil
		}
	}
	return nil, nil, crm.Fail(crm.CodeNotFound, "forecast.gone")
}

// ListForecastRows reads a part of the table of one scope, in the order of
// time.
func (s *Session) ListForecastRows(in ListForecastRowsIn) (ForecastRows, error) {
	f, scope, err := s.scope(in.Job, in.Scope)
	if err != nil {
		return ForecastRows{}, err
	}
	return s.rows(scope.Happened, f.about(scope), in)
}

// about is the sequence that a scope is about: a draft without an id has one of
// its own in the copy.
func (f *forecast) about(scope *engine.Foretold) crm.SequenceID {
	if f.Sequence != 0 {
		return f.Sequence
	}
	return scope.Happened.Sequence
}

// GetForecastText is the text of one row, with this card's values.
func (s *Session) GetForecastText(in ForecastTextIn) (ForecastText, error) {
	_, scope, err := s.scope(in.Job, in.Scope)
	if err != nil {
		return ForecastText{}, err
	}
	return twinText(scope.Happened, in.Index)
}

func twinText(h *engine.Happened, index int) (ForecastText, error) {
	if index < 0 || index >= len(h.Rows) {
		return ForecastText{}, crm.NotFound("message")
	}
	r, err := h.Text(index)
	return ForecastText{Subject: r.Subject, HTML: r.HTML, Text: r.Text}, err
}

// forecastColumns are those of the file, by their words.
var forecastColumns = []string{"at", "card", "position", "kind", "outcome", "reason", "to", "to_name", "title", "letter", "parts", "cost", "why"}

// ExportForecast writes the table of one scope into a CSV file as a job;
// GetExport has it.
func (s *Session) ExportForecast(in ExportForecastIn) (JobView, error) {
	f, scope, err := s.scope(in.Job, in.Scope)
	if err != nil {
		return JobView{}, err
	}
	x, err := s.newExport("csv")
	if err != nil {
		return JobView{}, err
	}
	for _, key := range forecastColumns {
		x.columns = append(x.columns, exportColumn{key: "forecast_" + key})
	}
	h, own := scope.Happened, f.about(scope)
	return s.startExport(x, f.Name, len(h.Rows), func(ctx context.Context, w importer.RowWriter, at tell) error {
		for i := range h.Rows {
			if i%exportAtOnce == 0 {
				if at("", i, len(h.Rows)); ctx.Err() != nil {
					return ctx.Err()
				}
			}
			if h.Rows[i].Row.Sequence != own {
				continue
			}
			if err := w.Write(x.forecastCells(h.Row(i))); err != nil {
				return err
			}
		}
		return nil
	}), nil
}

func (x *export) forecastCells(r crm.ForecastRow) []string {
	say := func(p crm.Phrase) string { return x.s.svc.deps.Say(x.lang, p) }
	reason, parts, cost := "", "", ""
	if r.Reason != crm.ReasonNone {
		reason = say(crm.Say("reason." + string(r.Reason)))
	}
	if r.Parts > 0 {
		parts, cost = strconv.Itoa(r.Parts), strconv.FormatFloat(r.Cost, 'f', -1, 64)
	}
	why := make([]string, len(r.Shifts))
	for i, p := range r.Shifts {
		why[i] = say(p)
	}
	return []string{
		x.moment(r.At), r.CardName, strconv.Itoa(r.Position), say(crm.Say("kind." + string(r.Kind))), say(crm.Say("forecast.outcome_" + string(r.Outcome))),
		reason, r.To, r.ToName, r.Title, r.Letter, parts, cost, strings.Join(why, "; "),
	}
}
