package api

import (
	"encoding/base64"
	"errors"
	"io"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/document/pdf"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// PreviewPDFIn asks for the PDF of a template made for a real card.
type PreviewPDFIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Content crm.Content   `json:"content"`
	Card    crm.CardID    `json:"card" ts_type:"string"` // none: the first one
	Move    int           `json:"move"`                  // 1: the next card, -1: the one before
}

// PreviewPDFOut is a PDF as the client of the card would get it.
type PreviewPDFOut struct {
	Problems []crm.Problem `json:"problems"` // why it could not be saved; there may be no file then
	Card     crm.CardID    `json:"card" ts_type:"string"`
	CardName string        `json:"cardName"`
	Missing  []string      `json:"missing"`  // merge fields without value or fallback: it would be held
	Warnings []crm.Phrase  `json:"warnings"` // what will not look as it was meant
	Name     string        `json:"name"`     // of the file
	Content  string        `json:"content"`  // base64; "" where it can't be made
	Pages    int           `json:"pages"`
}

// PreviewPDF makes the PDF of a template for a real card, by the code that makes
// the one that is sent. Where the product has no card it shows sample values
// and names no card.
func (s *Session) PreviewPDF(in PreviewPDFIn) (out PreviewPDFOut, err error) {
	made, err := s.makePDF(in)
	if err != nil {
		return out, err
	}
	return PreviewPDFOut{
		Problems: made.problems, Card: made.card.ID, CardName: made.card.Name, Missing: made.missing,
		Warnings: pdfWarnings(made.drawn), Name: made.name,
		Content: base64.StdEncoding.EncodeToString(made.drawn.File), Pages: made.drawn.Pages,
	}, nil
}

// SavePDF gives the PDF of PreviewPDF to the person: through the window's
// dialog, or to the browser. Errors: invalid with what PreviewPDF says is wrong.
func (s *Session) SavePDF(in PreviewPDFIn) (Download, error) {
	made, err := s.makePDF(in)
	if err == nil {
		err = made.problems.Err()
	}
	if err != nil {
		return Download{}, err
	}
	return s.download(made.name, "application/pdf", made.drawn.File)
}

// madePDF is the PDF of a template for a card.
type madePDF struct {
	problems crm.Problems
	card     crm.Card
	missing  []string
	name     string
	drawn    pdf.Drawn
	pictures map[crm.AssetID]crm.Asset
	values   crm.MergeValues
}

func (s *Session) makePDF(in PreviewPDFIn) (out madePDF, err error) {
	err = s.read(func(v *store.View) error {
		out, err = s.mergedPDF(v, &in)
		return err
	})
	if err != nil {
		return out, err
	}
	out.drawn, err = pdf.Draw(in.Content, out.values, func(id crm.AssetID) ([]byte, string, error) {
		content, err := s.contentOf(out.pictures[id])
		return content, out.pictures[id].Mime, err
	})
	var wrong *crm.Error
	if errors.As(err, &wrong) && wrong.Code == crm.CodeInvalid {
		if err = nil; len(out.problems) == 0 {
			out.problems.Add("doc", wrong.Key)
			out.problems[0].Args = wrong.Args
		}
	}
	return out, err
}

// mergedPDF reads what a PDF is made of; its content is changed as saving would.
func (s *Session) mergedPDF(v *store.View, in *PreviewPDFIn) (out madePDF, err error) {
	cat, err := v.Catalogue(in.Product)
	if err != nil {
		return out, err
	}
	if in.Content, err = prepared(v, crm.TemplatePDF, in.Content, cat); err != nil {
		return out, err
	}
	if out.problems, err = checked(v, in.Product, crm.TemplatePDF, in.Content, cat); err != nil {
		return out, err
	}
	id, err := v.FirstCard(in.Product, in.Card, in.Move)
	if err != nil {
		return out, err
	}
	src, card, err := s.sourceOf(v, cat, id)
	if err != nil {
		return out, err
	}
	out.card = card
	out.values = merge.Values(document.Sources(crm.TemplatePDF, in.Content), src)
	out.missing = document.Missing(crm.TemplatePDF, in.Content, out.values)
	title, _ := merge.Line(in.Content.Subject, out.values) // what is wrong with it is among the problems
	out.name = document.PDFName("", title)
	out.pictures, err = picturesOf(v, in.Content.Doc)
	return out, err
}

// picturesOf are the pictures of a document that are there.
func picturesOf(v *store.View, doc string) (map[crm.AssetID]crm.Asset, error) {
	out := map[crm.AssetID]crm.Asset{}
	n, wrong := document.Parse(doc)
	if wrong != nil {
		return out, nil
	}
	for _, id := range document.Assets(n) {
		a, err := v.Asset(id)
		var gone *crm.Error
		if errors.As(err, &gone) && gone.Code == crm.CodeNotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out[id] = a
	}
	return out, nil
}

// contentOf reads a picture from the disk; nothing where it isn't there, which
// a preview says.
func (s *Session) contentOf(a crm.Asset) ([]byte, error) {
	if a.Hash == "" {
		return nil, nil
	}
	from, err := s.svc.deps.Store.OpenContent(a.Hash)
	if err != nil {
		return nil, nil
	}
	defer from.Close() //nolint:errcheck // only read
	return io.ReadAll(io.LimitReader(from, crm.MaxFile))
}

// pdfWarnings are what will not look as it was meant.
func pdfWarnings(d pdf.Drawn) []crm.Phrase {
	out := []crm.Phrase{}
	if d.Boxed != "" {
		out = append(out, crm.Say("document.pdf_boxed", "characters", spaced(d.Boxed), "count", len([]rune(d.Boxed))))
	}
	if n := len(d.Unread); n > 0 {
		out = append(out, crm.Say("document.pdf_pictures", "count", n))
	}
	return out
}

// spaced puts spaces between characters, so that they can be told apart.
func spaced(s string) string {
	out := ""
	for _, r := range s {
		if out != "" {
			out += " "
		}
		out += string(r)
	}
	return out
}
