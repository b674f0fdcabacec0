package api_test

import (
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func TestNotes(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion Popescu", testkit.NewLead)
	barna := d.as(d.User("Barna Kiss"))
	note := ask(barna.SaveNote(api.SaveNoteIn{Card: ion, Text: " First\r\nsecond\u202e \x00"})).ok(t)
	equal(t, "as it is stored", note.Note.Text, "First\nsecond")
	equal(t, "who wrote it", note.Who, "Barna Kiss")
	equal(t, "Barna may edit it", note.MayEdit, true)
	d.Advance("1m")
	other := d.as(d.User("Csilla Nagy"))
	ask(other.SaveNote(api.SaveNoteIn{ID: note.Note.ID, Text: "No"})).refused(t, "forbidden error.note.not_yours")
	ask(other.DeleteNote(api.NoteIn{ID: note.Note.ID})).refused(t, "forbidden error.note.not_yours")
	edited := ask(d.api.SaveNote(api.SaveNoteIn{ID: note.Note.ID, Text: "Second thoughts"})).ok(t)
	equal(t, "still Barna's", edited.Who, "Barna Kiss")
	equal(t, "edited later", edited.Note.Modified > edited.Note.Created, true)

	ask(other.PinNote(api.PinNoteIn{ID: note.Note.ID, Pinned: true})).ok(t)
	page := ask(other.GetTimeline(api.TimelineIn{Card: ion})).ok(t)
	equal(t, "pinned", len(page.Pinned), 1)
	equal(t, "Csilla may not edit it", page.Pinned[0].MayEdit, false)
	ask(barna.DeleteNote(api.NoteIn{ID: note.Note.ID})).ok(t)
	same(t, "deleted", d.lines(t, ion, 0), []string{"change activity.note_deleted", "change card.made_user"})
	ask(barna.SaveNote(api.SaveNoteIn{ID: note.Note.ID, Text: "x"})).refused(t, "not_found error.not_found.note")
	ask(barna.PinNote(api.PinNoteIn{ID: note.Note.ID})).refused(t, "not_found error.not_found.note")
	equal(t, "back", ask(barna.RestoreNote(api.NoteIn{ID: note.Note.ID})).ok(t).Changed, 1)
	equal(t, "back twice", ask(barna.RestoreNote(api.NoteIn{ID: note.Note.ID})).ok(t).Changed, 0)
	same(t, "it is there again", d.lines(t, ion, 0, "note"), []string{"note Second thoughts"})
}

func TestANoteThatIsNone(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion Popescu", testkit.NewLead)
	for text, want := range map[string]string{
		"":                          "text error.note.empty",
		" \u202e\n\t ":              "text error.note.empty",
		strings.Repeat("ș", 10_001): "text error.note.too_long",
		"x" + strings.Repeat("👩‍👩‍👧", 2001): "text error.note.too_long",
	} {
		ask(d.api.SaveNote(api.SaveNoteIn{Card: ion, Text: text})).invalid(t, want)
	}
	ask(d.api.SaveNote(api.SaveNoteIn{Card: ion, Text: strings.Repeat("ș", crm.MaxCardNote)})).ok(t)
	kept := ask(d.api.SaveNote(api.SaveNoteIn{Card: ion, Text: "👩‍👩‍👧 <b>bold</b>"})).ok(t)
	equal(t, "a family stays one picture, markup stays text", kept.Note.Text, "👩‍👩‍👧 <b>bold</b>")
	ask(d.api.SaveNote(api.SaveNoteIn{Card: 77, Text: "x"})).refused(t, "not_found error.not_found.card")
	ask(d.api.SaveNote(api.SaveNoteIn{ID: 77, Text: "x"})).refused(t, "not_found error.not_found.note")
	ask(d.api.DeleteNote(api.NoteIn{ID: 77})).refused(t, "not_found error.not_found.note")
	ask(d.api.DeleteCards(api.CardIDs{IDs: []crm.CardID{ion}})).ok(t)
	ask(d.api.SaveNote(api.SaveNoteIn{Card: ion, Text: "x"})).refused(t, "not_found error.not_found.card")
}
