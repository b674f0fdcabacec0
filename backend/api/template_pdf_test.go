package api_test

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/document/pdf"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func pdfContent(text string) crm.Content {
	return crm.Content{Subject: "Ofertă: {{card.name}}", Doc: `{"type":"doc","content":[{"type":"paragraph","content":[` +
		`{"type":"text","text":"` + text + `"},{"type":"field","attrs":{"expr":"card.offer_total | money: \"EUR\""}}]}]}`}
}

func TestThePreviewOfAPDFIsTheFileThatACardsClientGets(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := api.PreviewPDFIn{Product: d.Product, Content: pdfContent("Bună {{contact.first_name}} ")}
	sample := ask(d.api.PreviewPDF(in)).ok(t)
	equal(t, "without any card", sample.Card, 0)
	equal(t, "pages of a sample", sample.Pages, 1)
	ion, maria := d.Card("Ion Popescu", testkit.NewLead), d.Card("Maria Pop", testkit.NewLead)
	first := ask(d.api.PreviewPDF(in)).ok(t)
	equal(t, "the first card", first.Card, ion)
	same(t, "what is missing", first.Missing, []string{"card.offer_total"})
	in.Card, in.Move = ion, 1
	next := ask(d.api.PreviewPDF(in)).ok(t)
	equal(t, "the next card", next.CardName, "Maria Pop")
	in.Card, in.Move = maria, 0
	again := ask(d.api.PreviewPDF(in)).ok(t)
	equal(t, "the same card again", again.Content == next.Content && next.Content != first.Content, true)
	file := ask(base64.StdEncoding.DecodeString(next.Content)).ok(t)
	equal(t, "a PDF", bytes.HasPrefix(file, []byte("%PDF-")), true)
	saved := ask(d.api.SavePDF(in)).ok(t)
	equal(t, "the file that is saved", saved.Content, next.Content)
	equal(t, "its name and type", saved.Name+" "+saved.Mime, "Ofertă Maria Pop.pdf application/pdf")
	in.Card = 77
	ask(d.api.PreviewPDF(in)).refused(t, "not_found error.not_found.card")
}

func TestThePreviewOfAPDFSaysWhatIsWrongWithIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	for name, tc := range map[string]struct {
		content crm.Content
		want    []string
	}{
		"no title":         {crm.Content{Doc: pdfContent("x").Doc}, []string{"subject document.no_subject"}},
		"no document":      {crm.Content{Subject: "x", Doc: "{"}, []string{"doc document.doc_unreadable"}},
		"an unknown field": {pdfContent("{{card.nothing}}"), []string{"doc document.at"}},
		"endless pages": {crm.Content{Subject: "x", Doc: `{"type":"doc","content":[` + strings.Repeat(`{"type":"pageBreak"},`, pdf.MaxPages) +
			`{"type":"paragraph","content":[{"type":"text","text":"x"}]}]}`}, []string{"doc document.pdf_pages"}},
	} {
		t.Log(name)
		out := ask(d.api.PreviewPDF(api.PreviewPDFIn{Product: d.Product, Content: tc.content})).ok(t)
		same(t, name, problems(t, out.Problems), tc.want)
		ask(d.api.SavePDF(api.PreviewPDFIn{Product: d.Product, Content: tc.content})).invalid(t, tc.want...)
	}
}

func TestThePreviewOfAPDFWarnsOfWhatCannotBePrinted(t *testing.T) {
	t.Parallel()
	d := open(t)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	there, broken := d.asset("logo.png", b.Bytes()), d.asset("broken.png", []byte("no picture"))
	picture := func(id crm.AssetID) string {
		return `{"type":"image","attrs":{"asset":"` + id.String() + `","alt":"x"}}`
	}
	c := pdfContent("Bună 😀 中 ")
	c.Doc = strings.TrimSuffix(c.Doc, "]}") + "," + picture(there) + "," + picture(broken) + "," + picture(77) + "]}"
	out := ask(d.api.PreviewPDF(api.PreviewPDFIn{Product: d.Product, Content: c})).ok(t)
	if len(out.Warnings) != 2 {
		t.Fatalf("warnings: %v", out.Warnings)
	}
	for i, want := range []string{"document.pdf_boxed", "document.pdf_pictures"} {
		said(t, out.Warnings[i])
		equal(t, "a warning", out.Warnings[i].Key, want)
	}
	equal(t, "which characters", out.Warnings[0].Args["characters"], any("😀 中"))
	equal(t, "how many pictures", out.Warnings[1].Args["count"], any(2))
	equal(t, "made all the same", out.Pages, 1)
}

// asset adds a picture of templates, whatever is in it.
func (d *desk) asset(name string, content []byte) (id crm.AssetID) {
	d.T.Helper()
	kept, done, err := d.Store.KeepContent(bytes.NewReader(content))
	if err != nil {
		d.T.Fatal(err)
	}
	defer done()
	err = d.Store.Write(d.T.Context(), func(tx *store.Tx) error {
		a, err := tx.AddAsset(crm.Asset{Name: name, Mime: "image/png", Size: int64(len(content)), Hash: kept.Hash})
		id = a.ID
		return err
	})
	if err != nil {
		d.T.Fatal(err)
	}
	return id
}
