package api

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// What a template's file says of itself.
const (
	templateFormat  = "stepwise.template"
	templateVersion = 1
	templateMime    = "application/json"
)

// templateFile is a template as a file that people can read: its texts, the
// PDFs, pictures and files that go with it, and the fields that it needs.
type templateFile struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	fileTemplate
	Templates []fileTemplate `json:"templates,omitempty"` // the PDFs that go with it
	Assets    []fileAsset    `json:"assets,omitempty"`
	Fields    []fileField    `json:"fields,omitempty"`
}

type fileTemplate struct {
	Kind    crm.TemplateKind `json:"kind"`
	Name    string           `json:"name"`
	Folder  string           `json:"folder,omitempty"`
	Content fileContent      `json:"content"`
}

type fileContent struct {
	Subject     string           `json:"subject,omitempty"`
	Body        string           `json:"body,omitempty"`
	Document    json.RawMessage  `json:"document,omitempty"`
	Simplify    bool             `json:"simplify,omitempty"`
	TaskType    string           `json:"taskType,omitempty"`
	DueDays     int              `json:"dueDays,omitempty"`
	DueWorkdays bool             `json:"dueWorkdays,omitempty"`
	Priority    crm.Priority     `json:"priority,omitempty"`
	Attachments []fileAttachment `json:"attachments,omitempty"`
}

// fileAttachment is a file, or a PDF by its place among the templates.
type fileAttachment struct {
	Name     string      `json:"name"`
	Asset    crm.AssetID `json:"asset,omitempty"`
	Template *int        `json:"template,omitempty"`
}

type fileAsset struct {
	ID      crm.AssetID `json:"id"` // of the file: the first one is 1, so that two workspaces write the same file
	Name    string      `json:"name"`
	Mime    string      `json:"mime"`
	Content []byte      `json:"content"` // base64
}

type fileField struct {
	Path     string        `json:"path"` // "card.offer_total"
	Name     string        `json:"name"`
	Type     crm.FieldType `json:"type"`
	Currency string        `json:"currency,omitempty"`
	Choices  []string      `json:"choices,omitempty"`
}

// ExportTemplate gives a template as a file, with all that it needs: any
// workspace can import it.
func (s *Session) ExportTemplate(in TemplateIn) (out Download, err error) {
	f, err := s.fileOf(in.ID)
	if err != nil {
		return out, err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(f); err != nil {
		return out, err
	}
	return s.download(fileName(f.Name)+".template.json", templateMime, b.Bytes())
}

// fileOf is a template with all that it needs, as its file holds it.
func (s *Session) fileOf(id crm.TemplateID) (*templateFile, error) {
	w := &fileWriter{s: s}
	if err := s.read(func(v *store.View) error { return w.read(v, id) }); err != nil {
		return nil, err
	}
	for i := range w.file.Assets {
		var err error
		if w.file.Assets[i].Content, err = s.svc.deps.Store.ReadContent(w.hashes[i]); err != nil {
			return nil, err
		}
	}
	return &w.file, nil
}

// fileWriter gathers what a template's file holds.
type fileWriter struct {
	s      *Session
	v      *store.View
	cat    *crm.Catalogue
	file   templateFile
	pdfs   []crm.TemplateID // in the order of file.Templates
	assets []crm.AssetID    // in the order of file.Assets
	hashes []string         // in the order of file.Assets
}

func (w *fileWriter) read(v *store.View, id crm.TemplateID) error {
	w.v, w.file = v, templateFile{Format: templateFormat, Version: templateVersion}
	t, err := v.Template(id)
	if err != nil {
		return err
	}
	if w.cat, err = v.Catalogue(t.Product); err != nil {
		return err
	}
	w.file.fileTemplate, err = w.template(t)
	return err
}

func (w *fileWriter) template(t crm.Template) (fileTemplate, error) {
	c := t.Content
	out := fileTemplate{Kind: t.Kind, Name: t.Name, Folder: t.Folder, Content: fileContent{
		Subject: c.Subject, Body: c.Body, Simplify: c.Simplify, TaskType: c.TaskType, DueDays: c.DueDays, DueWorkdays: c.DueWorkdays, Priority: c.Priority,
	}}
	w.fields(document.Sources(t.Kind, c))
	var err error
	if out.Content.Document, err = w.document(c.Doc); err != nil {
		return out, err
	}
	for _, a := range c.Attachments {
		at := fileAttachment{Name: a.Name}
		if a.Asset != 0 {
			if at.Asset, err = w.asset(a.Asset); err != nil {
				return out, err
			}
		} else {
			place, err := w.pdf(a.Template)
			if err != nil {
				return out, err
			}
			at.Template = &place
		}
		out.Content.Attachments = append(out.Content.Attachments, at)
	}
	return out, nil
}

// pdf adds the PDF of an attachment, once, and gives its place.
func (w *fileWriter) pdf(id crm.TemplateID) (int, error) {
	if i := slices.Index(w.pdfs, id); i >= 0 {
		return i, nil
	}
	t, err := w.v.Template(id)
	if err != nil {
		return 0, err
	}
	one, err := w.template(t)
	w.pdfs, w.file.Templates = append(w.pdfs, id), append(w.file.Templates, one)
	return len(w.pdfs) - 1, err
}

// document is a document with the ids of the file. One that can't be read goes
// as it is: the import says what is wrong with it.
func (w *fileWriter) document(doc string) (json.RawMessage, error) {
	if doc == "" {
		return nil, nil
	}
	n, wrong := document.Parse(doc)
	if wrong != nil {
		return json.RawMessage(doc), nil
	}
	ids := map[crm.AssetID]crm.AssetID{}
	for _, id := range document.Assets(n) {
		var err error
		if ids[id], err = w.asset(id); err != nil {
			return nil, err
		}
	}
	document.SwapAssets(n, ids)
	return json.RawMessage(document.Marshal(n)), nil
}

// asset adds a picture or file, once, and gives its id in the file.
func (w *fileWriter) asset(id crm.AssetID) (crm.AssetID, error) {
	if i := slices.Index(w.assets, id); i >= 0 {
		return w.file.Assets[i].ID, nil
	}
	a, err := w.v.Asset(id)
	if err != nil {
		return 0, err
	}
	w.assets, w.hashes = append(w.assets, id), append(w.hashes, a.Hash)
	ours := crm.AssetID(len(w.assets))
	w.file.Assets = append(w.file.Assets, fileAsset{ID: ours, Name: a.Name, Mime: a.Mime})
	return ours, nil
}

// fields notes the custom fields that texts name.
func (w *fileWriter) fields(sources []string) {
	for _, path := range merge.Paths(strings.Join(sources, "\n")) {
		slug, ok := strings.CutPrefix(path, "card.")
		i := slices.IndexFunc(w.cat.Fields, func(f crm.Field) bool { return ok && f.Slug == slug })
		if i < 0 || slices.ContainsFunc(w.file.Fields, func(f fileField) bool { return f.Path == path }) {
			continue
		}
		f := w.cat.Fields[i]
		one := fileField{Path: path, Name: f.Name, Type: f.Type, Currency: f.Currency}
		for _, c := range f.Choices {
			one.Choices = append(one.Choices, c.Name)
		}
		w.file.Fields = append(w.file.Fields, one)
	}
}
