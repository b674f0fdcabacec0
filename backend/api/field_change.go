package api

import (
	"context"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/engine"
	"stepwise/backend/fold"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// TypeChangeIn is another type for a field.
type TypeChangeIn struct {
	Product  crm.ProductID `json:"product" ts_type:"string"`
	Field    crm.FieldID   `json:"field" ts_type:"string"`
	Type     crm.FieldType `json:"type" ts_type:"'text'|'longtext'|'number'|'money'|'date'|'datetime'|'yesno'|'choice'|'choices'|'link'|'phone'|'email'|'file'"`
	Currency string        `json:"currency"` // of money; "" for the country's
	Lost     int           `json:"lost"`     // of ChangeField: how many lost values were confirmed
}

// TypeChange says what another type would do to a field's values.
type TypeChange struct {
	Values   int      `json:"values"`   // that there are
	Converts int      `json:"converts"` // that stay, in the new type
	Lost     int      `json:"lost"`
	Examples []Lost   `json:"examples"` // the first that would be lost
	Choices  []string `json:"choices"`  // that the new field would have
	Uses     []Use    `json:"uses"`     // what keeps the type from changing
}

// Lost is a value that a change would lose.
type Lost struct {
	Card  crm.CardID `json:"card" ts_type:"string"`
	Name  string     `json:"name"`
	Value crm.Phrase `json:"value"`
}

const (
	lostExamples = 10
	heldChunk    = 1000 // values read at once
	asideChunk   = 200  // values written in one transaction
	habitTexts   = 10_000
)

// typeChange is a change of type under way.
type typeChange struct {
	in   TypeChangeIn
	old  crm.Field
	to   crm.Field
	conv *converter
}

// PreviewFieldChange says what another type would do to a field's values, and
// writes nothing.
func (s *Session) PreviewFieldChange(in TypeChangeIn) (out TypeChange, err error) {
	return out, s.read(func(v *store.View) error {
		ch, uses, err := planChange(v, in)
		if err != nil {
			return err
		}
		out, err = ch.survey(v)
		out.Uses = uses
		return err
	})
}

// planChange reads what a change is about; uses are the filters, steps and
// templates that stand in its way.
func planChange(v *store.View, in TypeChangeIn) (*typeChange, []Use, error) {
	cat, err := v.Catalogue(in.Product)
	if err != nil {
		return nil, nil, err
	}
	ws, err := v.Workspace()
	if err != nil {
		return nil, nil, err
	}
	ch := &typeChange{in: in}
	var known bool
	if ch.old, known = cat.Field(in.Field); !known {
		return nil, nil, crm.NotFound("field")
	}
	ch.to = ch.old
	ch.to.Type, ch.to.Currency, ch.to.Default, ch.to.Choices = in.Type, in.Currency, nil, nil
	var bad crm.Problems
	checkFieldType(&bad, "type", ch.to.Type)
	if in.Type == ch.old.Type {
		bad.Add("type", "settings.same_type")
	}
	checkCurrency(&bad, "currency", &ch.to, ws)
	if err := bad.Err(); err != nil {
		return nil, nil, err
	}
	texts, err := ch.texts(v)
	if err != nil {
		return nil, nil, err
	}
	if ch.conv, err = newConverter(ch.old, ch.to, ws, texts); err != nil {
		return nil, nil, err
	}
	uses, err := typeUses(v, cat, ch)
	return ch, uses, err
}

// typeUses are the filters and steps that name the field, and the templates
// whose text would not fit the new type.
func typeUses(v *store.View, cat *crm.Catalogue, ch *typeChange) ([]Use, error) {
	uses, err := askedFor(v, cat.Product.ID, func(c crm.Condition) bool { return c.Field == ch.old.ID })
	if err != nil {
		return nil, err
	}
	after := *cat
	after.Fields = append([]crm.Field{}, cat.Fields...)
	for i := range after.Fields {
		if after.Fields[i].ID == ch.old.ID {
			after.Fields[i] = ch.to
		}
	}
	list, err := merging(v, cat.Product.ID, ch.old)
	for _, t := range list {
		if len(merge.Check(strings.Join(document.Sources(t.Kind, t.Content), "\n"), &after)) > 0 {
			uses = append(uses, Use{Noun: "template", ID: t.ID.String(), Name: t.Name})
		}
	}
	return uses, err
}

// texts are the first values of a field of texts.
func (ch *typeChange) texts(v *store.View) ([]string, error) {
	if !ch.old.Type.IsText() {
		return nil, nil
	}
	held, err := v.HeldAfter(ch.in.Product, ch.old.ID, 0, 0, habitTexts)
	var texts []string
	for _, h := range held {
		if x, err := ch.old.ReadStoreValue([]byte(h.Doc)); err == nil {
			texts = append(texts, x.(string))
		}
	}
	return texts, err
}

// survey tries every value.
func (ch *typeChange) survey(v *store.View) (out TypeChange, err error) {
	out = TypeChange{Examples: []Lost{}, Choices: []string{}}
	for after := crm.CardID(0); ; {
		held, err := v.HeldAfter(ch.in.Product, ch.old.ID, after, 0, heldChunk)
		if err != nil {
			return out, err
		}
		for _, h := range held {
			after = h.Card
			out.Values++
			x, err := ch.old.ReadStoreValue([]byte(h.Doc))
			if err != nil {
				return out, err
			}
			if _, ok := ch.conv.convert(x); ok {
				out.Converts++
				continue
			}
			out.Lost++
			if len(out.Examples) < lostExamples {
				said := crm.Say("settings.value", "value", engine.ValueText(ch.old, x))
				out.Examples = append(out.Examples, Lost{Card: h.Card, Name: h.Name, Value: said})
			}
		}
		if len(held) < heldChunk {
			out.Choices = append(out.Choices, ch.conv.names...)
			return out, nil
		}
	}
}

// ChangeField gives a field another type (administrators): a job, undoable. The
// values are converted beside the old ones, and take their place all at once;
// nothing is seen of a change that is cancelled. Errors: conflict where filters,
// steps or templates keep the type, or more values would be lost than were
// confirmed.
func (s *Session) ChangeField(in TypeChangeIn) (JobView, error) {
	var ch *typeChange
	var batch crm.BatchID
	var found TypeChange
	err := s.read(func(v *store.View) error {
		var uses []Use
		var err error
		if err = s.mustBeAdmin(v); err != nil {
			return err
		}
		if ch, uses, err = planChange(v, in); err != nil {
			return err
		}
		if err = usedIn(ch.old.Name, uses); err != nil {
			return err
		}
		found, err = ch.survey(v)
		return err
	})
	if err != nil {
		return JobView{}, err
	}
	if found.Lost > in.Lost {
		return JobView{}, crm.Fail(crm.CodeConflict, "error.field.loses_more", "count", found.Lost, "was", in.Lost)
	}
	err = s.change(func(tx *store.Tx) error {
		if err := ch.reserve(tx); err != nil {
			return err
		}
		batch, err = s.beginBatch(tx, crm.BatchBulk, in.Product, crm.Say("undo.field_type", "name", ch.old.Name))
		return err
	})
	if err != nil {
		return JobView{}, err
	}
	return s.svc.jobs.start(s, "field", found.Values, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		j.undoes(batch)
		kept, err := s.convertField(ctx, j, batch, ch)
		state := crm.BatchDone
		if err != nil {
			state = crm.BatchCancelled
		}
		if end := s.svc.deps.Store.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error { return tx.SetBatch(batch, state, kept) }); err == nil {
			err = end
		}
		return crm.Say("settings.type_changed", "count", kept), err
	}), nil
}

// reserve gives the new field and its choices their ids.
func (ch *typeChange) reserve(tx *store.Tx) error {
	id, choices, err := tx.Reserve(len(ch.conv.names))
	if err != nil {
		return err
	}
	ch.to.ID = id
	for i, name := range ch.conv.names {
		ch.to.Choices = append(ch.to.Choices, crm.Choice{ID: choices[i], Field: id, Name: name, Position: i + 1})
		ch.conv.choices[fold.Fold(name)] = choices[i]
	}
	ch.conv.to = ch.to
	if ch.old.Default != nil && ch.old.Default != crm.Today {
		if def, ok := ch.conv.convert(ch.old.Default); ok {
			ch.to.Default = def
		}
	}
	return nil
}

// convertField writes the new values aside in chunks, and at the end, with those
// that came or changed meanwhile, lets the new field take the old one's place.
func (s *Session) convertField(ctx context.Context, j *jobRun, batch crm.BatchID, ch *typeChange) (kept int, err error) {
	var began crm.Instant
	for after := crm.CardID(0); ; {
		n := 0
		err := s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
			if began == 0 {
				began = tx.Now
			}
			held, err := tx.HeldAfter(ch.in.Product, ch.old.ID, after, 0, asideChunk)
			if err != nil {
				return err
			}
			n, err = ch.putAside(tx, held)
			for _, h := range held {
				after = h.Card
				j.step()
			}
			if kept += n; err == nil {
				n = len(held)
			}
			return err
		})
		if err != nil {
			return kept, err
		}
		if n < asideChunk {
			break
		}
	}
	return kept, s.recorded(ctx, batch, func(tx *store.Tx) error { return s.takePlace(tx, ch, began) })
}

// putAside writes the converted values of some cards; n is how many there are.
func (ch *typeChange) putAside(tx *store.Tx, held []store.Held) (n int, err error) {
	for _, h := range held {
		x, err := ch.old.ReadStoreValue([]byte(h.Doc))
		if err != nil {
			return n, err
		}
		value, ok := ch.conv.convert(x)
		if !ok {
			continue
		}
		folded := ""
		if text, isText := value.(string); isText {
			if f, differs := fold.Differs(text); differs {
				folded = f
			}
		}
		if err := tx.PutAside(h.Card, ch.to.ID, crm.StoreValue(value), folded); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (s *Session) takePlace(tx *store.Tx, ch *typeChange, since crm.Instant) error {
	cat, err := tx.Catalogue(ch.in.Product)
	if err != nil {
		return err
	}
	now, ok := cat.Field(ch.old.ID)
	if !ok || now.Type != ch.old.Type {
		return crm.NotFound("field")
	}
	uses, err := typeUses(&tx.View, cat, ch)
	if err != nil {
		return err
	}
	if err := usedIn(now.Name, uses); err != nil {
		return err
	}
	late, err := tx.HeldAfter(ch.in.Product, ch.old.ID, 0, since, 1<<30)
	if err != nil {
		return err
	}
	if _, err := ch.putAside(tx, late); err != nil {
		return err
	}
	f := ch.to
	f.Name, f.Slug, f.Position, f.Help, f.RequiredFrom = now.Name, now.Slug, now.Position, now.Help, now.RequiredFrom
	return tx.TakePlace(now, f)
}
