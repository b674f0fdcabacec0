package api

import (
	"context"
	"errors"
	"maps"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
	"stepwise/backend/store"
)

// CheckImportOut is a dry run.
type CheckImportOut struct {
	Problems    []crm.Problem     `json:"problems"` // with the mapping itself
	Good        int               `json:"good"`     // rows that can be read
	Bad         int               `json:"bad"`      // rows that would be rejected, whatever the reason
	BadRows     []importer.BadRow `json:"badRows"`  // the first 50
	Preview     []ImportPreview   `json:"preview"`  // the first 20 good ones
	Noted       int               `json:"noted"`    // values stored differently than written
	Existing    int               `json:"existing"` // rows whose email or phone is on a card already
	Created     int               `json:"created"`  // cards that would be made
	Updated     int               `json:"updated"`  // rows that would change a card
	Same        int               `json:"same"`     // rows that would change nothing
	Enrols      []ImportEnrols    `json:"enrols"`   // active sequences that would start, if asked to
	NewStatuses []string          `json:"newStatuses"`
	NewFields   []string          `json:"newFields"`
	NewChoices  []ImportChoices   `json:"newChoices"` // of fields that are there
	NewTags     []string          `json:"newTags"`
	Ambiguous   []string          `json:"ambiguous"`
}

// ImportChoices are choices that an import would make.
type ImportChoices struct {
	Field string   `json:"field"` // its name
	Names []string `json:"names"`
}

// ImportPreview is a card as it would be.
type ImportPreview struct {
	Line    int    `json:"line"`
	Name    string `json:"name"`
	Status  string `json:"status"`
	Contact string `json:"contact"`
	Email   string `json:"email"`
	Phone   string `json:"phone"`
}

// ImportEnrols is a sequence that an import would start.
type ImportEnrols struct {
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	Name     string         `json:"name"`
	Count    int            `json:"count"` // cards
}

// ImportCheck is a dry run that a job has done.
type ImportCheck struct {
	Job   JobView         `json:"job"`
	Check *CheckImportOut `json:"check"` // none while it runs, or if it failed
}

// mostShown bounds the rejected rows of a dry run.
const mostShown = 50

// CheckImport tries a mapping and writes nothing: it applies the import chunk by
// chunk and undoes it. It waits for the end; StartCheckImport doesn't.
func (s *Session) CheckImport(in CheckImportIn) (CheckImportOut, error) {
	return s.checkImport(s.ctx, in, func(string, int, int) {})
}

// StartCheckImport is CheckImport as a job; GetImportCheck has its answer.
func (s *Session) StartCheckImport(in CheckImportIn) (JobView, error) {
	if _, err := s.importToApply(in.Import); err != nil {
		return JobView{}, err
	}
	return s.svc.jobs.start(s, "check", 0, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		out, err := s.checkImport(ctx, in, j.at)
		if err == nil {
			err = tidy(&out)
		}
		j.keep(&out)
		return crm.Phrase{}, err
	}), nil
}

// GetImportCheck is the answer of StartCheckImport, once there is one.
func (s *Session) GetImportCheck(in JobIn) (out ImportCheck, err error) {
	j, err := s.svc.jobs.find(in.ID)
	if err != nil {
		return out, err
	}
	out.Job = j.look()
	if kept, ok := j.kept().(*CheckImportOut); ok && out.Job.State == "done" {
		out.Check = kept
	}
	return out, nil
}

func (s *Session) checkImport(ctx context.Context, in CheckImportIn, at tell) (out CheckImportOut, err error) {
	s = s.during(ctx)
	im, err := s.importToApply(in.Import)
	if err != nil {
		return out, err
	}
	r, err := s.prepareImport(ctx, im, in.start(), at)
	var ours *crm.Error
	if errors.As(err, &ours) && ours.Code == crm.CodeInvalid && len(ours.Problems) > 0 {
		out.Problems = ours.Problems
		return out, nil
	}
	if err != nil {
		return out, err
	}
	n := r.result
	out.Good, out.Bad, out.BadRows, out.Noted = n.Good, len(n.Bad), n.Bad[:min(len(n.Bad), mostShown)], n.NotedCount
	out.NewStatuses, out.Ambiguous = n.NewStatuses, n.Ambiguous
	for _, f := range n.NewFields {
		out.NewFields = append(out.NewFields, f.Name)
	}
	for _, c := range n.NewChoices {
		f, _ := r.cat.Field(c.Field)
		out.NewChoices = append(out.NewChoices, ImportChoices{Field: f.Name, Names: c.Names})
	}
	err = s.read(func(v *store.View) error {
		out.NewTags, err = newTags(v, n.Tags)
		return err
	})
	if err != nil {
		return out, err
	}
	out.Preview = r.preview()
	return out, r.try(ctx, &out, at)
}

func newTags(v *store.View, names []string) ([]string, error) {
	var missing []string
	for _, name := range names {
		tag, err := v.TagByName(name)
		if err != nil {
			return nil, err
		}
		if tag.ID == 0 {
			missing = append(missing, name)
		}
	}
	return missing, nil
}

// preview shows the first rows as they would be.
func (r *importRun) preview() []ImportPreview {
	out := []ImportPreview{}
	for from := 0; from < len(r.table.Rows) && len(out) < previewRows; from += previewRows {
		for _, d := range r.builder.Chunk(from, min(from+previewRows, len(r.table.Rows))) {
			p := ImportPreview{Line: d.Line, Name: d.CardName, Status: d.StatusName}
			if st, ok := r.cat.Status(d.Status); ok {
				p.Status = st.Name
			}
			if k := d.Contact; k != nil {
				p.Contact = k.Name
				if len(k.Emails) > 0 {
					p.Email = k.Emails[0].Shown
				}
				if len(k.Phones) > 0 {
					p.Phone = k.Phones[0].Shown
				}
			}
			out = append(out, p)
		}
	}
	return out[:min(len(out), previewRows)]
}

// errUndo ends a dry run.
var errUndo = errors.New("dry run")

// try applies the import and takes every chunk back at once. Rows that have to
// do with each other, by an address or by a card that is there, are tried
// together: so the numbers are those of the real import.
func (r *importRun) try(ctx context.Context, out *CheckImportOut, at tell) error {
	groups, existing, err := r.families(ctx)
	if err != nil {
		return err
	}
	out.Existing = existing
	entered, done := map[crm.SequenceID]int{}, 0
	for _, indexes := range groups {
		if err := ctx.Err(); err != nil {
			return err
		}
		did, in, err := r.tryRows(ctx, indexes)
		if err != nil {
			return err
		}
		out.Created += did.cards
		out.Updated += did.updated
		out.Same += did.same
		out.Bad += len(did.rejects)
		for _, bad := range did.rejects[:min(len(did.rejects), max(mostShown-len(out.BadRows), 0))] {
			out.BadRows = append(out.BadRows, importer.BadRow{Line: bad.Line, Row: bad.Cells, Problems: bad.Problems})
		}
		for q, n := range in {
			entered[q] += n
		}
		done += len(indexes)
		at(phaseChecking, done, len(r.table.Rows))
	}
	return r.s.read(func(v *store.View) error {
		list, err := v.RunningSequences(r.im.Product)
		for _, q := range list {
			if n := entered[q.ID]; n > 0 {
				out.Enrols = append(out.Enrols, ImportEnrols{Sequence: q.ID, Name: q.Name, Count: n})
			}
		}
		return err
	})
}

// tryRows is one chunk of a dry run: rows of the table, all of them.
func (r *importRun) tryRows(ctx context.Context, indexes []int) (did importDid, entered map[crm.SequenceID]int, err error) {
	err = r.s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		try := *r
		try.im.State = store.ImportApplying // who may make what is missing is asked at the start
		if err := try.makeMissing(tx); err != nil {
			return err
		}
		if r.made == nil { // the ids are the same in every chunk: each begins where the one before did
			if r.builder, err = r.builder.After(try.made, try.cat); err != nil {
				return err
			}
			r.made = try.made
		}
		if !maps.Equal(r.made, try.made) {
			return crm.Fail(crm.CodeConflict, "import.changed")
		}
		try.builder = r.builder
		did, entered, err = try.all(tx, indexes)
		if err == nil {
			err = errUndo
		}
		return err
	})
	if errors.Is(err, errUndo) {
		err = nil
	}
	return did, entered, err
}

func (r *importRun) all(tx *store.Tx, indexes []int) (did importDid, entered map[crm.SequenceID]int, err error) {
	last, err := tx.LastEnrolment()
	if err != nil {
		return did, nil, err
	}
	var rows []importRow
	for from := 0; from < len(indexes); {
		to := from + 1
		for to < len(indexes) && indexes[to] == indexes[to-1]+1 {
			to++
		}
		rows = append(rows, r.rows(indexes[from], indexes[to-1]+1)...)
		from = to
	}
	for len(rows) > 0 {
		n, err := r.chunk(tx, rows)
		if err != nil {
			return did, nil, err
		}
		rows = rows[n.rows:]
		did.cards, did.updated, did.same, did.rejects = did.cards+n.cards, did.updated+n.updated, did.same+n.same, append(did.rejects, n.rejects...)
		if err := r.s.svc.deps.Engine.Judge(tx); err != nil {
			return did, nil, err
		}
	}
	entered, err = tx.Entered(last)
	return did, entered, err
}
