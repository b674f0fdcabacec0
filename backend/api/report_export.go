package api

import (
	"bytes"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
)

var reportColumns = []string{
	"step", "kind", "template", "letter", "done", "skipped", "failed", "sent", "delivered", "refused", "held", "uncertain", "waiting", "reasons",
	"reached", "of", "low", "high",
}

// ExportSequenceReport gives a report as a CSV file: a row for each step, and
// one for each of its letters. No cell is run as a formula by a spreadsheet.
func (s *Session) ExportSequenceReport(in ReportIn) (out Download, err error) {
	r, err := s.GetSequenceReport(in)
	if err != nil {
		return out, err
	}
	lang := s.language()
	say := func(key string, pairs ...any) string { return s.svc.deps.Say(lang, crm.Say(key, pairs...)) }
	var buf bytes.Buffer
	w := importer.NewCSVWriter(&buf, ",")
	head := make([]string, len(reportColumns))
	for i, key := range reportColumns {
		head[i] = say("reports.file_" + key)
	}
	rows := [][]string{head}
	for i := range r.Steps {
		rows = append(rows, reportRows(&r.Steps[i], say)...)
	}
	for _, row := range rows {
		if err := w.Write(row); err != nil {
			return out, err
		}
	}
	if err := w.Close(); err != nil {
		return out, err
	}
	return s.download(fileName(r.Name+".csv"), "text/csv", buf.Bytes())
}

func reportRows(st *ReportStep, say func(string, ...any) string) [][]string {
	position := say("reports.removed")
	if st.Position > 0 {
		position = strconv.Itoa(st.Position)
	}
	row := append([]string{position, say("kind." + string(st.Kind)), st.Title, ""}, cells(st.Done, st.Skipped, st.Failed)...)
	messages := make([]string, 6)
	if st.Sends {
		messages = cells(st.Sent, st.Delivered, st.Refused, st.Held, st.Uncertain, st.Waiting)
	}
	reasons := make([]string, 0, len(st.Reasons))
	for _, x := range st.Reasons {
		reasons = append(reasons, say("reason."+string(x.Reason))+": "+strconv.Itoa(x.Count))
	}
	rows := [][]string{append(append(append(row, messages...), strings.Join(reasons, "; ")), rateCells(st.Goal)...)}
	for _, l := range st.Letters {
		row := append([]string{position, say("kind." + string(st.Kind)), st.Title, l.Letter}, cells(l.Done, l.Skipped, l.Failed)...)
		rows = append(rows, append(append(row, make([]string, 7)...), rateCells(l.Goal)...))
	}
	return rows
}

func cells(numbers ...int) []string {
	out := make([]string, len(numbers))
	for i, n := range numbers {
		out[i] = strconv.Itoa(n)
	}
	return out
}

func rateCells(r *ReportRate) []string {
	if r == nil {
		return make([]string, 4)
	}
	share := func(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }
	return append(cells(r.Reached, r.Of), share(r.Low), share(r.High))
}
