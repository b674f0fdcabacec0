package outbox

import (
	"errors"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// The keys of what keeps the files of an email from going with it.
const (
	keyFileGone = "outbox.file_gone" // name: of the picture or file
	keyTooBig   = "outbox.too_big"
	keyNoPDF    = "outbox.no_pdf" // name: of the PDF
)

// MakePDF makes a PDF of a template's version for the values frozen with a
// message; picture gives the pictures that its document names. Like Render it is
// a pure function.
type MakePDF func(c crm.Content, v crm.MergeValues, picture func(crm.AssetID) (content []byte, mime string, err error)) ([]byte, error)

// Depth is how much of an email's files is looked at.
type Depth int

// The depths.
const (
	Named   Depth = iota // what they are called: for a screen
	Checked              // whether they are there and can be made: at queueing
	Loaded               // what is in them: at the hand-over
)

// AddFiles adds to a rendered email the pictures in it and what goes with it.
// Errors: those that ReasonFor knows, unavailable where the disk doesn't answer.
func (o *Outbox) AddFiles(v *store.View, m crm.Message, r *crm.Rendered, depth Depth) error {
	if m.Channel != crm.ChannelEmail || len(r.Files)+len(m.Attached) == 0 {
		return nil
	}
	g := gatherer{o: o, v: v, depth: depth}
	for i := range r.Files {
		if err := g.picture(&r.Files[i]); err != nil {
			return err
		}
	}
	for _, a := range m.Attached {
		f, err := g.attached(m, a)
		if err != nil {
			return err
		}
		r.Files = append(r.Files, f)
	}
	if g.total > crm.MaxAttached {
		return crm.Fail(crm.CodeInvalid, keyTooBig, "max", crm.MaxAttached/1_000_000)
	}
	return nil
}

// gatherer finds the files of one email.
type gatherer struct {
	o     *Outbox
	v     *store.View
	depth Depth
	total int64 // bytes
}

func (g *gatherer) picture(f *crm.RenderedFile) error {
	var id crm.AssetID
	if err := id.UnmarshalText([]byte(f.CID)); err != nil {
		return err
	}
	a, err := g.asset(id)
	if err != nil {
		return err
	}
	f.Name, f.Mime = a.Name, a.Mime
	f.Data, err = g.content(a.Name, a.Hash, a.Size)
	return err
}

func (g *gatherer) asset(id crm.AssetID) (crm.Asset, error) {
	a, err := g.v.Asset(id)
	if crm.CodeOf(err) == crm.CodeNotFound {
		err = gone(id.String())
	}
	return a, err
}

func gone(name string) error { return crm.Fail(crm.CodeInvalid, keyFileGone, "name", name) }

// content reads a file as far as the depth asks for it.
func (g *gatherer) content(name, hash string, size int64) (data []byte, err error) {
	g.total += size
	switch g.depth {
	case Named:
		return nil, nil
	case Checked:
		var there bool
		if there, err = g.o.Store.HasContent(hash); err == nil && !there {
			err = gone(name)
		}
		return nil, err
	}
	return g.read(name, hash)
}

// read reads a whole file.
func (g *gatherer) read(name, hash string) ([]byte, error) {
	there, err := g.o.Store.HasContent(hash)
	if err == nil && !there {
		err = gone(name)
	}
	if err != nil {
		return nil, err
	}
	return g.o.Store.ReadContent(hash)
}

func (g *gatherer) attached(m crm.Message, a crm.Attached) (f crm.RenderedFile, err error) {
	f = crm.RenderedFile{Name: a.Name, Mime: a.Mime}
	if a.Version == 0 {
		f.Data, err = g.content(a.Name, a.Hash, a.Size)
		return f, err
	}
	c, err := g.v.VersionContent(a.Version)
	if err != nil {
		return f, err
	}
	if f.Name, err = pdfName(a.Name, c, m.Values); err != nil || g.depth == Named {
		return f, err
	}
	data, err := g.draw(f.Name, c, m.Values)
	g.total += int64(len(data))
	if g.depth == Loaded {
		f.Data = data
	}
	return f, err
}

// draw makes a PDF.
func (g *gatherer) draw(name string, c crm.Content, values crm.MergeValues) ([]byte, error) {
	if g.o.PDF == nil {
		return nil, crm.Fail(crm.CodeInvalid, keyNoPDF, "name", name)
	}
	data, err := g.o.PDF(c, values, func(id crm.AssetID) ([]byte, string, error) {
		a, err := g.asset(id)
		if err != nil {
			return nil, "", err
		}
		content, err := g.read(a.Name, a.Hash)
		return content, a.Mime, err
	})
	var wrong *crm.Error
	if errors.As(err, &wrong) && wrong.Code == crm.CodeInvalid && wrong.Key != keyFileGone {
		failed := crm.Fail(crm.CodeInvalid, keyNoPDF, "name", name)
		failed.Cause = err
		return nil, failed
	}
	return data, err
}

// DrawPDF makes the PDF of a template's version for merged values, and its file
// name by its title. Errors: those that ReasonFor knows, unavailable where the
// disk doesn't answer.
func (o *Outbox) DrawPDF(v *store.View, c crm.Content, values crm.MergeValues) (name string, data []byte, err error) {
	if name, err = pdfName("", c, values); err != nil {
		return "", nil, err
	}
	g := gatherer{o: o, v: v, depth: Loaded}
	data, err = g.draw(name, c, values)
	return name, data, err
}

// pdfName is what a PDF is called: the name in its attachment, else its title.
func pdfName(name string, c crm.Content, v crm.MergeValues) (string, error) {
	name, err := merge.Line(name, v)
	if err != nil {
		return "", err
	}
	title, err := merge.Line(c.Subject, v)
	return document.PDFName(name, title), err
}

// ReasonFor is the reason to record when an email can't be made or its files
// can't go with it.
func ReasonFor(kind crm.TemplateKind, err error) crm.Reason {
	var e *crm.Error
	if errors.As(err, &e) {
		switch e.Key {
		case keyFileGone:
			return crm.ReasonFileGone
		case keyTooBig:
			return crm.ReasonFilesTooBig
		case keyNoPDF:
			return crm.ReasonNoPDF
		}
	}
	return document.ReasonFor(kind, err)
}

// whichFile names the file that an error is about, "" for none.
func whichFile(err error) string {
	var e *crm.Error
	if !errors.As(err, &e) {
		return ""
	}
	name, _ := e.Args["name"].(string)
	return name
}
