package api

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/fold"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// TemplateFileIn is a template's file, to be looked at or imported, or a
// template that is here, to be copied to another product.
type TemplateFileIn struct {
	Product    crm.ProductID  `json:"product" ts_type:"string"` // where it goes
	Content    string         `json:"content"`                  // base64; not read where a template is named
	Template   crm.TemplateID `json:"template,omitempty" ts_type:"string"`
	MakeFields bool           `json:"makeFields"` // those that the product lacks
}

// TemplateFileOut says what importing a file would make. Nothing is written.
type TemplateFileOut struct {
	Kind     crm.TemplateKind `json:"kind" ts_type:"'email'|'sms'|'task'|'pdf'"`
	Name     string           `json:"name"`    // as it will be
	Renamed  bool             `json:"renamed"` // because another one has the file's name
	Folder   string           `json:"folder"`
	Says     string           `json:"says"`     // how it begins
	PDFs     []string         `json:"pdfs"`     // the names of those that come with it, as they will be
	Files    []string         `json:"files"`    // pictures and files, by name
	Missing  []MissingField   `json:"missing"`  // fields that the product lacks
	Problems []crm.Problem    `json:"problems"` // else; why it can't be imported
}

// MissingField is a field that a template needs and the product lacks.
type MissingField struct {
	Path string        `json:"path"`
	Name string        `json:"name"` // as the file calls it; "" where it says nothing of it
	Type crm.FieldType `json:"type" ts_type:"string"`
}

// ReadTemplateFile says what importing a template's file would make: its name,
// what comes with it, which fields the product lacks.
func (s *Session) ReadTemplateFile(in TemplateFileIn) (out TemplateFileOut, err error) {
	f, err := s.handedIn(in)
	if err != nil {
		return out, err
	}
	return out, s.read(func(v *store.View) error {
		r, err := newFileReader(v, in.Product, f)
		if err != nil {
			return err
		}
		out, err = r.look(v)
		return err
	})
}

// ImportTemplate makes the template of a file, with the PDFs, pictures and
// files that come with it (administrators). It overwrites nothing: where a name
// is taken it gets another. Errors: invalid where fields are missing and not to
// be made, or the text can't be saved.
func (s *Session) ImportTemplate(in TemplateFileIn) (out TemplateRow, err error) {
	f, err := s.handedIn(in)
	if err != nil {
		return out, err
	}
	// Asked before megabytes are written for nothing.
	if err := s.change(func(*store.Tx) error { return nil }); err != nil {
		return out, err
	}
	err = s.read(func(v *store.View) error {
		r, err := newFileReader(v, in.Product, f)
		if err != nil {
			return err
		}
		bad, err := r.problems(v, in.MakeFields)
		if err != nil {
			return err
		}
		return bad.Err()
	})
	if err != nil {
		return out, err
	}
	assets := make([]crm.Asset, len(f.Assets))
	for i, a := range f.Assets {
		if assets[i], err = assetOf(AddAssetIn{Name: a.Name}, a.Content); err != nil {
			return out, err
		}
		kept, done, err := s.svc.deps.Store.KeepContent(bytes.NewReader(a.Content))
		if err != nil {
			return out, err
		}
		defer done()
		assets[i].Size, assets[i].Hash = kept.Size, kept.Hash
	}
	return out, s.change(func(tx *store.Tx) error {
		r, err := newFileReader(&tx.View, in.Product, f)
		if err != nil {
			return err
		}
		saved, err := r.make(tx, assets, in.MakeFields, s.user)
		if err != nil {
			return err
		}
		out, err = templateRow(&tx.View, saved)
		return err
	})
}

// fileReader makes templates of a file.
type fileReader struct {
	file   *templateFile
	cat    *crm.Catalogue
	there  []crm.Template
	assets map[crm.AssetID]crm.AssetID // of the file, ours
	pdfs   []crm.TemplateID            // in the order of the file
}

func newFileReader(v *store.View, product crm.ProductID, f *templateFile) (r *fileReader, err error) {
	r = &fileReader{file: f, assets: map[crm.AssetID]crm.AssetID{}, pdfs: make([]crm.TemplateID, len(f.Templates))}
	for _, a := range f.Assets {
		r.assets[a.ID] = a.ID // until they are made
	}
	if r.cat, err = v.Catalogue(product); err != nil {
		return nil, err
	}
	r.there, err = v.Templates(product)
	return r, err
}

// free is the name as it will be.
func (r *fileReader) free(kind crm.TemplateKind, name string) string {
	if slices.ContainsFunc(r.there, func(t crm.Template) bool { return t.Kind == kind && t.Name == name }) {
		return freeTemplateName(r.there, kind, name)
	}
	return name
}

func (r *fileReader) look(v *store.View) (out TemplateFileOut, err error) {
	f := r.file
	out = TemplateFileOut{Kind: f.Kind, Name: r.free(f.Kind, f.Name), Folder: f.Folder, Says: saysOf(r.content(f.Content))}
	out.Renamed = out.Name != f.Name
	for _, p := range f.Templates {
		out.PDFs = append(out.PDFs, r.free(p.Kind, p.Name))
	}
	for _, a := range f.Assets {
		out.Files = append(out.Files, a.Name)
	}
	out.Missing = r.missing()
	out.Problems, err = r.problems(v, true)
	return out, err
}

// problems are everything that keeps a file from being imported, at its places;
// fields says that the missing ones would be made.
func (r *fileReader) problems(v *store.View, fields bool) (bad crm.Problems, err error) {
	with := *r.cat
	if missing := r.missing(); fields && len(missing) > 0 {
		ws, err := v.Workspace()
		if err != nil {
			return nil, err
		}
		with.Fields = slices.Clone(with.Fields)
		for i, m := range missing {
			with.Fields = append(with.Fields, r.checkedField(&bad, i, m, ws))
		}
	}
	for i, a := range r.file.Assets {
		path := fmt.Sprintf("assets[%d]", i)
		if slices.ContainsFunc(r.file.Assets[:i], func(o fileAsset) bool { return o.ID == a.ID }) {
			bad.Add(path, "templates.file_twice", "path", path)
		}
		var wrong *crm.Error
		if _, err := assetOf(AddAssetIn{Name: a.Name}, a.Content); errors.As(err, &wrong) {
			bad.AddPhrase(path, crm.Phrase{Key: wrong.Key, Args: wrong.Args})
		}
	}
	r.wrongIn(&bad, "", r.file.fileTemplate, &with)
	for i, p := range r.file.Templates {
		path := fmt.Sprintf("templates[%d].", i)
		if p.Kind != crm.TemplatePDF {
			bad.Add(path+"kind", "document.attachment_no_pdf", "name", p.Name)
		}
		r.wrongIn(&bad, path, p, &with)
	}
	return bad, nil
}

func (r *fileReader) wrongIn(bad *crm.Problems, path string, t fileTemplate, cat *crm.Catalogue) {
	name(bad, path+"name", t.Name)
	folderText(bad, path+"folder", t.Folder)
	bad.AddBelow(path+"content", document.CheckContent(t.Kind, converted(r.content(t.Content), cat), cat))
}

// typeOf is the type that a missing field would get.
func (r *fileReader) typeOf(m MissingField) crm.FieldType {
	if m.Type == "" {
		return crm.FieldText
	}
	return m.Type
}

// missing are the card's fields that the texts name and the product lacks.
func (r *fileReader) missing() []MissingField {
	sources := document.Sources(r.file.Kind, r.content(r.file.Content))
	for _, p := range r.file.Templates {
		sources = append(sources, document.Sources(p.Kind, r.content(p.Content))...)
	}
	known, out := merge.Fields(r.cat), []MissingField{}
	for _, path := range merge.Paths(strings.Join(sources, "\n")) {
		if !strings.HasPrefix(path, "card.") || slices.ContainsFunc(known, func(f merge.Field) bool { return f.Path == path }) {
			continue
		}
		m := MissingField{Path: path}
		for _, f := range r.file.Fields {
			if f.Path == path {
				m.Name, m.Type = f.Name, f.Type
			}
		}
		out = append(out, m)
	}
	return out
}

// content is what a template of the file says, with our ids as far as they are
// known yet.
func (r *fileReader) content(c fileContent) crm.Content {
	out := crm.Content{
		Subject: c.Subject, Body: c.Body, Doc: string(c.Document), Simplify: c.Simplify, TaskType: c.TaskType, DueDays: c.DueDays,
		DueWorkdays: c.DueWorkdays, Priority: c.Priority,
	}
	if n, wrong := document.Parse(out.Doc); out.Doc != "" && wrong == nil {
		document.SwapAssets(n, r.assets)
		out.Doc = document.Marshal(n)
	}
	for _, a := range c.Attachments {
		at := crm.Attachment{Name: a.Name, Asset: r.assets[a.Asset]}
		if a.Template != nil && *a.Template >= 0 && *a.Template < len(r.pdfs) {
			at.Template = max(r.pdfs[*a.Template], 1) // not made yet: some PDF
		}
		out.Attachments = append(out.Attachments, at)
	}
	return out
}

func (r *fileReader) make(tx *store.Tx, assets []crm.Asset, fields bool, by crm.UserID) (t crm.Template, err error) {
	if missing := r.missing(); len(missing) > 0 && fields {
		if err := r.makeFields(tx, missing); err != nil {
			return t, err
		}
	}
	for i, a := range assets {
		added, err := tx.AddAsset(a)
		if err != nil {
			return t, err
		}
		r.assets[r.file.Assets[i].ID] = added.ID
	}
	for i, p := range r.file.Templates {
		made, err := r.pdf(tx, p, by)
		if err != nil {
			return t, err
		}
		r.pdfs[i] = made.ID
	}
	return r.template(tx, r.file.fileTemplate, by)
}

// pdf makes a PDF of the file. One that is there already, word by word, is used
// as it is.
func (r *fileReader) pdf(tx *store.Tx, f fileTemplate, by crm.UserID) (crm.Template, error) {
	c, err := prepared(&tx.View, f.Kind, r.content(f.Content), r.cat)
	if err != nil {
		return crm.Template{}, err
	}
	i := slices.IndexFunc(r.there, func(t crm.Template) bool {
		return t.Kind == f.Kind && t.Name == f.Name && t.Content.Subject == c.Subject && t.Content.Doc == c.Doc
	})
	if i >= 0 {
		return r.there[i], nil
	}
	t, err := r.template(tx, f, by)
	r.there = append(r.there, t)
	return t, err
}

// template makes one template of the file.
func (r *fileReader) template(tx *store.Tx, f fileTemplate, by crm.UserID) (t crm.Template, err error) {
	t = crm.Template{Product: r.cat.Product.ID, Kind: f.Kind}
	if t.Content, err = prepared(&tx.View, t.Kind, r.content(f.Content), r.cat); err != nil {
		return t, err
	}
	var bad crm.Problems
	t.Name = r.free(t.Kind, name(&bad, "name", f.Name))
	if t.Folder, err = templateShelf(&tx.View).folder(t.Product, "folder", f.Folder); err != nil {
		return t, err
	}
	wrong, err := checked(&tx.View, t.Product, t.Kind, t.Content, r.cat)
	if err != nil {
		return t, err
	}
	bad.AddBelow("content", wrong)
	if err := bad.Err(); err != nil {
		return t, err
	}
	return tx.SaveTemplateOf(t, by)
}

// mostMissing is how many fields one import makes.
const mostMissing = 50

// makeFields makes the fields that the product lacks, under the names that the
// texts know them by.
func (r *fileReader) makeFields(tx *store.Tx, missing []MissingField) error {
	if len(missing) > mostMissing {
		return crm.Fail(crm.CodeInvalid, "templates.too_many_missing", "max", mostMissing)
	}
	ws, err := tx.Workspace()
	if err != nil {
		return err
	}
	var bad crm.Problems
	for i, m := range missing {
		f := r.checkedField(&bad, i, m, ws)
		if len(bad) > 0 {
			continue
		}
		if f, err = tx.SaveField(f); err != nil {
			return err
		}
		r.cat.Fields = append(r.cat.Fields, f)
	}
	return bad.Err()
}

// checkedField is a missing field, with what keeps it from being made.
func (r *fileReader) checkedField(bad *crm.Problems, i int, m MissingField, ws crm.Workspace) crm.Field {
	path := "fields[" + strconv.Itoa(i) + "]."
	f := r.field(m)
	checkField(bad, path, &f)
	checkCurrency(bad, path+"currency", &f, ws)
	if Slug(f.Slug, r.cat) != f.Slug {
		bad.Add(path+"name", "merge.unknown_field", "field", m.Path)
	}
	return f
}

// field is a missing field as the file describes it.
func (r *fileReader) field(m MissingField) crm.Field {
	f := crm.Field{
		Product: r.cat.Product.ID, Name: m.Name, Slug: strings.TrimPrefix(m.Path, "card."), Type: r.typeOf(m), Position: len(r.cat.Fields) + 1,
	}
	if f.Name == "" || slices.ContainsFunc(r.cat.Fields, func(o crm.Field) bool { return fold.Fold(o.Name) == fold.Fold(f.Name) }) {
		f.Name = f.Slug
	}
	for _, described := range r.file.Fields {
		if described.Path == m.Path {
			f.Currency = described.Currency
			f = withChoices(f, described.Choices)
		}
	}
	return f
}
