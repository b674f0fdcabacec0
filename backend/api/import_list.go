package api

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
	"stepwise/backend/store"
)

// ImportView is an import that wrote something.
type ImportView struct {
	ID          crm.ImportID  `json:"id" ts_type:"string"`
	Product     crm.ProductID `json:"product" ts_type:"string"`
	Name        string        `json:"name"` // of the file
	State       string        `json:"state" ts_type:"'applying'|'undoing'|'done'|'cancelled'|'undone'"`
	Interrupted bool          `json:"interrupted"` // the program ended meanwhile: continue or undo
	User        crm.UserID    `json:"user" ts_type:"string"`
	At          crm.Instant   `json:"at"`    // it began
	Ended       crm.Instant   `json:"ended"` // it was done; 0: it wasn't
	Done        int           `json:"done"`  // rows
	Total       int           `json:"total"`
	Created     int           `json:"created"`
	Updated     int           `json:"updated"`
	Rejected    int           `json:"rejected"`              // rows for ImportErrors
	Undo        crm.BatchID   `json:"undo" ts_type:"string"` // undoes it; "" where that is over
}

// ListImportsIn asks for the imports of a product; none: of all.
type ListImportsIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
}

const mostImports = 50

// ListImports reads the last imports, the newest first.
func (s *Session) ListImports(in ListImportsIn) (out []ImportView, err error) {
	return out, s.read(func(v *store.View) error {
		list, err := v.Imports(in.Product, mostImports)
		for _, im := range list {
			out = append(out, s.importView(im))
		}
		return err
	})
}

func (s *Session) importView(im store.Import) ImportView {
	_, busy := s.svc.importing.Load(im.ID)
	view := ImportView{
		ID: im.ID, Product: im.Product, Name: im.Name, State: string(im.State), User: im.User, At: im.Began, Ended: im.Applied,
		Done: im.Cursor, Total: im.Total, Created: im.Cards, Updated: im.Updated, Rejected: im.Rejected,
		Interrupted: !busy && (im.State == store.ImportApplying || im.State == store.ImportUndoing),
	}
	if im.State == store.ImportDone {
		view.Undo = im.Batch
	}
	return view
}

// ContinueImport goes on with an import that the program's end interrupted.
// Errors: conflict where it wasn't, or where it was being taken back.
func (s *Session) ContinueImport(in ImportIn) (JobView, error) {
	im, err := s.interrupted(in.Import)
	if err != nil {
		return JobView{}, err
	}
	if im.State != store.ImportApplying {
		return JobView{}, crm.Fail(crm.CodeConflict, "import.only_undo")
	}
	var was decided
	if err := json.Unmarshal([]byte(im.Decided), &was); err != nil {
		return JobView{}, err
	}
	return s.runImport(im, was.In)
}

// interrupted reads an import that somebody may continue or undo: who began it,
// or an administrator.
func (s *Session) interrupted(id crm.ImportID) (im store.Import, err error) {
	err = s.read(func(v *store.View) error {
		if im, err = v.Import(id); err != nil {
			return err
		}
		if im.User == s.user {
			return nil
		}
		return s.mustBeAdmin(v)
	})
	if err == nil && im.State != store.ImportApplying && im.State != store.ImportUndoing && im.State != store.ImportDone {
		err = crm.Fail(crm.CodeConflict, "import.not_under_way")
	}
	return im, err
}

// UndoImport takes an import back as a job: one that was interrupted, or one
// that is done. Cards that were changed since stay; their number is said.
func (s *Session) UndoImport(in ImportIn) (JobView, error) {
	im, err := s.interrupted(in.Import)
	if err != nil {
		return JobView{}, err
	}
	to := store.ImportCancelled
	if im.State == store.ImportDone {
		to = store.ImportUndone
	}
	if _, busy := s.svc.importing.LoadOrStore(im.ID, true); busy {
		return JobView{}, crm.Fail(crm.CodeConflict, "import.under_way")
	}
	return s.svc.jobs.start(s, "import", 0, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		defer s.svc.importing.Delete(im.ID)
		left, err := s.undoImport(ctx, im, to, j.at)
		return takenBack(left), err
	}), nil
}

// undoImport takes back what an import wrote, chunk by chunk; left are the
// cards that stay because they were changed since.
func (s *Session) undoImport(ctx context.Context, im store.Import, to store.ImportState, at tell) (left int, err error) {
	s = s.during(ctx)
	total := 0
	err = s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		if im, err = tx.Import(im.ID); err != nil {
			return err
		}
		if total, err = tx.BatchLeft(im.Batch); err != nil {
			return err
		}
		if err := tx.SetBatch(im.Batch, crm.BatchUndoing, 0); err != nil {
			return err
		}
		if im.State != store.ImportDone {
			im.State = store.ImportUndoing
		}
		return tx.MoveImport(im)
	})
	if err != nil {
		return 0, err
	}
	at(phaseUndoing, 0, total)
	done := 0
	out, err := s.undoAll(ctx, im.Batch, func(n int) {
		done += n
		at(phaseUndoing, done, total)
	})
	if err != nil {
		return 0, err
	}
	err = s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		im.State, im.Cursor = to, 0
		if err := unmake(tx, im); err != nil {
			return err
		}
		return tx.MoveImport(im)
	})
	return len(out.Left), err
}

func takenBack(left int) crm.Phrase {
	if left > 0 {
		return crm.Say("import.taken_back_but", "count", left)
	}
	return crm.Say("import.taken_back")
}

// ImportErrors is the file of rejected rows with their reasons: of an import
// that wrote, what it rejected; before that, what the mapping can't read.
func (s *Session) ImportErrors(in CheckImportIn) (Download, error) {
	table, bad, err := s.rejected(in)
	if err != nil {
		return Download{}, err
	}
	lang := s.language()
	content := importer.ErrorFile(table, bad, func(p crm.Phrase) string { return s.svc.deps.Say(lang, p) })
	extension, mime := importer.ErrorFormat(table)
	name := table.Name
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	return s.download(name+"-errors"+extension, mime, content)
}

func (s *Session) rejected(in CheckImportIn) (*importer.Table, []importer.BadRow, error) {
	var im store.Import
	var rejects []store.ImportReject
	err := s.read(func(v *store.View) (err error) {
		if im, err = v.Import(in.Import); err != nil {
			return err
		}
		rejects, err = v.Rejects(in.Import, importer.MaxRows)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if mayApply(im) == nil {
		r, err := s.prepareImport(s.ctx, im, in.start(), func(string, int, int) {})
		if err != nil {
			return nil, nil, err
		}
		return r.table, r.result.Bad, nil
	}
	var was decided
	if err := json.Unmarshal([]byte(im.Decided), &was); err != nil {
		return nil, nil, err
	}
	bad := make([]importer.BadRow, len(rejects))
	for i, r := range rejects {
		bad[i] = importer.BadRow{Line: r.Line, Row: r.Cells, Problems: r.Problems}
	}
	return &importer.Table{Name: im.Name, Headers: was.Headers, Format: was.Format, Delimiter: was.In.Delimiter}, bad, nil
}

// download gives a file to the person: through the window's dialog, or to the
// browser.
func (s *Session) download(name, mime string, content []byte) (d Download, err error) {
	d = Download{Name: name, Mime: mime}
	if ask := s.svc.save.Load(); ask != nil {
		d.SavedTo, err = (*ask)(name, content)
		return d, err
	}
	d.Content = base64.StdEncoding.EncodeToString(content)
	return d, nil
}
