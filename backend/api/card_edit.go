package api

import (
	"encoding"
	"maps"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// MoveCardIn moves a card to another status, as on a board.
type MoveCardIn struct {
	ID       crm.CardID     `json:"id" ts_type:"string"`
	Revision int64          `json:"revision"` // that was seen; a newer one is a conflict; 0 for whatever it is
	Status   crm.StatusID   `json:"status" ts_type:"string"`
	Fields   map[string]any `json:"fields" ts_type:"Record<string, unknown>"` // values given with the move, by field id: those the status requires
	Amount   crm.FieldID    `json:"amount" ts_type:"string"`                  // as in BoardIn
}

// MoveCardOut is the moved card and what the move did to automations.
type MoveCardOut struct {
	Card    BoardCard    `json:"card"`
	Effects []crm.Phrase `json:"effects"` // "started Offer follow-up", "left Welcome"
	Undo    crm.BatchID  `json:"undo" ts_type:"string"`
}

// EditCardIn changes one thing of a card, as a cell of the list does.
type EditCardIn struct {
	ID       crm.CardID `json:"id" ts_type:"string"`
	Revision int64      `json:"revision"`                // that was seen; a newer one is a conflict; 0 for whatever it is
	Part     string     `json:"part"`                    // name, status, owner, tags or a field's id
	Value    any        `json:"value" ts_type:"unknown"` // as SaveCard takes it; null: not set
}

// EditCardOut says what became of it.
type EditCardOut struct {
	Revision int64        `json:"revision"`
	Effects  []crm.Phrase `json:"effects"` // as in SaveCardOut
	Noted    []crm.Phrase `json:"noted"`   // what was stored differently than typed
	Undo     crm.BatchID  `json:"undo" ts_type:"string"`
}

// MoveCard moves a card to another status. Errors: invalid with a problem for
// each field that the status requires and the card lacks ("fields.fld_3"),
// conflict where somebody else changed the card.
func (s *Session) MoveCard(in MoveCardIn) (out MoveCardOut, err error) {
	var scale float64
	done, err := s.editCard(in.ID, in.Revision, func(tx *store.Tx, cat *crm.Catalogue, d *engine.Draft) error {
		var bad crm.Problems
		if _, ok := cat.Status(in.Status); !ok {
			bad.Add("status", "cards.bad_status")
		}
		d.Status = in.Status
		for _, id := range slices.Sorted(maps.Keys(in.Fields)) {
			if _, err := setField(tx, &bad, cat, d, "fields."+id, id, in.Fields[id]); err != nil {
				return err
			}
		}
		checkRequired(&bad, cat, d.Status, d.Fields)
		if err := bad.Err(); err != nil {
			return err
		}
		var err error
		scale, err = amountScale(&tx.View, d.Product, in.Amount)
		return err
	})
	if err != nil {
		return out, err
	}
	out.Effects, out.Undo = done.effects, done.undo
	return out, s.read(func(v *store.View) error {
		line, err := v.BoardCard(in.ID, in.Amount)
		out.Card = boardCard(line, scale)
		return err
	})
}

// EditCard changes one thing of a card. A problem is at the path "value".
func (s *Session) EditCard(in EditCardIn) (out EditCardOut, err error) {
	var noted []crm.Phrase
	done, err := s.editCard(in.ID, in.Revision, func(tx *store.Tx, cat *crm.Catalogue, d *engine.Draft) (err error) {
		noted, err = setPart(tx, cat, d, in.Part, in.Value)
		return err
	})
	return EditCardOut{Revision: done.revision, Effects: done.effects, Noted: noted, Undo: done.undo}, err
}

// edited is what an edit came to.
type edited struct {
	revision int64
	effects  []crm.Phrase
	undo     crm.BatchID
}

// editCard changes what a person can edit of a card, and says what that did to
// its automations. change changes nothing of the catalogue.
func (s *Session) editCard(id crm.CardID, revision int64, change func(*store.Tx, *crm.Catalogue, *engine.Draft) error) (out edited, err error) {
	var old crm.Card
	var done *store.Tx
	var cat *crm.Catalogue
	name := func(tx *store.Tx) (crm.Phrase, error) {
		done = tx
		old, err = tx.Card(id)
		return crm.Say("undo.saved", "name", old.Name), err
	}
	out.undo, err = s.undoableAs(name, 1, func(tx *store.Tx) error {
		if cat, err = tx.SharedCatalogue(old.Product); err != nil {
			return err
		}
		d := draftOf(old, revision)
		if err := change(tx, cat, &d); err != nil {
			return err
		}
		saved, err := s.svc.deps.Engine.SaveCards(tx, []engine.Draft{d}, s.cause())
		if err != nil {
			return err
		}
		out.revision = saved[0].Revision
		return nil
	})
	if err != nil {
		return edited{}, err
	}
	out.effects = effects(cat, done.Passages(id))
	return out, nil
}

// draftOf is a card as it is, ready for a change.
func draftOf(c crm.Card, revision int64) engine.Draft {
	return engine.Draft{
		ID: c.ID, Revision: revision, Product: c.Product, Name: c.Name, Status: c.Status, Owner: c.Owner, Contact: c.Contact,
		Fields: maps.Clone(c.Fields), Tags: c.Tags, Origin: c.CreatedBy, Was: &c,
	}
}

// effects says which automations of a card began and which ended.
func effects(cat *crm.Catalogue, passed []store.Passage) []crm.Phrase {
	out := []crm.Phrase{}
	for _, p := range passed {
		i := slices.IndexFunc(cat.Sequences, func(q crm.SequenceName) bool { return q.ID == p.Sequence })
		if i < 0 {
			continue // deleted: nobody looks for it
		}
		key := "cards.effect_started"
		if p.Ended {
			key = "cards.effect_left"
		}
		out = append(out, crm.Say(key, "name", cat.Sequences[i].Name))
	}
	return out
}

// setPart puts one value into a draft, or says what is wrong with it.
func setPart(tx *store.Tx, cat *crm.Catalogue, d *engine.Draft, part string, value any) (noted []crm.Phrase, err error) {
	var bad crm.Problems
	text, _ := value.(string)
	switch part {
	case "name":
		d.Name = name(&bad, "value", text)
	case "status":
		known := readID(text, &d.Status)
		if _, ok := cat.Status(d.Status); !known || !ok {
			bad.Add("value", "cards.bad_status")
		}
		checkRequired(&bad, cat, d.Status, d.Fields)
	case "owner":
		d.Owner = 0
		known := text == "" || readID(text, &d.Owner)
		if _, ok := cat.User(d.Owner); !known || d.Owner != 0 && !ok {
			bad.Add("value", "cards.bad_owner")
		}
	case "tags":
		d.Tags = readTags(&bad, cat, value)
	default:
		if noted, err = setField(tx, &bad, cat, d, "value", part, value); err != nil {
			return nil, err
		}
	}
	return noted, bad.Err()
}

// readTags reads a list of ids of tags that exist.
func readTags(bad *crm.Problems, cat *crm.Catalogue, value any) crm.TagSet {
	list, ok := value.([]any)
	ids := make([]crm.TagID, len(list))
	for i, x := range list {
		text, _ := x.(string)
		ok = readID(text, &ids[i]) && ok
	}
	if !ok {
		bad.Add("value", "error.not_found.tag")
		return ""
	}
	var wrong crm.Problems
	set := crm.Tags(ids...)
	checkTags(&wrong, cat, set)
	for _, p := range wrong {
		bad.AddPhrase("value", crm.Phrase{Key: p.Key, Args: p.Args})
	}
	return set
}

// readID reads an id from outside; false for what is none.
func readID(text string, into encoding.TextUnmarshaler) bool {
	return text != "" && into.UnmarshalText([]byte(text)) == nil
}

// setField puts one field's value into a draft, or notes what is wrong with it.
func setField(tx *store.Tx, bad *crm.Problems, cat *crm.Catalogue, d *engine.Draft, path, id string, value any) ([]crm.Phrase, error) {
	i := slices.IndexFunc(cat.Fields, func(f crm.Field) bool { return f.ID.String() == id })
	if i < 0 {
		bad.Add(path, "error.not_found.field")
		return nil, nil
	}
	ws, err := tx.Workspace()
	if err != nil {
		return nil, err
	}
	f := &cat.Fields[i]
	x, noted, why, err := checkValue(&tx.View, f, value, ws.Country, d.ID)
	_, had := d.Fields[f.ID]
	switch {
	case err != nil:
		return nil, err
	case why != nil:
		bad.AddPhrase(path, *why)
	case x != nil:
		d.Fields[f.ID] = x
	case had && cat.Needs(*f, d.Status):
		st, _ := cat.Status(d.Status)
		bad.Add(path, "error.field.required", "field", f.Name, "status", st.Name)
	default:
		delete(d.Fields, f.ID)
	}
	return noted, nil
}
