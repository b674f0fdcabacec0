package api

import (
	"context"
	"encoding/json"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
	"stepwise/backend/store"
)

// The phases of an import's job.
const (
	phaseChecking = "checking"
	phaseApplying = "applying"
	phaseUndoing  = "undoing"
)

// decided is what is kept of an import so that it can go on after an
// interruption, and so that its error file can be written after its end.
type decided struct {
	In      StartImportIn `json:"in"` // its mapping fills the new fields
	Headers []string      `json:"headers"`
	Format  string        `json:"format"`
	Made    importMade    `json:"made"`
}

// importRun is one import with everything it needs.
type importRun struct {
	s       *Session
	im      store.Import
	in      StartImportIn
	table   *importer.Table
	builder *importer.Builder
	result  *importer.Result
	cat     *crm.Catalogue
	ranks   map[crm.StatusID]int
	tags    map[string]crm.TagID // by name
	made    map[int]crm.FieldID  // new fields by column
	extra   importMade           // what else it made
	cause   crm.Cause
}

// tell says how far a job is.
type tell func(phase string, done, total int)

// prepareImport reads the file and judges every row; nothing is written. Errors:
// invalid with the mapping's problems.
func (s *Session) prepareImport(ctx context.Context, im store.Import, in StartImportIn, at tell) (*importRun, error) {
	if in.Existing == "" {
		in.Existing = ExistingError
	}
	if !slices.Contains([]string{ExistingNew, ExistingUpdate, ExistingError}, in.Existing) {
		return nil, crm.Fail(crm.CodeInvalid, "import.existing_unknown", "value", in.Existing)
	}
	s = s.during(ctx)
	r := &importRun{s: s, im: im, in: in, cause: crm.Cause{Kind: crm.CauseImport, User: s.user, Import: im.ID, Silent: !in.Enrol}}
	if im.User != 0 {
		r.cause.User = im.User
	}
	var err error
	if r.table, err = importer.ReadHow(im.Name, im.Data, importer.Reading{Encoding: in.Encoding, Delimiter: in.Delimiter, Sheet: in.Sheet}); err != nil {
		return nil, err
	}
	r.im.Data = nil // the table has it
	at(phaseChecking, 0, len(r.table.Rows))
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	err = s.read(func(v *store.View) error {
		r.cat, err = v.Catalogue(im.Product)
		return err
	})
	if err != nil {
		return nil, err
	}
	if r.builder, err = importer.NewBuilder(r.table, in.Mapping, r.cat); err != nil {
		return nil, err
	}
	if r.result, err = r.builder.Survey(); err != nil {
		return nil, err
	}
	at(phaseChecking, len(r.table.Rows), len(r.table.Rows))
	return r, ctx.Err()
}

// begin makes what is missing and notes that the import writes from now on; one
// that was interrupted goes on where it was.
func (r *importRun) begin(ctx context.Context) error {
	im, in := r.im, r.in
	err := r.s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		r.im, r.in = im, in
		now, err := tx.Import(r.im.ID)
		if err != nil {
			return err
		}
		if now.State != im.State {
			return crm.Fail(crm.CodeConflict, "import.under_way") // by another start meanwhile
		}
		if err := r.makeMissing(tx); err != nil {
			return err
		}
		if im.State == store.ImportApplying {
			return nil
		}
		return r.beginFirst(tx)
	})
	if err != nil {
		return err
	}
	r.builder, err = r.builder.After(r.made, r.cat)
	return err
}

func (r *importRun) beginFirst(tx *store.Tx) error {
	remembered, err := json.Marshal(importer.Remember(r.table, r.in.Mapping))
	if err != nil {
		return err
	}
	if err := tx.SaveImportMapping(r.im.Product, importer.MappingKey(r.table), string(remembered)); err != nil {
		return err
	}
	r.in.Mapping = r.in.Mapping.Made(r.made)
	kept, err := json.Marshal(decided{In: r.in, Headers: r.table.Headers, Format: r.table.Format, Made: r.extra})
	if err != nil {
		return err
	}
	batch, err := r.s.beginBatch(tx, crm.BatchImport, r.im.Product, crm.Say("import.undo", "name", r.im.Name))
	if err != nil {
		return err
	}
	r.im.State, r.im.User, r.im.Batch, r.im.Decided, r.im.Began = store.ImportApplying, r.cause.User, batch, string(kept), tx.Now
	r.im.Total, r.im.Cursor, r.im.Cards, r.im.Updated, r.im.Same, r.im.Rejected = len(r.table.Rows), 0, 0, 0, 0, len(r.result.Bad)
	if err := tx.ForgetRejects(r.im.ID); err != nil {
		return err
	}
	if err := tx.AddRejects(r.im.ID, rejectsOf(r.result.Bad)); err != nil {
		return err
	}
	return tx.MoveImport(r.im)
}

func rejectsOf(bad []importer.BadRow) []store.ImportReject {
	out := make([]store.ImportReject, len(bad))
	for i, b := range bad {
		out[i] = store.ImportReject{Line: b.Line, Cells: b.Row, Problems: b.Problems}
	}
	return out
}

// makeMissing makes the statuses, choices, fields and tags that the good rows
// name, and looks up what the chunks need.
func (r *importRun) makeMissing(tx *store.Tx) error {
	cat, err := tx.Catalogue(r.im.Product)
	if err != nil {
		return err
	}
	before := *cat
	before.Statuses, before.Fields = slices.Clone(cat.Statuses), slices.Clone(cat.Fields)
	r.cat, r.made, r.tags, r.extra = cat, map[int]crm.FieldID{}, map[string]crm.TagID{}, importMade{}
	if n := r.result; len(n.NewStatuses)+len(n.NewChoices)+len(n.NewFields) > 0 && r.im.State != store.ImportApplying {
		if err := r.s.mustBeAdmin(&tx.View); err != nil {
			return err
		}
	}
	if err := r.makeStatuses(tx); err != nil {
		return err
	}
	if err := r.makeFields(tx); err != nil {
		return err
	}
	for _, name := range r.result.Tags {
		known, err := tx.TagByName(name)
		if err != nil {
			return err
		}
		if known.ID == 0 {
			if known, err = tx.SaveTag(crm.Tag{Name: name, Color: "gray"}); err != nil {
				return err
			}
			r.extra.Tags = append(r.extra.Tags, known.ID)
		}
		r.tags[name] = known.ID
	}
	r.extra.note(&before, r.cat)
	r.ranks = r.cat.Ranks()
	return nil
}

func (r *importRun) makeStatuses(tx *store.Tx) error {
	for _, name := range r.result.NewStatuses {
		st := crm.Status{Product: r.im.Product, Name: name, Group: crm.GroupOpen, Color: "gray", Position: len(r.cat.Statuses) + 1}
		if slices.ContainsFunc(r.cat.Statuses, func(s crm.Status) bool { return s.Name == name }) {
			continue
		}
		st, err := tx.SaveStatus(st)
		if err != nil {
			return err
		}
		r.cat.Statuses = append(r.cat.Statuses, st)
	}
	return nil
}

func (r *importRun) makeFields(tx *store.Tx) error {
	for _, n := range r.result.NewChoices {
		i := slices.IndexFunc(r.cat.Fields, func(f crm.Field) bool { return f.ID == n.Field })
		if i < 0 {
			return crm.Fail(crm.CodeConflict, "import.changed")
		}
		f, err := tx.SaveField(withChoices(r.cat.Fields[i], n.Names))
		if err != nil {
			return err
		}
		r.cat.Fields[i] = f
	}
	ws, err := tx.Workspace()
	if err != nil {
		return err
	}
	for _, n := range r.result.NewFields {
		f := crm.Field{Product: r.im.Product, Name: n.Name, Slug: Slug(n.Name, r.cat), Type: n.Type, Position: len(r.cat.Fields) + 1, Currency: n.Currency}
		if f.Type == crm.FieldMoney && f.Currency == "" {
			f.Currency = crm.CurrencyOf(ws.Country)
		}
		f, err := tx.SaveField(withChoices(f, n.Choices))
		if err != nil {
			return err
		}
		r.made[n.Column] = f.ID
		r.cat.Fields = append(r.cat.Fields, f)
	}
	return nil
}

func withChoices(f crm.Field, names []string) crm.Field {
	f.Choices = slices.Clone(f.Choices)
	for _, name := range names {
		if !slices.ContainsFunc(f.Choices, func(c crm.Choice) bool { return c.Name == name }) {
			f.Choices = append(f.Choices, crm.Choice{Name: name})
		}
	}
	return f
}
