package api

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
	"stepwise/backend/store"
)

// ExportCardsIn asks for cards as a file.
type ExportCardsIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Pick    CardPick      `json:"pick"`    // of this product
	Columns []string      `json:"columns"` // keys of ExportColumns, in this order; none: all that an import reads
	Format  string        `json:"format" ts_type:"'csv'|'xlsx'"`
}

// ExportContactsIn asks for contacts as a file: these, or all of a list; all
// there are if neither is given.
type ExportContactsIn struct {
	IDs    []crm.ContactID `json:"ids" ts_type:"string[]"`
	List   *ListContactsIn `json:"list"`
	Format string          `json:"format" ts_type:"'csv'|'xlsx'"`
}

// ExportColumn is a column that an export can have.
type ExportColumn struct {
	Key  string `json:"key"`  // a name, or a field's id
	Name string `json:"name"` // as it stands in the file
}

// ExportOut is a file that a job has written.
type ExportOut struct {
	Job  JobView   `json:"job"`
	File *Download `json:"file"` // none while it is written, or if that failed
}

// exported is the file of an export until somebody takes it. It has no name any
// more where the system allows that: nothing of it outlives the process.
type exported struct {
	file       *os.File
	name, mime string
}

// ExportColumns are the columns of an export of a product's cards, in order:
// the import knows them by their names.
func (s *Session) ExportColumns(in ProductIn) (out []ExportColumn, err error) {
	lang := s.language()
	return out, s.read(func(v *store.View) error {
		cat, err := v.Catalogue(in.Product)
		if err != nil {
			return err
		}
		for _, c := range exportColumns(cat) {
			out = append(out, ExportColumn{Key: c.key, Name: c.header(func(p crm.Phrase) string { return s.svc.deps.Say(lang, p) })})
		}
		return nil
	})
}

// StartExportCards writes cards into a file as a job; GetExport has it. No cell
// is run as a formula by a spreadsheet.
func (s *Session) StartExportCards(in ExportCardsIn) (JobView, error) {
	var ids []crm.CardID
	x, err := s.newExport(in.Format)
	if err != nil {
		return JobView{}, err
	}
	err = s.read(func(v *store.View) error {
		if x.cat, err = v.Catalogue(in.Product); err != nil {
			return err
		}
		if x.columns, err = chooseColumns(exportColumns(x.cat), in.Columns); err != nil {
			return err
		}
		if ids, err = in.Pick.ids(v); err != nil {
			return err
		}
		tags, err := v.Tags()
		x.tags = tags
		return err
	})
	if err != nil {
		return JobView{}, err
	}
	return s.startExport(x, x.cat.Product.Name, len(ids), func(ctx context.Context, w importer.RowWriter, step tell) error {
		return x.cards(ctx, ids, w, step)
	}), nil
}

// StartExportContacts writes contacts into a file as a job; GetExport has it.
func (s *Session) StartExportContacts(in ExportContactsIn) (JobView, error) {
	x, err := s.newExport(in.Format)
	if err != nil {
		return JobView{}, err
	}
	ids, err := s.contactsOf(in)
	if err != nil {
		return JobView{}, err
	}
	err = s.read(func(v *store.View) error {
		x.tags, err = v.Tags()
		return err
	})
	if err != nil {
		return JobView{}, err
	}
	x.columns = contactColumns()
	return s.startExport(x, s.svc.deps.Say(x.lang, crm.Say("export.contacts")), len(ids), func(ctx context.Context, w importer.RowWriter, step tell) error {
		return x.contacts(ctx, ids, w, step)
	}), nil
}

// contactsOf are the contacts that are asked for.
func (s *Session) contactsOf(in ExportContactsIn) (ids []crm.ContactID, err error) {
	if len(in.IDs) > 0 {
		return in.IDs, nil
	}
	if in.List == nil {
		in.List = &ListContactsIn{}
	}
	q, err := contactQuery(*in.List)
	if err != nil {
		return nil, err
	}
	if in.List.Search != "" || in.List.Tags != "" {
		if err := s.svc.deps.Engine.RenewContacts(s.ctx); err != nil {
			return nil, err
		}
	}
	return ids, s.read(func(v *store.View) error {
		ids, err = v.ContactIDs(q)
		return err
	})
}

// GetExport gives the file that a job has written, once: it is gone from the
// program then.
func (s *Session) GetExport(in JobIn) (out ExportOut, err error) {
	j, err := s.svc.jobs.find(in.ID)
	if err != nil {
		return out, err
	}
	out.Job = j.look()
	if out.Job.State != "done" {
		return out, nil
	}
	done, ok := j.kept().(*exported)
	if !ok || done == nil {
		return out, crm.Fail(crm.CodeNotFound, "export.taken")
	}
	j.keep(nil)
	defer done.file.Close() //nolint:errcheck // only read
	defer func() { _ = os.Remove(done.file.Name()) }()
	content, err := io.ReadAll(done.file)
	if err != nil {
		return out, err
	}
	d, err := s.download(done.name, done.mime, content)
	out.File = &d
	return out, err
}

// SaveExport writes the file of an export to w instead: for the command line.
func SaveExport(s *Session, id string, w io.Writer) error {
	j, err := s.svc.jobs.find(id)
	if err != nil {
		return err
	}
	done, ok := j.kept().(*exported)
	if !ok || done == nil {
		return crm.Fail(crm.CodeNotFound, "export.taken")
	}
	j.keep(nil)
	defer done.file.Close() //nolint:errcheck // only read
	defer func() { _ = os.Remove(done.file.Name()) }()
	_, err = io.Copy(w, done.file)
	return err
}

// export is one export under way.
type export struct {
	s       *Session
	format  string
	lang    string
	zone    *time.Location
	cat     *crm.Catalogue
	tags    []crm.Tag
	columns []exportColumn
}

func (s *Session) newExport(format string) (*export, error) {
	if format != "csv" && format != "xlsx" {
		return nil, crm.Fail(crm.CodeInvalid, "export.format", "value", format)
	}
	x := &export{s: s, format: format, lang: s.language()}
	return x, s.read(func(v *store.View) error {
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		x.zone, err = time.LoadLocation(ws.Zone)
		return err
	})
}

const exportFiles = "export-*.tmp"

func (s *Session) startExport(x *export, name string, total int, write func(context.Context, importer.RowWriter, tell) error) JobView {
	return s.svc.jobs.start(s, "export", total, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		x.s = s.during(ctx) // it reads after the call has ended
		done, err := x.file(name)
		if err != nil {
			return crm.Phrase{}, err
		}
		w := importer.NewCSVWriter(done.file, ",")
		if x.format == "xlsx" {
			w = importer.NewXLSXWriter(done.file)
		}
		if err = w.Write(x.headers()); err == nil {
			err = write(ctx, w, j.at)
		}
		err = errors.Join(err, w.Close())
		if err == nil {
			_, err = done.file.Seek(0, io.SeekStart)
		}
		if err != nil {
			_ = done.file.Close()
			_ = os.Remove(done.file.Name())
			return crm.Phrase{}, err
		}
		j.keep(done)
		return crm.Say("export.done", "count", total), nil
	})
}

// file makes the file of an export in the data folder, after those that an
// interrupted one left are gone.
func (x *export) file(name string) (*exported, error) {
	dir := x.s.svc.deps.Store.Dir()
	old, err := filepath.Glob(filepath.Join(dir, exportFiles))
	if err != nil {
		return nil, err
	}
	for _, path := range old {
		_ = os.Remove(path) // one that is still read stays
	}
	file, err := os.CreateTemp(dir, exportFiles)
	if err != nil {
		return nil, err
	}
	_ = os.Remove(file.Name()) // where the system lets it: the file goes with the process
	extension, mime := importer.ErrorFormat(&importer.Table{Format: x.format})
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '_'
		}
		return r
	}, name)
	return &exported{file: file, name: name + extension, mime: mime}, nil
}

func (x *export) headers() []string {
	out := make([]string, len(x.columns))
	for i, c := range x.columns {
		out[i] = c.header(func(p crm.Phrase) string { return x.s.svc.deps.Say(x.lang, p) })
	}
	return out
}
