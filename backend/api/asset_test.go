package api_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// drawn is a picture of this size in a format.
func drawn(t testing.TB, format string, width, height int) string {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch m := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.Black}); format {
	case "png":
		err = png.Encode(&b, m)
	case "jpeg":
		err = jpeg.Encode(&b, m, nil)
	default:
		err = gif.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

// webp is the head of a WebP picture of 300 × 200.
func webp(kind, data string) string {
	return base64Of("RIFF\x00\x00\x00\x00WEBP" + kind + "\x00\x00\x00\x00" + data + strings.Repeat("\x00", 40))
}

func (d *desk) addAsset(name, content string, picture bool) answer[crm.Asset] {
	return ask(d.api.AddAsset(api.AddAssetIn{Name: name, Content: content, Picture: picture}))
}

func TestPicturesOfTemplatesAreKnownByWhatIsInThem(t *testing.T) {
	t.Parallel()
	d := open(t)
	for name, c := range map[string]struct{ content, want string }{
		"logo.png":    {drawn(t, "png", 300, 200), "image/png 300 200"},
		"photo.JPG":   {drawn(t, "jpeg", 300, 200), "image/jpeg 300 200"},
		"anim.gif":    {drawn(t, "gif", 300, 200), "image/gif 300 200"},
		"a png.txt":   {drawn(t, "png", 1, 2), "image/png 1 2"},
		"lossy.webp":  {webp("VP8 ", "\x00\x00\x00\x9d\x01\x2a\x2c\x01\xc8\x00"), "image/webp 300 200"},
		"less.webp":   {webp("VP8L", "\x2f\x2b\xc1\x31\x00"), "image/webp 300 200"},
		"extend.webp": {webp("VP8X", "\x00\x00\x00\x00\x2b\x01\x00\xc7\x00\x00"), "image/webp 300 200"},
	} {
		a := d.addAsset(name, c.content, true).ok(t)
		equal(t, name, fmt.Sprintf("%s %d %d", a.Mime, a.Width, a.Height), c.want)
		got := ask(d.api.GetAsset(api.AssetIn{ID: a.ID})).ok(t)
		equal(t, "what is in "+name, got.Content, c.content)
		equal(t, "added again", d.addAsset(name, c.content, true).ok(t).ID, a.ID)
	}
	ask(d.as(d.User("Barna Kiss")).GetAsset(api.AssetIn{ID: 1})).ok(t)
	ask(d.api.GetAsset(api.AssetIn{ID: 99})).refused(t, "not_found error.not_found.asset")
}

func TestWhatNoLetterCanShowOrTakeAlongIsRefused(t *testing.T) {
	t.Parallel()
	d := open(t)
	for name, c := range map[string]struct {
		content string
		picture bool
		want    string
	}{
		"logo.svg":      {base64Of(`<svg onload="alert(1)">`), true, "invalid document.not_a_picture"},
		"page.png":      {base64Of("<html><script>"), true, "invalid document.not_a_picture"},
		"cut.png":       {base64Of(pixel), true, "invalid document.broken_picture"},
		"no.webp":       {webp("VP9 ", ""), true, "invalid document.broken_picture"},
		"bomb.png":      {bomb, true, "invalid document.broken_picture"},
		"setup.exe":     {base64Of("x"), false, "invalid document.refused_file"},
		"offer.pdf.JS":  {base64Of("x"), false, "invalid document.refused_file"},
		"saver.scr. ":   {base64Of("x"), false, "invalid document.refused_file"},
		"run.bat":       {base64Of("x"), false, "invalid document.refused_file"},
		"renamed.pdf":   {base64Of("MZ\x90\x00"), false, "invalid document.refused_file"},
		"linux":         {base64Of("\x7fELF"), false, "invalid document.refused_file"},
		"empty.pdf":     {"", false, "invalid error.file.empty"},
		"broken.pdf":    {"%%%", false, "invalid error.file.broken"},
		"large.pdf":     {base64Of(strings.Repeat("a", crm.MaxAsset+1)), false, "invalid error.file.too_big"},
		"too large.pdf": {strings.Repeat("A", 2*crm.MaxAsset), false, "invalid error.file.too_big"},
	} {
		t.Log(name)
		d.addAsset(name, c.content, c.picture).refused(t, c.want)
	}
	d.addAsset("offer.pdf", base64Of("%PDF-1.7"), false).ok(t)
	ask(d.as(d.User("Barna Kiss")).AddAsset(api.AddAssetIn{Name: "a.txt", Content: base64Of("a")})).refused(t, "forbidden error.admin_only")
}

// bomb says that it has 50,000 × 50,000 pixels.
var bomb = base64Of("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xc3\x50\x00\x00\xc3\x50\x08\x02\x00\x00\x00\xbb\x1d\x81\x11")

func letterOf(blocks ...string) string {
	return `{"type":"doc","content":[` + strings.Join(append(blocks, `{"type":"paragraph","content":[{"type":"text","text":"Hello"}]}`), ",") + `]}`
}

// TM17: pictures and attachments are named by their ids, and are there.
func TestATemplateNamesOnlyPicturesAndFilesThatAreThere(t *testing.T) {
	t.Parallel()
	d := open(t)
	logo := d.addAsset("logo.png", drawn(t, "png", 300, 200), true).ok(t)
	list := d.addAsset("list.txt", base64Of("prices"), false).ok(t)
	big := d.addAsset("big.pdf", base64Of(strings.Repeat("b", 9_000_000)), false).ok(t)
	bigger := d.addAsset("bigger.pdf", base64Of(strings.Repeat("c", 9_000_000)), false).ok(t)
	pdf := d.saveTemplate(crm.TemplatePDF, crm.Content{Subject: "Offer", Doc: letterOf()}).ok(t).Template
	call := d.Template(crm.TemplateTask, "Call", "")
	picture := func(id string) string { return letterOf(`{"type":"image","attrs":{"asset":"` + id + `","alt":"x"}}`) }
	for name, c := range map[string]struct {
		content crm.Content
		want    []string
	}{
		"a picture that is gone":  {crm.Content{Subject: "x", Doc: picture("asset_99")}, []string{"content.doc document.picture_gone"}},
		"a file as picture":       {crm.Content{Subject: "x", Doc: picture(list.ID.String())}, []string{"content.doc document.not_a_picture"}},
		"a path as picture":       {crm.Content{Subject: "x", Doc: picture("../../etc/passwd")}, []string{"content.doc document.at"}},
		"an attachment gone":      {crm.Content{Subject: "x", Body: "x", Attachments: crm.Attachments{{Asset: 99}}}, []string{"content.attachments[0] document.attachment_gone"}},
		"a template gone":         {crm.Content{Subject: "x", Body: "x", Attachments: crm.Attachments{{Template: 99}}}, []string{"content.attachments[0] document.attachment_gone"}},
		"a task as PDF":           {crm.Content{Subject: "x", Body: "x", Attachments: crm.Attachments{{Template: call}}}, []string{"content.attachments[0] document.attachment_no_pdf"}},
		"the same twice":          {crm.Content{Subject: "x", Body: "x", Attachments: crm.Attachments{{Asset: list.ID}, {Asset: list.ID}}}, []string{"content.attachments[1] document.attachment_twice"}},
		"too much together":       {crm.Content{Subject: "x", Body: "x", Attachments: crm.Attachments{{Asset: big.ID}, {Asset: bigger.ID}}}, []string{"content.attachments document.attached_too_big"}},
		"an unknown field's name": {crm.Content{Subject: "x", Body: "x", Attachments: crm.Attachments{{Template: pdf.ID, Name: "{{unknown}}"}}}, []string{"content.attachments[0] merge.unknown_field"}},
	} {
		t.Log(name)
		d.saveTemplate(crm.TemplateEmail, c.content).invalid(t, c.want...)
	}
	good := crm.Content{Subject: "x", Doc: picture(logo.ID.String()), Body: "old", Attachments: crm.Attachments{{Asset: list.ID, Name: "../../x"}, {Template: pdf.ID, Name: "Offer {{card.name}}"}}}
	saved := ask(d.api.SaveTemplate(api.SaveTemplateIn{Product: d.Product, Kind: crm.TemplateEmail, Name: "Good", Content: good})).ok(t).Template.Content
	equal(t, "the file's name", saved.Attachments[0].Name, "list.txt")
	equal(t, "its simple text", saved.Body, "")
}
