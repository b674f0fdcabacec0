package api_test

import (
	"encoding/base64"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func base64Of(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

const pixel = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"

func TestFiles(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion Popescu", testkit.NewLead)
	barna := d.as(d.User("Barna Kiss"))
	added := ask(barna.AddFile(api.AddFileIn{Card: ion, Name: `C:\Users\b\Ofertă 1.png`, Content: base64Of(pixel)})).ok(t)
	equal(t, "its name", added.File.Name, "Ofertă 1.png")
	equal(t, "what it is", added.File.Mime, "image/png")
	equal(t, "can be shown", added.Picture, true)
	equal(t, "who added it", added.Who, "Barna Kiss")
	shown := ask(d.api.ShowPicture(api.FileIn{ID: added.File.ID})).ok(t)
	equal(t, "the picture", shown.Mime+" "+shown.Content, "image/png "+base64Of(pixel))
	again := ask(api.PutFile(d.api, ion, "copy.html", strings.NewReader("<html><script>alert(1)</script>"))).ok(t)
	equal(t, "is no picture", again.Picture, false)
	ask(d.api.ShowPicture(api.FileIn{ID: again.File.ID})).refused(t, "invalid error.file.no_picture")
	got := ask(d.api.DownloadFile(api.FileIn{ID: again.File.ID})).ok(t)
	equal(t, "downloaded", got.Name+" "+got.Content, "copy.html "+base64Of("<html><script>alert(1)</script>"))
	f, content, err := api.OpenFile(barna, added.File.ID)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(content)
	if err := errors.Join(err, content.Close()); err != nil || string(text) != pixel || f.Name != "Ofertă 1.png" {
		t.Errorf("%q %q %v", f.Name, text, err)
	}
	var names []string
	for _, view := range ask(d.api.GetCard(api.CardIn{ID: ion})).ok(t).Files {
		names = append(names, view.File.Name)
	}
	same(t, "on the card, the newest first", names, []string{"copy.html", "Ofertă 1.png"})

	ask(barna.DeleteFile(api.FileIn{ID: added.File.ID})).ok(t)
	ask(d.api.DownloadFile(api.FileIn{ID: added.File.ID})).refused(t, "not_found error.not_found.file")
	equal(t, "back", ask(barna.RestoreFile(api.FileIn{ID: added.File.ID})).ok(t).Changed, 1)
	ask(d.api.DownloadFile(api.FileIn{ID: added.File.ID})).ok(t)
	ask(d.api.DeleteCards(api.CardIDs{IDs: []crm.CardID{ion}})).ok(t)
	ask(d.api.DownloadFile(api.FileIn{ID: added.File.ID})).refused(t, "not_found error.not_found.file")
}

func TestAFileThatIsNone(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion Popescu", testkit.NewLead)
	add := func(content string) answer[api.FileView] {
		return ask(d.api.AddFile(api.AddFileIn{Card: ion, Name: "a.txt", Content: content}))
	}
	add("").refused(t, "invalid error.file.empty")
	add("not base64!").refused(t, "invalid error.file.broken")
	add(strings.Repeat("A", (crm.MaxFile+9)/3*4)).refused(t, "invalid error.file.too_big")
	ask(d.api.AddFile(api.AddFileIn{Card: 77, Name: "a", Content: base64Of("a")})).refused(t, "not_found error.not_found.card")
	ask(api.PutFile(d.api, ion, "a", iotest.ErrReader(errors.New("gone")))).refused(t, "unavailable error.file.interrupted")
	for _, err := range []error{
		ask(d.api.DownloadFile(api.FileIn{ID: 77})).err, ask(d.api.ShowPicture(api.FileIn{ID: 77})).err,
		ask(d.api.DeleteFile(api.FileIn{ID: 77})).err, ask(d.api.RestoreFile(api.FileIn{ID: 77})).err,
	} {
		ask(struct{}{}, err).refused(t, "not_found error.not_found.file")
	}
	equal(t, "none was added", len(ask(d.api.GetCard(api.CardIn{ID: ion})).ok(t).Files), 0)
}

func TestAFileInAFieldIsInUse(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion Popescu", testkit.NewLead)
	fields := append(slices.Clone(d.Catalogue().Fields), crm.Field{Name: "Contract", Type: crm.FieldFile})
	ask(d.api.SaveFields(api.SaveFieldsIn{Product: d.Product, Fields: fields})).ok(t)
	file := ask(d.api.AddFile(api.AddFileIn{Card: ion, Name: "contract.pdf", Content: base64Of("%PDF-1.7")})).ok(t).File
	ask(d.api.EditCard(api.EditCardIn{ID: ion, Part: d.Field("Contract").ID.String(), Value: file.ID.String()})).ok(t)
	refused := ask(d.api.DeleteFile(api.FileIn{ID: file.ID}))
	refused.refused(t, "conflict error.in_use")
	equal(t, "where", refused.arg("where"), any("Contract"))
	ask(d.api.EditCard(api.EditCardIn{ID: ion, Part: d.Field("Contract").ID.String()})).ok(t)
	ask(d.api.DeleteFile(api.FileIn{ID: file.ID})).ok(t)
}
