package api

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/fold"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// TemplateFileIn is a template's file, to be looked at or imported.
type TemplateFileIn struct {
	Product    crm.ProductID `json:"product" ts_type:"string"`
	Content    string        `json:"content"`    // base64
	MakeFields bool          `json:"makeFields"` // those that the product lacks
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
	f, err := readTemplateFile(in.Content)
	if err != nil {
		return out, err
	}
	return out, s.read(func(v *store.View) error {
		r, err := newFileReader(v, in.Product, f)
		if err != nil {
			return err
		}
		out, err = r.look()
		return err
	})
}

// ImportTemplate makes the template of a file, with the PDFs, pictures and
// files that come with it (administrators). It overwrites nothing: where a name
// is taken it gets another. Errors: invalid where fields are missing and not to
// be made, or the text can't be saved.
func (s *Session) ImportTemplate(in TemplateFileIn) (out TemplateRow, err error) {
	f, err := readTemplateFile(in.Content)
	if err != nil {
		return out, err
	}
	// Asked before megabytes are written for nothing.
	if err := s.change(func(*store.Tx) error { return nil }); err != nil {
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

func (r *fileReader) look() (out TemplateFileOut, err error) {
	f := r.file
	c := r.content(f.Content)
	out = TemplateFileOut{Kind: f.Kind, Name: r.free(f.Kind, f.Name), Folder: f.Folder, Says: saysOf(c)}
	out.Renamed = out.Name != f.Name
	for _, p := range f.Templates {
		out.PDFs = append(out.PDFs, r.free(p.Kind, p.Name))
	}
	for _, a := range f.Assets {
		out.Files = append(out.Files, a.Name)
		if _, err := assetOf(AddAssetIn{Name: a.Name}, a.Content); err != nil {
			return out, err
		}
	}
	out.Missing = r.missing()
	with := *r.cat
	for _, m := range out.Missing {
		with.Fields = append(with.Fields, crm.Field{Name: m.Path, Slug: strings.TrimPrefix(m.Path, "card."), Type: r.typeOf(m)})
	}
	var bad crm.Problems
	f.Name = name(&bad, "name", f.Name)
	bad.AddBelow("content", document.CheckContent(f.Kind, c, &with))
	for i, p := range f.Templates {
		if p.Kind != crm.TemplatePDF {
			bad.Add(fmt.Sprintf("templates[%d]", i), "document.attachment_no_pdf", "name", p.Name)
		}
		bad.AddBelow(fmt.Sprintf("templates[%d].content", i), document.CheckContent(p.Kind, r.content(p.Content), &with))
	}
	out.Problems = bad
	return out, nil
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
		r.ours(n)
		out.Doc = document.Marshal(n)
	}
	for _, a := range c.Attachments {
		at := crm.Attachment{Name: a.Name, Asset: a.Asset}
		if mapped, ok := r.assets[a.Asset]; ok {
			at.Asset = mapped
		}
		if a.Template != nil && *a.Template >= 0 && *a.Template < len(r.pdfs) {
			at.Template = max(r.pdfs[*a.Template], 1) // not made yet: some PDF
		}
		out.Attachments = append(out.Attachments, at)
	}
	return out
}

// ours gives the pictures of a document our ids.
func (r *fileReader) ours(n *document.Node) {
	if id, ok := r.assets[n.Attrs.Asset]; ok {
		n.Attrs.Asset = id
	}
	for _, child := range n.Content {
		r.ours(child)
	}
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
		if p.Kind != crm.TemplatePDF {
			return t, crm.Fail(crm.CodeInvalid, "document.attachment_no_pdf", "name", p.Name)
		}
		made, err := r.template(tx, p, by)
		if err != nil {
			return t, err
		}
		r.pdfs[i] = made.ID
	}
	return r.template(tx, r.file.fileTemplate, by)
}

// template makes one template of the file. A PDF that is there already, word by
// word, is used as it is.
func (r *fileReader) template(tx *store.Tx, f fileTemplate, by crm.UserID) (t crm.Template, err error) {
	t = crm.Template{Product: r.cat.Product.ID, Kind: f.Kind, Name: f.Name}
	if t.Content, err = prepared(&tx.View, t.Kind, r.content(f.Content), r.cat); err != nil {
		return t, err
	}
	for _, there := range r.there {
		if t.Kind == crm.TemplatePDF && f.Name != r.file.Name && there.Kind == t.Kind && there.Name == t.Name && reflect.DeepEqual(there.Content.Doc, t.Content.Doc) {
			return there, nil
		}
	}
	var bad crm.Problems
	t.Name = name(&bad, "name", t.Name)
	t.Name = r.free(t.Kind, t.Name)
	if t.Folder, err = templateFolder(&tx.View, t.Product, "folder", f.Folder); err != nil {
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
		path := "fields[" + strconv.Itoa(i) + "]."
		f := r.field(m)
		checkField(&bad, path, &f)
		checkCurrency(&bad, path+"currency", &f, ws)
		if Slug(f.Slug, r.cat) != f.Slug {
			bad.Add(path+"name", "merge.unknown_field", "field", m.Path)
		}
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
