package pdf_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/document/pdf"
)

// letters are what the fonts must be able to draw.
const letters = `ș ț ă â î Ș Ț Ă Â Î ő ű Ő Ű á é í ó ö ú ü ß ñ ç ş ţ „ ” “ ’ « » – — … € £ № ™ © → ✓ Привет Ελλάδα`

func content(doc string) crm.Content { return crm.Content{Subject: "Oferta {{card.name}}", Doc: doc} }

func values(pairs ...string) crm.MergeValues {
	v := crm.MergeValues{"$lang": "ro", "card.name": "Construcții Țăndărei", "contact.first_name": "Ștefan", "owner.signature": "Erzsébet Kővágó\n+40 264 123 456"}
	for i := 0; i < len(pairs); i += 2 {
		v[pairs[i]] = pairs[i+1]
	}
	return v
}

func doc(blocks ...string) string {
	return `{"type":"doc","content":[` + strings.Join(blocks, ",") + `]}`
}

func para(text string) string {
	return fmt.Sprintf(`{"type":"paragraph","content":[{"type":"text","text":%q}]}`, text)
}

func draw(t *testing.T, c crm.Content, v crm.MergeValues) (pdf.Drawn, paper) {
	t.Helper()
	d, err := pdf.Draw(c, v, pictures(t))
	if err != nil {
		t.Fatal(err)
	}
	p := read(t, d.File)
	if len(p.pages) != d.Pages {
		t.Fatalf("%d pages, said to be %d", len(p.pages), d.Pages)
	}
	return d, p
}

// pictures are asset_1 a PNG with transparency, asset_2 a JPEG, asset_3 a GIF,
// asset_4 no picture.
func pictures(t *testing.T) pdf.Assets {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, 60, 30), color.Palette{color.Transparent, color.RGBA{0x36, 0x4f, 0xc7, 0xff}})
	for x := range 60 {
		img.SetColorIndex(x, x/2, 1)
	}
	files := map[crm.AssetID]func(*bytes.Buffer) error{
		1: func(b *bytes.Buffer) error { return png.Encode(b, img) },
		2: func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) },
		3: func(b *bytes.Buffer) error { return gif.Encode(b, img, nil) },
		4: func(b *bytes.Buffer) error { b.WriteString("no picture"); return nil },
	}
	return func(id crm.AssetID) ([]byte, string, error) {
		var b bytes.Buffer
		if files[id] == nil {
			return nil, "", crm.Fail(crm.CodeNotFound, "asset.gone")
		}
		err := files[id](&b)
		return b.Bytes(), "", err
	}
}

var offer = sync.OnceValue(func() crm.Content {
	text, err := os.ReadFile(filepath.Join("testdata", "offer.json"))
	if err != nil {
		panic(err)
	}
	return content(string(text))
})

func TestTheSameInputMakesTheSameBytes(t *testing.T) {
	t.Parallel()
	first, p := draw(t, offer(), values())
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			again, err := pdf.Render(offer(), values(), pictures(t))
			if err != nil || !bytes.Equal(first.File, again) {
				t.Errorf("other bytes: %v", err)
			}
		})
	}
	all.Wait()
	if strings.Contains(p.info, "Date") {
		t.Errorf("it says when it was made: %s", p.info)
	}
	sum := sha256.Sum256(first.File)
	if got, want := hex.EncodeToString(sum[:]), golden(t); got != want {
		t.Errorf("the offer became other bytes, %s; look at it, then change testdata/offer.sha256", got)
	}
	if other, err := pdf.Render(offer(), values("card.name", "Alt nume"), pictures(t)); err != nil || bytes.Equal(first.File, other) {
		t.Errorf("another card, the same bytes: %v", err)
	}
}

func golden(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "offer.sha256"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(text))
}

func TestEveryLetterComesBackAsText(t *testing.T) {
	t.Parallel()
	for _, marks := range []string{``, `{"type":"bold"}`, `{"type":"italic"}`, `{"type":"bold"},{"type":"italic"}`} {
		d, p := draw(t, content(doc(`{"type":"paragraph","content":[{"type":"text","text":"`+letters+`","marks":[`+marks+`]}]}`)), values())
		p.wants(t, letters)
		if d.Boxed != "" {
			t.Errorf("with %s boxes for %q", marks, d.Boxed)
		}
	}
}

func TestDecomposedLettersAreComposed(t *testing.T) {
	t.Parallel()
	_, p := draw(t, content(doc(para("Ștefan s\u0326i t\u0326ara, fo\u030b"))), values())
	p.wants(t, "Ștefan și țara, fő")
}

func TestWhatTheFontsLackIsABoxAndIsNamed(t *testing.T) {
	t.Parallel()
	d, p := draw(t, content(doc(para("Bună 😀 ziua 中文 👨‍👩‍👧 a\u00adb\u200bc"))), values())
	if d.Boxed != "😀中文👨👩👧" {
		t.Errorf("boxes for %q", d.Boxed)
	}
	p.wants(t, "Bună", "ziua", "abc")
}

func TestTheWholeDocumentIsDrawn(t *testing.T) {
	t.Parallel()
	d, p := draw(t, offer(), values())
	p.wants(t, "Ofertă pentru Construcții Țăndărei", "Bună ziua, Ștefan", "Erzsébet Kővágó", "1.", "•", "–", "Vedeți oferta",
		"Pagina 1 din 3", "Pagina 3 din 3", "Ferestre Cluj SRL", "12.500,00 €")
	if p.images != 2 {
		t.Errorf("%d pictures, the PNG is drawn twice and must be there once, beside the JPEG", p.images)
	}
	if got := strings.Join(p.links, " "); got != "https://example.com/logo https://example.com/?a=1&b=(2) https://example.com/oferta mailto:office@example.com" {
		t.Errorf("links: %s", got)
	}
	for i, page := range p.pages {
		if i > 0 && strings.Contains(page, "Fereastră") && !strings.Contains(page, "Cantitate") {
			t.Errorf("page %d has rows without the head", i+1)
		}
	}
	if d.Boxed != "" || d.Unread != nil {
		t.Errorf("boxes for %q, unread %v", d.Boxed, d.Unread)
	}
}

func TestPagesHaveTheSizeThatWasAsked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		attrs         string
		width, height float64
	}{
		{`{}`, 595.28, 841.89},
		{`{"page":"A4","orientation":"portrait"}`, 595.28, 841.89},
		{`{"orientation":"landscape"}`, 841.89, 595.28},
		{`{"page":"Letter"}`, 612, 792},
		{`{"page":"Letter","orientation":"landscape","margin":50}`, 792, 612},
	} {
		_, p := draw(t, content(`{"type":"doc","attrs":`+c.attrs+`,"content":[`+para("x")+`]}`), values())
		if p.width[0] != c.width || p.height[0] != c.height {
			t.Errorf("%s: %v × %v", c.attrs, p.width, p.height)
		}
	}
}

func TestHeaderAndFooterSayThePage(t *testing.T) {
	t.Parallel()
	d := `{"type":"doc","attrs":{"header":"{{card.name}} {page}","footer":"{page}/{pages} {{contact.first_name}}"},"content":[` +
		para("one") + `,{"type":"pageBreak"},` + para("two") + `,{"type":"pageBreak"}]}`
	_, p := draw(t, content(d), values("contact.first_name", "{pages}"))
	if len(p.pages) != 3 {
		t.Fatalf("%d pages", len(p.pages))
	}
	for i, page := range p.pages {
		for _, want := range []string{fmt.Sprintf("Construcții Țăndărei %d", i+1), fmt.Sprintf("%d/3 {pages}", i+1)} {
			if !strings.Contains(page, want) {
				t.Errorf("page %d says %q, not %q", i+1, page, want)
			}
		}
	}
}

func TestOnlySafeLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	link := `{"type":"paragraph","content":[{"type":"text","text":"here","marks":[{"type":"link","attrs":{"href":"{{card.f1}}"}}]}]}`
	for value, want := range map[string]string{
		"https://example.com/ș?x=1": "https://example.com/%C8%99?x=1",
		"firma.ro/oferta":           "https://firma.ro/oferta",
		"tel:+40264123456":          "tel:+40264123456",
		"javascript:alert(1)":       "",
		"file:///etc/passwd":        "",
		"":                          "",
	} {
		_, p := draw(t, content(doc(link)), values("card.f1", value))
		if got := strings.Join(p.links, " "); got != want {
			t.Errorf("%q leads to %q", value, got)
		}
		p.wants(t, "here")
	}
}

func TestAPictureThatCannotBeShownLeavesItsDescription(t *testing.T) {
	t.Parallel()
	d, p := draw(t, content(doc(`{"type":"image","attrs":{"asset":"asset_4","alt":"Our house in {{contact.first_name}}"}}`)), values())
	p.wants(t, "Our house in Ștefan")
	if len(d.Unread) != 1 || p.images != 0 {
		t.Errorf("unread %v, %d pictures", d.Unread, p.images)
	}
	if _, err := pdf.Render(content(doc(`{"type":"image","attrs":{"asset":"asset_9"}}`)), values(), pictures(t)); err == nil {
		t.Error("a picture that the store doesn't give makes a letter without it")
	}
}

func TestTextNeverLeavesThePage(t *testing.T) {
	t.Parallel()
	word := strings.Repeat("Donaudampfschiff", 40)
	cells := ""
	for range 40 {
		cells += `{"type":"tableCell","content":[` + para(word[:200]) + `]},`
	}
	table := `{"type":"table","content":[{"type":"tableRow","content":[` + strings.TrimSuffix(cells, ",") + `]}]}`
	columns := `{"type":"columns","content":[{"type":"column","content":[` + para(word) + `]},{"type":"column","content":[` + para(word) + `]},{"type":"column","content":[` + para(strings.Repeat(" ", 5000)) + `]}]}`
	button := fmt.Sprintf(`{"type":"button","attrs":{"label":%q,"href":"https://example.com"}}`, word)
	_, p := draw(t, content(doc(para(word), table, columns, button)), values())
	if got := strings.Count(strings.ReplaceAll(p.text(), "\n", ""), "Donau"); got < 120 {
		t.Errorf("only %d of the word came back", got)
	}
}

func TestLongDocumentsStayPossibleAndEndlessOnesAreRefused(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Lorem ipsum dolor sit amet, consectetur adipiscing elit. ", 1200)
	d, _ := draw(t, content(doc(para(long), para(long), para(long), para(long), para(long), para(long))), values())
	if d.Pages < 80 {
		t.Errorf("%d pages", d.Pages)
	}
	breaks := strings.Repeat(`{"type":"pageBreak"},`, pdf.MaxPages)
	var e *crm.Error
	if _, err := pdf.Render(content(doc(breaks+para("x"))), values(), nil); !errors.As(err, &e) || e.Key != "document.pdf_pages" {
		t.Errorf("%d pages: %v", pdf.MaxPages+1, err)
	}
	values := values("card.f1", strings.Repeat("x", 200<<10))
	fields := strings.Repeat(`{"type":"field","attrs":{"expr":"card.f1"}},`, 200)
	if _, err := pdf.Render(content(doc(`{"type":"paragraph","content":[`+strings.TrimSuffix(fields, ",")+`]}`)), values, nil); !errors.As(err, &e) || e.Key != "merge.too_long" {
		t.Errorf("40 MB of values: %v", err)
	}
}

func TestTheRowsOfATableStayWhole(t *testing.T) {
	t.Parallel()
	rows := `{"type":"tableRow","content":[{"type":"tableHeader","content":[` + para("Head") + `]}]}`
	for i := range 90 {
		rows += fmt.Sprintf(`,{"type":"tableRow","content":[{"type":"tableCell","content":[%s,%s]}]}`, para(fmt.Sprintf("first %d", i)), para(fmt.Sprintf("second %d", i)))
	}
	huge := `,{"type":"tableRow","content":[{"type":"tableCell","content":[` + para(strings.Repeat("word ", 3000)+"last") + `]}]}`
	_, p := draw(t, content(doc(`{"type":"table","content":[`+rows+huge+`]}`)), values())
	if len(p.pages) < 5 {
		t.Fatalf("%d pages", len(p.pages))
	}
	for i, page := range p.pages {
		if strings.Count(page, "Head") != 1 {
			t.Errorf("page %d has %d heads", i+1, strings.Count(page, "Head"))
		}
		if strings.Count(page, "first") != strings.Count(page, "second") {
			t.Errorf("page %d cuts a row", i+1)
		}
	}
	p.wants(t, "first 89", "word last")
}

func TestAHeadingIsNeverAloneAtTheFootOfAPage(t *testing.T) {
	t.Parallel()
	for n := 25; n < 60; n++ {
		blocks := []string{}
		for range n {
			blocks = append(blocks, para("line"))
		}
		blocks = append(blocks, `{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"Title"}]}`, para("below"))
		_, p := draw(t, content(doc(blocks...)), values())
		for i, page := range p.pages {
			if strings.Contains(page, "Title") && !strings.Contains(page, "below") {
				t.Errorf("after %d lines the heading is alone on page %d", n, i+1)
			}
		}
	}
}

func TestWhatIsNoDocumentIsRefused(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{`{`, `{"type":"doc","content":[{"type":"script"}]}`} {
		if _, err := pdf.Render(content(bad), values(), nil); err == nil {
			t.Errorf("%s was drawn", bad)
		}
	}
	if _, err := pdf.Render(content(doc(para("{{card.f9}}"))), values(), nil); err == nil {
		t.Error("a field that was not frozen was drawn")
	}
	d, err := pdf.Draw(crm.Content{Subject: "x", Body: "Plain {{contact.first_name}}"}, values(), nil)
	if err != nil {
		t.Fatal(err)
	}
	read(t, d.File).wants(t, "Plain Ștefan")
}

func FuzzDraw(f *testing.F) {
	f.Add(doc(para("x")), "Ștefan")
	f.Add(offer().Doc, "\u200f😀\x00{{")
	f.Fuzz(func(t *testing.T, d, value string) {
		out, err := pdf.Draw(content(d), values("contact.first_name", value), pictures(t))
		if err == nil && len(read(t, out.File).pages) != out.Pages {
			t.Error("pages are missing")
		}
	})
}

func BenchmarkTwoPageLetter(b *testing.B) {
	blocks := []string{`{"type":"heading","attrs":{"level":1},"content":[{"type":"text","text":"Ofertă"}]}`}
	for range 22 {
		blocks = append(blocks, `{"type":"paragraph","content":[{"type":"text","text":"`+strings.Repeat("Vă mulțumim că ne-ați scris, vă trimitem oferta noastră. ", 4)+`"},{"type":"text","marks":[{"type":"bold"}],"text":"Ștefan"}]}`)
	}
	c := content(doc(blocks...))
	for b.Loop() {
		if d, err := pdf.Draw(c, values(), nil); err != nil || d.Pages != 2 {
			b.Fatal(d.Pages, err)
		}
	}
}
