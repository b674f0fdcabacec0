package testkit

import (
	"bytes"
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/document/pdf"
	"stepwise/backend/store"
)

// Asset adds a picture or file of templates.
func (w *World) Asset(name, mime string, content []byte) crm.AssetID {
	w.T.Helper()
	kept, done, err := w.Store.KeepContent(bytes.NewReader(content))
	w.OK(err)
	defer done()
	var a crm.Asset
	w.OK(w.Store.Write(context.Background(), func(tx *store.Tx) error {
		a, err = tx.AddAsset(crm.Asset{Name: name, Mime: mime, Size: kept.Size, Hash: kept.Hash})
		return err
	}))
	return a.ID
}

// TemplateOf adds a template that says all this.
func (w *World) TemplateOf(kind crm.TemplateKind, c crm.Content) crm.TemplateID {
	w.T.Helper()
	return w.SaveTemplate(crm.Template{Product: w.Product, Kind: kind, Name: w.name("Template"), Content: c})
}

// SaveTemplate saves a template as it is.
func (w *World) SaveTemplate(t crm.Template) crm.TemplateID {
	w.T.Helper()
	var saved crm.Template
	w.Write(func(tx *store.Tx) (err error) {
		saved, err = tx.SaveTemplate(t)
		return err
	})
	return saved.ID
}

func makePDF(c crm.Content, v crm.MergeValues, picture func(crm.AssetID) ([]byte, string, error)) ([]byte, error) {
	return pdf.Render(c, v, picture)
}
