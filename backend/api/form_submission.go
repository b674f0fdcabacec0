package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// ListSubmissionsIn asks for a page of what was sent in, newest first.
type ListSubmissionsIn struct {
	Form   crm.FormID          `json:"form" ts_type:"string"` // none: by any form
	State  crm.SubmissionState `json:"state" ts_type:"''|'accepted'|'waiting'|'quarantined'|'refused'|'discarded'"`
	Before crm.SubmissionID    `json:"before" ts_type:"string"` // the last one of the page before
	Limit  int                 `json:"limit"`                   // 1..200, 0 for 50
}

// SubmissionAnswer is one answer as people read it.
type SubmissionAnswer struct {
	Source string     `json:"source"`
	Label  crm.Phrase `json:"label"`
	Text   string     `json:"text"`
	Hidden bool       `json:"hidden"` // nobody typed it
}

// SubmissionRow is something that was sent in.
type SubmissionRow struct {
	Submission crm.Submission     `json:"submission"`
	FormName   string             `json:"formName"`
	Title      string             `json:"title"`   // a name, or how they can be reached
	Answers    []SubmissionAnswer `json:"answers"` // in the form's order
	Why        crm.Phrase         `json:"why"`     // it is kept apart or was refused; key "" where it wasn't
	CardName   string             `json:"cardName"`
	Who        string             `json:"who"` // who looked at it; "" for nobody
}

// ListSubmissionsOut is a page of what was sent in.
type ListSubmissionsOut struct {
	Rows    []SubmissionRow `json:"rows"`
	Total   int             `json:"total"`   // on all pages
	Waiting int             `json:"waiting"` // kept apart, by this form or all of them
}

// SubmissionRefs name what was sent in.
type SubmissionRefs struct {
	IDs []crm.SubmissionID `json:"ids" ts_type:"string[]"` // 1..200
}

// DecideSubmissionsOut says what became of them.
type DecideSubmissionsOut struct {
	Cards   []CardLink `json:"cards"`   // made or changed
	Done    int        `json:"done"`    // were decided
	Already int        `json:"already"` // had been before
}

// CardLink is a card by its name.
type CardLink struct {
	ID   crm.CardID `json:"id" ts_type:"string"`
	Name string     `json:"name"`
	Made bool       `json:"made"` // it is new
}

// FormStatisticsIn asks for the numbers of a form.
type FormStatisticsIn struct {
	ID   crm.FormID `json:"id" ts_type:"string"`
	Days int        `json:"days"` // back from today, 1..366, 0 for 30
}

// FormDayRow are the numbers of a form on a local day.
type FormDayRow struct {
	Day         crm.Date `json:"day" ts_type:"string"`
	Seen        int      `json:"seen"`
	Sent        int      `json:"sent"`
	Quarantined int      `json:"quarantined"`
	Cards       int      `json:"cards"`
}

// FormStatisticsOut are the numbers of a form.
type FormStatisticsOut struct {
	Total   crm.FormCounts `json:"total"` // since it is there
	Days    []FormDayRow   `json:"days"`  // every day, oldest first
	Waiting int            `json:"waiting"`
	Notes   []crm.Phrase   `json:"notes"` // what the numbers can't know
}

const mostSubmissions = 200

// ListSubmissions reads a page of what was sent in.
func (s *Session) ListSubmissions(in ListSubmissionsIn) (out ListSubmissionsOut, err error) {
	if in.Limit == 0 {
		in.Limit = 50
	}
	q := store.SubmissionQuery{Form: in.Form, State: in.State, Before: in.Before, Limit: min(max(in.Limit, 1), mostSubmissions)}
	return out, s.read(func(v *store.View) error {
		list, err := v.Submissions(q)
		if err != nil {
			return err
		}
		forms := map[crm.FormID]*formNames{}
		out.Rows = make([]SubmissionRow, 0, len(list))
		for _, sub := range list {
			row, err := submissionRow(v, forms, sub)
			if err != nil {
				return err
			}
			out.Rows = append(out.Rows, row)
		}
		if out.Total, err = v.CountSubmissions(q); err != nil {
			return err
		}
		out.Waiting, err = v.CountQuarantined(in.Form)
		return err
	})
}

type formNames struct {
	form    crm.Form
	sources []FormSource
}

func namesOf(v *store.View, known map[crm.FormID]*formNames, id crm.FormID) (*formNames, error) {
	if n := known[id]; n != nil {
		return n, nil
	}
	f, err := v.Form(id)
	if err != nil {
		return nil, err
	}
	cat, err := v.Catalogue(f.Product)
	if err != nil {
		return nil, err
	}
	known[id] = &formNames{form: f, sources: formSources(cat)}
	return known[id], nil
}

func submissionRow(v *store.View, known map[crm.FormID]*formNames, sub crm.Submission) (row SubmissionRow, err error) {
	n, err := namesOf(v, known, sub.Form)
	if err != nil {
		return row, err
	}
	row = SubmissionRow{Submission: sub, FormName: n.form.Name, Title: titleOf(sub.Content), Answers: n.answers(sub.Content)}
	if sub.Reason != crm.SubmittedWell {
		row.Why = crm.Say("form.spam." + string(sub.Reason))
	}
	if sub.Card != 0 {
		c, err := v.Card(sub.Card)
		if err != nil && crm.CodeOf(err) != crm.CodeNotFound {
			return row, err
		}
		row.CardName = c.Name
	}
	if sub.DecidedBy != 0 {
		u, err := v.User(sub.DecidedBy)
		if err != nil {
			return row, err
		}
		row.Who = u.Name
	}
	return row, nil
}

// answers are what was typed in the form's order, then what it doesn't ask any
// more.
func (n *formNames) answers(content map[string]string) []SubmissionAnswer {
	out := []SubmissionAnswer{}
	add := func(source, label string, hidden bool) {
		text, there := content[source]
		if !there || text == "" || slices.ContainsFunc(out, func(a SubmissionAnswer) bool { return a.Source == source }) {
			return
		}
		say := crm.Say("form.page.own_label", "name", source)
		if src, ok := sourceIn(n.sources, source); ok {
			say = src.Label
		}
		if label != "" {
			say = crm.Say("form.page.own_label", "name", label)
		}
		out = append(out, SubmissionAnswer{Source: source, Label: say, Text: text, Hidden: hidden})
	}
	for _, f := range n.form.Fields {
		add(f.Source, f.Label, f.Hidden)
	}
	for _, source := range sortedTexts(content) {
		add(source, "", false)
	}
	return out
}

func sortedTexts(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// titleOf is how people tell what was sent in from the rest.
func titleOf(content map[string]string) string {
	first, last := content[leadFirst], content[leadLast]
	if first != "" && last != "" {
		return first + " " + last
	}
	for _, text := range []string{content[leadName], first, last, content[leadCompany], content[leadEmail], content[leadPhone], content[leadCard]} {
		if text != "" {
			return text
		}
	}
	return ""
}

// AcceptSubmissions lets what was kept apart make its cards now; automations take
// them as new. Errors: invalid where something can't be understood any more, with
// what; then nothing is accepted.
func (s *Session) AcceptSubmissions(in SubmissionRefs) (out DecideSubmissionsOut, err error) {
	if err := submissionCount(in); err != nil {
		return out, err
	}
	return out, s.write(func(tx *store.Tx) error {
		out = DecideSubmissionsOut{Cards: []CardLink{}}
		for _, id := range in.IDs {
			sub, err := tx.Submission(id)
			if err != nil {
				return err
			}
			if sub.State != crm.SubmissionQuarantined {
				out.Already++
				continue
			}
			link, err := s.accept(tx, sub)
			if err != nil {
				return err
			}
			out.Done++
			if link.ID != 0 {
				out.Cards = append(out.Cards, link)
			}
		}
		return nil
	})
}

// DiscardSubmissions throws away what was kept apart: what was typed is gone, a
// line that it was stays.
func (s *Session) DiscardSubmissions(in SubmissionRefs) (out DecideSubmissionsOut, err error) {
	if err := submissionCount(in); err != nil {
		return out, err
	}
	return out, s.write(func(tx *store.Tx) error {
		out = DecideSubmissionsOut{Cards: []CardLink{}}
		for _, id := range in.IDs {
			sub, err := tx.Submission(id)
			if err != nil {
				return err
			}
			if sub.State != crm.SubmissionQuarantined {
				out.Already++
				continue
			}
			sub.State, sub.Decided, sub.DecidedBy = crm.SubmissionDiscarded, tx.Now, s.user
			if err := tx.DecideSubmission(sub, ""); err != nil {
				return err
			}
			out.Done++
		}
		return nil
	})
}

func submissionCount(in SubmissionRefs) error {
	if len(in.IDs) == 0 || len(in.IDs) > mostSubmissions {
		var bad crm.Problems
		bad.Add("ids", "form.error.how_many", "max", mostSubmissions)
		return bad.Err()
	}
	return nil
}

// FormStatistics reads the numbers of a form, in total and by day.
func (s *Session) FormStatistics(in FormStatisticsIn) (out FormStatisticsOut, err error) {
	if in.Days == 0 {
		in.Days = 30
	}
	in.Days = min(max(in.Days, 1), 366)
	s.svc.flushSeen(s.ctx, true)
	return out, s.read(func(v *store.View) error {
		if _, err := v.Form(in.ID); err != nil {
			return err
		}
		today, err := localDay(v)
		if err != nil {
			return err
		}
		from := today.AddDays(1 - in.Days)
		list, err := v.FormDays(in.ID, from)
		if err != nil {
			return err
		}
		out = FormStatisticsOut{Days: make([]FormDayRow, 0, in.Days), Notes: []crm.Phrase{crm.Say("form.page.numbers_seen"), crm.Say("form.page.numbers_won")}}
		for d := from; d <= today; d = d.AddDays(1) {
			row := FormDayRow{Day: d}
			if i := slices.IndexFunc(list, func(x store.FormDay) bool { return x.Day == d }); i >= 0 {
				x := list[i]
				row = FormDayRow{Day: d, Seen: x.Seen, Sent: x.Sent, Quarantined: x.Quarantined, Cards: x.Cards}
			}
			out.Days = append(out.Days, row)
		}
		if out.Total, err = v.FormTotals(in.ID, "", 0); err != nil {
			return err
		}
		out.Waiting, err = v.CountQuarantined(in.ID)
		return err
	})
}

// localDay is today in the workspace's zone.
func localDay(v *store.View) (crm.Date, error) {
	zone, err := zoneOf(v)
	if err != nil {
		return "", err
	}
	return crm.DateOf(v.Clock().In(zone)), nil
}
