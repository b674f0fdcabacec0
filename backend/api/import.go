package api

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
	"stepwise/backend/store"
)

// ReadImportIn uploads a file, or reads an uploaded one in another way.
type ReadImportIn struct {
	Product   crm.ProductID `json:"product" ts_type:"string"`
	Import    crm.ImportID  `json:"import" ts_type:"string"` // of an uploaded file; none: Content is new
	Name      string        `json:"name"`
	Content   string        `json:"content"`   // base64
	Encoding  string        `json:"encoding"`  // "" : guessed
	Delimiter string        `json:"delimiter"` // "" : guessed
}

// ReadImportOut shows the file and proposes a mapping.
type ReadImportOut struct {
	Import    crm.ImportID     `json:"import" ts_type:"string"`
	Name      string           `json:"name"`
	Encoding  string           `json:"encoding"`
	Encodings []string         `json:"encodings"`
	Delimiter string           `json:"delimiter"`
	Headers   []string         `json:"headers"`
	Rows      [][]string       `json:"rows"` // the first 10
	Total     int              `json:"total"`
	Mapping   importer.Mapping `json:"mapping"`
	Ambiguous []string         `json:"ambiguous"` // date columns whose order a person must say
	Doubts    []crm.Phrase     `json:"doubts"`    // what looks wrong in the whole file, such as a wrong encoding
	Before    crm.Instant      `json:"before"`    // the same file was imported then; 0: not
}

// CheckImportIn tries a mapping.
type CheckImportIn struct {
	Import    crm.ImportID     `json:"import" ts_type:"string"`
	Encoding  string           `json:"encoding"`  // as ReadImport answered
	Delimiter string           `json:"delimiter"` // as ReadImport answered
	Mapping   importer.Mapping `json:"mapping"`
}

// CheckImportOut is a dry run.
type CheckImportOut struct {
	Problems    []crm.Problem     `json:"problems"` // with the mapping itself
	Good        int               `json:"good"`     // rows that make a card; one that stands twice in the file makes one
	Bad         int               `json:"bad"`
	BadRows     []importer.BadRow `json:"badRows"`  // the first 50
	Preview     []ImportPreview   `json:"preview"`  // the first 20 good ones
	Noted       int               `json:"noted"`    // values stored differently than written
	Existing    int               `json:"existing"` // rows whose email or phone is on a card already
	Enrols      []ImportEnrols    `json:"enrols"`   // active sequences that would start, if asked to
	NewStatuses []string          `json:"newStatuses"`
	NewFields   []string          `json:"newFields"`
	Ambiguous   []string          `json:"ambiguous"`
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
	Count    int            `json:"count"`    // cards
	Existing int            `json:"existing"` // further ones, if rows that are on a card already come in too
}

// StartImportIn applies a checked import.
type StartImportIn struct {
	Import       crm.ImportID     `json:"import" ts_type:"string"`
	Encoding     string           `json:"encoding"`
	Delimiter    string           `json:"delimiter"`
	Mapping      importer.Mapping `json:"mapping"`
	Enrol        bool             `json:"enrol"`        // enrol those that match; false: stay silent
	SkipExisting bool             `json:"skipExisting"` // leave out rows whose email or phone is on a card already
	Consent      bool             `json:"consent"`      // they may get messages
}

// Download is a file for the person: content in base64, or where the desktop
// window saved it.
type Download struct {
	Name    string `json:"name"`
	Mime    string `json:"mime"`
	Content string `json:"content"`
	SavedTo string `json:"savedTo"`
}

// ReadImport reads an uploaded CSV file and proposes a mapping.
func (s *Session) ReadImport(in ReadImportIn) (out ReadImportOut, err error) {
	im := store.Import{ID: in.Import, Product: in.Product, Name: in.Name}
	if in.Import == 0 {
		if im.Data, err = base64.StdEncoding.DecodeString(in.Content); err != nil {
			return out, crm.Fail(crm.CodeInvalid, "import.bad_content")
		}
	} else if err := s.read(func(v *store.View) error { im, err = v.Import(in.Import); return err }); err != nil {
		return out, err
	}
	if im.Applied != 0 {
		return out, crm.Fail(crm.CodeConflict, "import.applied_already")
	}
	t, err := importer.ReadAs(im.Name, im.Data, in.Encoding, in.Delimiter)
	if err != nil {
		return out, err
	}
	im.Name, im.Hash = t.Name, t.Hash
	if in.Import == 0 {
		if im, err = s.keepImport(im); err != nil {
			return out, err
		}
	}
	out = ReadImportOut{
		Import: im.ID, Name: t.Name, Encoding: t.Encoding, Encodings: importer.Encodings, Delimiter: t.Delimiter, Headers: t.Headers,
		Rows: t.Rows[:min(len(t.Rows), 10)], Total: len(t.Rows), Doubts: t.Doubts,
	}
	return out, s.read(func(v *store.View) error {
		cat, err := v.Catalogue(im.Product)
		if err != nil {
			return err
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out.Mapping = importer.Guess(t, cat)
		out.Mapping.Region = ws.Country
		out.Ambiguous = importer.Ambiguous(t, out.Mapping, cat)
		out.Before, err = v.ImportedBefore(im.Product, im.Hash)
		return err
	})
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

// built is an import that was read and checked against the catalogue.
type built struct {
	im     store.Import
	table  *importer.Table
	result *importer.Result
}

func (s *Session) build(id crm.ImportID, encoding, delimiter string, m importer.Mapping) (b built, err error) {
	var cat *crm.Catalogue
	err = s.read(func(v *store.View) error {
		if b.im, err = v.Import(id); err != nil {
			return err
		}
		cat, err = v.Catalogue(b.im.Product)
		return err
	})
	if err != nil {
		return b, err
	}
	if b.im.Applied != 0 {
		return b, crm.Fail(crm.CodeConflict, "import.applied_already")
	}
	if b.table, err = importer.ReadAs(b.im.Name, b.im.Data, encoding, delimiter); err != nil {
		return b, err
	}
	b.result, err = importer.Build(b.table, m, cat)
	return b, err
}

// CheckImport tries a mapping and writes nothing: it applies the import and
// undoes it.
func (s *Session) CheckImport(in CheckImportIn) (out CheckImportOut, err error) {
	b, err := s.build(in.Import, in.Encoding, in.Delimiter, in.Mapping)
	var ours *crm.Error
	if errors.As(err, &ours) && ours.Code == crm.CodeInvalid && len(ours.Problems) > 0 {
		out.Problems = ours.Problems
		return out, nil
	}
	if err != nil {
		return out, err
	}
	r := b.result
	out.Bad, out.BadRows, out.Noted = len(r.Bad), r.Bad[:min(len(r.Bad), 50)], len(r.Noted)
	out.NewStatuses, out.Ambiguous = r.NewStatuses, r.Ambiguous
	for _, f := range r.NewFields {
		out.NewFields = append(out.NewFields, f.Name)
	}
	err = s.svc.deps.Store.WriteBulk(s.ctx, func(tx *store.Tx) error {
		out.Preview, out.Enrols = nil, nil
		a, err := newApply(s, tx, b, StartImportIn{Import: in.Import, Mapping: in.Mapping, Enrol: true, Consent: true})
		if err != nil {
			return err
		}
		out.Good, out.Existing, out.Preview = len(r.Drafts)-len(a.whole), len(a.existing), a.preview()
		if out.Enrols, err = a.enrols(); err != nil {
			return err
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		return out, err
	}
	return out, nil
}

func notApplied(tx *store.Tx, id crm.ImportID) error {
	im, err := tx.Import(id)
	if err == nil && im.Applied != 0 {
		err = crm.Fail(crm.CodeConflict, "import.applied_already")
	}
	return err
}

// errUndo ends a dry run.
var errUndo = errors.New("dry run")

// StartImport applies an import as a job: all good rows, or none.
func (s *Session) StartImport(in StartImportIn) (JobView, error) {
	b, err := s.build(in.Import, in.Encoding, in.Delimiter, in.Mapping)
	if err != nil {
		return JobView{}, err
	}
	return s.svc.jobs.start(s, "import", len(b.result.Drafts), func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		var say crm.Phrase
		err := s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
			if err := notApplied(tx, in.Import); err != nil { // by another start meanwhile
				return err
			}
			a, err := newApply(s, tx, b, in)
			if err != nil {
				return err
			}
			if err := a.run(ctx, j.step); err != nil {
				return err
			}
			say = crm.Say("import.done", "count", a.created, "skipped", a.skipped, "bad", len(b.result.Bad))
			return tx.ImportApplied(in.Import, a.created)
		})
		s.svc.deps.Kick()
		return say, err
	}), nil
}

// ImportErrors is the file of rejected rows with their reasons.
func (s *Session) ImportErrors(in CheckImportIn) (Download, error) {
	b, err := s.build(in.Import, in.Encoding, in.Delimiter, in.Mapping)
	if err != nil {
		return Download{}, err
	}
	lang := s.language()
	content := importer.ErrorFile(b.table, b.result.Bad, func(p crm.Phrase) string { return s.svc.deps.Say(lang, p) })
	name := strings.TrimSuffix(b.table.Name, ".csv") + "-errors.csv"
	return s.download(name, "text/csv", content)
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

// MapColumn maps the column with a header to a target, by words of a command
// line. Errors: invalid where there is no such column or target.
func MapColumn(m *importer.Mapping, headers []string, header, target string) error {
	return m.Set(&importer.Table{Headers: headers}, header, importer.Target(target))
}
