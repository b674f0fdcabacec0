package api

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// SaveNoteIn adds a note to a card (no id) or changes the text of one.
type SaveNoteIn struct {
	ID   crm.NoteID `json:"id" ts_type:"string"`
	Card crm.CardID `json:"card" ts_type:"string"` // of a new one
	Text string     `json:"text"`                  // 1..10,000 characters, with line breaks
}

// NoteIn names a note.
type NoteIn struct {
	ID crm.NoteID `json:"id" ts_type:"string"`
}

// PinNoteIn puts a note on top of the timeline, or back into it.
type PinNoteIn struct {
	ID     crm.NoteID `json:"id" ts_type:"string"`
	Pinned bool       `json:"pinned"`
}

// NoteView is a note and what this person may do with it.
type NoteView struct {
	Note    crm.Note `json:"note"`
	Who     string   `json:"who"`     // the name of who wrote it
	MayEdit bool     `json:"mayEdit"` // its author and administrators may edit and delete it
}

func noteView(n crm.Note, who string, me crm.User) NoteView {
	return NoteView{Note: n, Who: who, MayEdit: mayEditNote(n, me)}
}

func mayEditNote(n crm.Note, me crm.User) bool {
	return me.Active && (n.User == me.ID || me.Role == crm.RoleAdmin)
}

func pinned(v *store.View, me crm.User, card crm.CardID) ([]NoteView, error) {
	notes, err := v.PinnedNotes(card, mostPinned)
	if err != nil {
		return nil, err
	}
	out := make([]NoteView, 0, len(notes))
	for _, n := range notes {
		view, err := whoseNote(v, n, me)
		if err != nil {
			return nil, err
		}
		out = append(out, view)
	}
	return out, nil
}

func whoseNote(v *store.View, n crm.Note, me crm.User) (NoteView, error) {
	if n.User == 0 {
		return noteView(n, "", me), nil
	}
	who, err := v.User(n.User)
	return noteView(n, who.Name, me), err
}

// SaveNote adds a note to a card, or changes one: its author or an
// administrator may.
func (s *Session) SaveNote(in SaveNoteIn) (out NoteView, err error) {
	var bad crm.Problems
	text := cleanNote(in.Text)
	if n := utf8.RuneCountInString(text); n == 0 {
		bad.Add("text", "error.note.empty")
	} else if n > crm.MaxCardNote {
		bad.Add("text", "error.note.too_long", "have", n, "max", crm.MaxCardNote)
	}
	if err := bad.Err(); err != nil {
		return out, err
	}
	return out, s.write(func(tx *store.Tx) error {
		note := crm.Note{Card: in.Card, User: s.user}
		if in.ID != 0 {
			if note, err = s.noteToEdit(tx, in.ID); err != nil {
				return err
			}
		} else if err := mustBeThere(tx, in.Card); err != nil {
			return err
		}
		note.Text = text
		if note, err = tx.SaveNote(note); err != nil {
			return err
		}
		me, err := tx.User(s.user)
		if err != nil {
			return err
		}
		out, err = whoseNote(&tx.View, note, me)
		return err
	})
}

// noteToEdit reads a note that is there and that this person may change.
func (s *Session) noteToEdit(tx *store.Tx, id crm.NoteID) (crm.Note, error) {
	note, err := tx.CardNote(id)
	if err != nil {
		return note, err
	}
	if note.Deleted != 0 {
		return note, crm.NotFound("note")
	}
	return note, s.mustOwnNote(tx, note)
}

func (s *Session) mustOwnNote(tx *store.Tx, note crm.Note) error {
	me, err := tx.User(s.user)
	if err != nil {
		return err
	}
	if !mayEditNote(note, me) {
		return crm.Fail(crm.CodeForbidden, "error.note.not_yours")
	}
	return mustBeThere(tx, note.Card)
}

// mustBeThere refuses a card that was deleted.
func mustBeThere(tx *store.Tx, id crm.CardID) error {
	card, err := tx.Card(id)
	if err == nil && card.Deleted != 0 {
		err = crm.NotFound("card")
	}
	return err
}

// cleanNote is the form in which a longer text is stored: lines end with "\n",
// and what would turn the text around or can't be seen is left out, but for
// what joins letters and pictures.
func cleanNote(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n").Replace(strings.ToValidUTF8(s, "\ufffd"))
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\ufeff', r == '\u00ad':
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// PinNote puts a note on top of the card's timeline, or back into it.
func (s *Session) PinNote(in PinNoteIn) (out Changed, err error) {
	return out, s.write(func(tx *store.Tx) error {
		note, err := tx.CardNote(in.ID)
		if err != nil {
			return err
		}
		if note.Deleted != 0 {
			return crm.NotFound("note")
		}
		if err := mustBeThere(tx, note.Card); err != nil {
			return err
		}
		out.Changed = 1
		return tx.PinNote(note, in.Pinned)
	})
}

// DeleteNote deletes a note: its author or an administrator may. RestoreNote
// brings it back within 30 days.
func (s *Session) DeleteNote(in NoteIn) (Changed, error) { return s.deleteNote(in.ID, true) }

// RestoreNote undoes DeleteNote.
func (s *Session) RestoreNote(in NoteIn) (Changed, error) { return s.deleteNote(in.ID, false) }

func (s *Session) deleteNote(id crm.NoteID, deleted bool) (out Changed, err error) {
	return out, s.write(func(tx *store.Tx) error {
		out = Changed{}
		note, err := tx.CardNote(id)
		if err != nil {
			return err
		}
		if err := s.mustOwnNote(tx, note); err != nil || (note.Deleted != 0) == deleted {
			return err
		}
		key := "activity.note_restored"
		if deleted {
			key = "activity.note_deleted"
		}
		out.Changed = 1
		if err := tx.DeleteNote(note, deleted); err != nil {
			return err
		}
		return tx.NoteCause(note.Card, crm.ActivityCard, s.cause(), crm.Say(key))
	})
}
