package api

import (
	"context"
	"encoding/json"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
	"stepwise/backend/store"
)

// What happens to a row whose email or phone is on a card of the product
// already, or on an earlier row of the file.
const (
	ExistingNew    = "new"    // it makes a card like any other
	ExistingUpdate = "update" // it changes that card; of several the one in the highest status: won before open before lost, then by the statuses' order, then the newest
	ExistingError  = "error"  // it is rejected, and stands in the error file
)

// ReadImportIn uploads a file, or reads an uploaded one in another way.
type ReadImportIn struct {
	Product   crm.ProductID `json:"product" ts_type:"string"`
	Import    crm.ImportID  `json:"import" ts_type:"string"` // of an uploaded file; none: Content is new
	Name      string        `json:"name"`
	Content   string        `json:"content"`   // base64; with Import: the next part of its file
	Size      int           `json:"size"`      // of the whole file in bytes, judged before anything else; 0: not said
	More      bool          `json:"more"`      // further parts follow: this one is kept, and nothing is read yet
	Encoding  string        `json:"encoding"`  // of a text; "": guessed
	Delimiter string        `json:"delimiter"` // of a text; "": guessed
	Sheet     string        `json:"sheet"`     // of a workbook; "": guessed
}

// ReadImportOut shows the file and proposes a mapping.
type ReadImportOut struct {
	Import     crm.ImportID     `json:"import" ts_type:"string"`
	Name       string           `json:"name"`
	Source     importer.Source  `json:"source" ts_type:"''|'google'|'outlook'|'hubspot'|'pipedrive'|'minicrm'"` // the program whose export it looks like
	Format     string           `json:"format" ts_type:"'csv'|'xlsx'"`
	Encoding   string           `json:"encoding"` // "" of a workbook
	Encodings  []string         `json:"encodings"`
	Delimiter  string           `json:"delimiter"` // "" of a workbook
	Sheet      string           `json:"sheet"`     // of a workbook
	Sheets     []string         `json:"sheets"`
	Headers    []string         `json:"headers"`
	Rows       [][]string       `json:"rows"` // the first 10
	Total      int              `json:"total"`
	Mapping    importer.Mapping `json:"mapping"`
	Remembered bool             `json:"remembered"` // the mapping is that of the last file with these columns
	Ambiguous  []string         `json:"ambiguous"`  // date columns whose order a person must say
	Doubts     []crm.Phrase     `json:"doubts"`     // what looks wrong in the whole file, such as a wrong encoding
	Before     crm.Instant      `json:"before"`     // the same file was imported then; 0: not
}

// CheckImportIn tries a mapping.
type CheckImportIn struct {
	Import    crm.ImportID     `json:"import" ts_type:"string"`
	Encoding  string           `json:"encoding"`  // as ReadImport answered
	Delimiter string           `json:"delimiter"` // as ReadImport answered
	Sheet     string           `json:"sheet"`     // as ReadImport answered
	Mapping   importer.Mapping `json:"mapping"`
	Existing  string           `json:"existing" ts_type:"''|'new'|'update'|'error'"` // "": error
}

// StartImportIn applies an import.
type StartImportIn struct {
	Import    crm.ImportID     `json:"import" ts_type:"string"`
	Encoding  string           `json:"encoding"`
	Delimiter string           `json:"delimiter"`
	Sheet     string           `json:"sheet"`
	Mapping   importer.Mapping `json:"mapping"`
	Existing  string           `json:"existing" ts_type:"''|'new'|'update'|'error'"` // "": error
	Enrol     bool             `json:"enrol"`                                        // enrol those that match; false: stay silent
	Consent   bool             `json:"consent"`                                      // they may get messages
}

func (in CheckImportIn) start() StartImportIn {
	return StartImportIn{Import: in.Import, Encoding: in.Encoding, Delimiter: in.Delimiter, Sheet: in.Sheet, Mapping: in.Mapping, Existing: in.Existing, Enrol: true, Consent: true}
}

// ImportIn names an import.
type ImportIn struct {
	Import crm.ImportID `json:"import" ts_type:"string"`
}

// Download is a file for the person: content in base64, or where the desktop
// window saved it.
type Download struct {
	Name    string `json:"name"`
	Mime    string `json:"mime"`
	Content string `json:"content"`
	SavedTo string `json:"savedTo"`
}

// ReadImport reads an uploaded CSV file or workbook and proposes a mapping: that
// of the last file with the same columns, or a guess.
func (s *Session) ReadImport(in ReadImportIn) (out ReadImportOut, err error) {
	im, fresh, err := s.importFile(in)
	if err != nil || in.More {
		out.Import = im.ID
		return out, err
	}
	t, err := importer.ReadHow(im.Name, im.Data, importer.Reading{Encoding: in.Encoding, Delimiter: in.Delimiter, Sheet: in.Sheet})
	if err != nil {
		return out, err
	}
	im.Name, im.Hash = t.Name, t.Hash
	if fresh {
		if im, err = s.noteImport(im); err != nil {
			return out, err
		}
	}
	out = ReadImportOut{
		Import: im.ID, Name: t.Name, Source: importer.SourceOf(t), Format: t.Format, Encoding: t.Encoding, Encodings: importer.Encodings, Delimiter: t.Delimiter,
		Sheet: t.Sheet, Sheets: t.Sheets, Headers: t.Headers, Rows: t.Rows[:min(len(t.Rows), 10)], Total: len(t.Rows), Doubts: t.Doubts,
	}
	return out, s.read(func(v *store.View) error { return proposeMapping(v, im, t, &out) })
}

func proposeMapping(v *store.View, im store.Import, t *importer.Table, out *ReadImportOut) error {
	cat, err := v.Catalogue(im.Product)
	if err != nil {
		return err
	}
	ws, err := v.Workspace()
	if err != nil {
		return err
	}
	known, err := v.ImportMapping(im.Product, importer.MappingKey(t))
	if err != nil {
		return err
	}
	var last importer.Remembered
	if out.Remembered = known != "" && json.Unmarshal([]byte(known), &last) == nil; out.Remembered {
		out.Mapping = last.Mapping(t, cat)
	} else {
		out.Mapping = importer.Guess(t, cat)
	}
	out.Mapping.Region, out.Mapping.Zone = ws.Country, ws.Zone
	out.Ambiguous = importer.Ambiguous(t, out.Mapping, cat)
	out.Before, err = v.ImportedBefore(im.Product, im.Hash)
	return err
}

// mayApply refuses an import that writes or has written.
func mayApply(im store.Import) error {
	switch im.State {
	case store.ImportRead, store.ImportCancelled:
		return nil
	case store.ImportApplying, store.ImportUndoing:
		return crm.Fail(crm.CodeConflict, "import.under_way")
	}
	return crm.Fail(crm.CodeConflict, "import.applied_already")
}

func (s *Session) keepImport(im store.Import) (out store.Import, err error) {
	return out, s.write(func(tx *store.Tx) error {
		if _, err := tx.Product(im.Product); err != nil {
			return err
		}
		out, err = tx.AddImport(im)
		return err
	})
}

// StartImport applies an import as a job, in chunks: all good rows, or none: a
// cancelled or failed one takes back what it wrote so far. What is interrupted
// by the program's end can be continued or undone (ListImports).
func (s *Session) StartImport(in StartImportIn) (JobView, error) {
	im, err := s.importToApply(in.Import)
	if err != nil {
		return JobView{}, err
	}
	return s.runImport(im, in)
}

func (s *Session) importToApply(id crm.ImportID) (im store.Import, err error) {
	err = s.read(func(v *store.View) error {
		im, err = v.Import(id)
		return err
	})
	if err == nil {
		err = mayApply(im)
	}
	return im, err
}

// runImport is the job of an import from where it is.
func (s *Session) runImport(im store.Import, in StartImportIn) (JobView, error) {
	if _, busy := s.svc.importing.LoadOrStore(im.ID, true); busy {
		return JobView{}, crm.Fail(crm.CodeConflict, "import.under_way")
	}
	return s.svc.jobs.start(s, "import", 0, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		defer s.svc.importing.Delete(im.ID)
		r, err := s.prepareImport(ctx, im, in, j.at)
		if err != nil {
			return crm.Phrase{}, err
		}
		if err := r.begin(ctx); err != nil {
			return crm.Phrase{}, err
		}
		j.undoes(r.im.Batch)
		if err := r.applyAll(ctx, j.at); err != nil {
			return r.takeBack(ctx, j, err)
		}
		s.svc.deps.Kick()
		return r.said(), nil
	}), nil
}

// MapColumn maps the column with a header to a target, by words of a command
// line. Errors: invalid where there is no such column or target.
func MapColumn(m *importer.Mapping, headers []string, header, target string) error {
	return m.Set(&importer.Table{Headers: headers}, header, importer.Target(target))
}
