package api

import (
	"fmt"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
	"stepwise/backend/pack"
)

type sourceOfText = merge.Source

// sequences makes the automations, inactive.
func (t *taker) sequences() error {
	if len(t.bad) > 0 {
		return nil // they would only say the same again
	}
	list, err := t.tx.Sequences(t.wish.product)
	if err != nil {
		return err
	}
	for i, q := range t.p.Sequences {
		if err := t.sequence(index("automations", i), q, list); err != nil {
			return err
		}
	}
	return nil
}

func (t *taker) sequence(path string, of pack.Sequence, there []crm.Sequence) error {
	free := func(name string) bool {
		return !slices.ContainsFunc(there, func(o crm.Sequence) bool { return o.Name == name })
	}
	part := PackPart{Noun: "sequence", Name: of.Name, State: "new"}
	if !free(of.Name) {
		part.As = copyName(of.Name, func(name string) bool { return !free(name) })
	}
	part = t.take(part, free)
	q := crm.Sequence{
		Product: t.wish.product, Name: name(&t.bad, path+".name", part.As), Description: of.Description, Reentry: of.Reentry, ReentryDays: of.ReentryDays,
		ReentryDate: t.fieldAt(path+".again_date", of.ReentryDate), RunToEnd: of.RunToEnd, StopOnReply: of.StopOnReply, Fallback: t.user(path+".fallback", of.Fallback),
		State: crm.SequenceInactive, ModifiedBy: t.s.user, Steps: []crm.Step{},
	}
	var err error
	if q.Folder, err = t.folder(path+".folder", of.Folder); err != nil {
		return err
	}
	if q.Filter, err = t.filterOf(of.Filter); err != nil {
		return err
	}
	for i, st := range of.Steps {
		q.Steps = append(q.Steps, t.step(index(path+".steps", i), i+1, st))
	}
	check, err := t.s.check(&t.tx.View, q)
	if err != nil {
		return err
	}
	t.bad.AddBelow(path, check.Problems)
	if len(t.bad) > 0 {
		return nil
	}
	if q, err = t.tx.SaveSequence(q); err != nil {
		return err
	}
	if r := t.p.Recipe; r != nil {
		if err := t.tx.AddRecipeCopy(q.ID, r.ID, t.wish.language); err != nil {
			return err
		}
	}
	return t.show(q.ID)
}

// show adds an automation to the answer, as it has become.
func (t *taker) show(id crm.SequenceID) error {
	view, err := t.s.sequenceView(&t.tx.View, id)
	if err != nil {
		return err
	}
	out := PackSequence{
		ID: id, Name: view.Sequence.Name, Description: view.Sequence.Description, FilterName: view.FilterName, Sentence: view.Sentence,
		Steps: []PackStep{},
	}
	for i, st := range view.Sequence.Steps {
		texts, err := t.textsOf(st)
		if err != nil {
			return err
		}
		out.Steps = append(out.Steps, PackStep{Kind: st.Kind, Check: view.Check.Steps[i], Texts: texts})
		for _, missing := range view.Check.Steps[i].Missing {
			t.note(missing)
		}
	}
	t.out.Sequences = append(t.out.Sequences, out)
	return nil
}

// note says something once.
func (t *taker) note(p crm.Phrase) {
	same := func(o crm.Phrase) bool { return o.Key == p.Key && fmt.Sprint(o.Args) == fmt.Sprint(p.Args) }
	if !slices.ContainsFunc(t.out.Notes, same) {
		t.out.Notes = append(t.out.Notes, p)
	}
}

// folder is where an automation goes: recipes to those from extensions.
func (t *taker) folder(path, wanted string) (crm.FolderID, error) {
	list, err := t.tx.Folders(t.wish.product)
	if err != nil {
		return 0, err
	}
	builtin := "default"
	if t.p.Recipe != nil {
		builtin, wanted = "extensions", ""
	}
	for _, f := range list {
		if wanted == "" && f.Builtin == builtin || wanted != "" && f.Builtin == "" && sameNamed(f.Name, wanted) {
			return f.ID, nil
		}
	}
	if wanted == "" {
		return 0, crm.NotFound("folder")
	}
	before := len(t.bad)
	wanted = name(&t.bad, path, wanted)
	if len(t.bad) > before {
		return 0, nil
	}
	made, err := t.tx.SaveFolder(crm.Folder{Product: t.wish.product, Name: wanted})
	t.take(PackPart{Noun: "folder", Name: wanted, State: "new"}, nil)
	return made.ID, err
}

func (t *taker) filterOf(wanted string) (crm.FilterID, error) {
	if other, ok := t.names.Renamed["filter/"+wanted]; ok {
		wanted = other
	}
	list, err := t.tx.Filters(t.wish.product)
	for _, f := range list {
		if f.Name == wanted {
			return f.ID, err
		}
	}
	return 0, err
}

// user is a colleague by email address; one who isn't here is left to the card's
// owner or the workspace, and said.
func (t *taker) user(path, email string) crm.UserID {
	if email == "" {
		return 0
	}
	id := t.names.User(email)
	if id == 0 {
		t.note(crm.Say("packs.no_colleague", "email", email, "line", t.p.Line(path)))
	}
	return id
}

func (t *taker) fieldAt(path, wanted string) crm.FieldID {
	if wanted == "" {
		return 0
	}
	id := t.names.Field(wanted)
	if id == 0 {
		t.bad.Add(path, "packs.unknown_name.field", "name", wanted)
	}
	return id
}

func (t *taker) templateAt(kind crm.StepKind, wanted string) crm.TemplateID {
	return t.made[string(kind.Template())+"/"+wanted]
}

func (t *taker) step(path string, position int, of pack.Step) crm.Step {
	st := crm.Step{
		Position: position, Kind: of.Kind, Timing: of.Timing, Anchor: of.Anchor, DateField: t.fieldAt(path+".date", of.DateField), Before: of.Before,
		Template: t.templateAt(of.Kind, of.Template), TemplateB: t.templateAt(of.Kind, of.TemplateB), Recipient: of.Recipient,
		RecipientField: t.fieldAt(path+".to_field", of.RecipientField), Assignee: t.user(path+".assignee", of.Assignee),
		Sender: t.user(path+".sender", of.Sender), AttachPDF: of.AttachPDF, Purpose: of.Purpose, Lateness: of.Lateness, Disabled: of.Disabled,
	}
	if of.OnlyIf != nil {
		tree := t.names.Tree(*of.OnlyIf, path+".only_if.all", &t.bad)
		st.OnlyIf = &tree
	}
	if of.Change != nil {
		st.Change = t.cardChange(path+".change", *of.Change)
	}
	if of.Call != nil {
		st.Call = t.call(path+".call", *of.Call)
	}
	return st
}

func (t *taker) cardChange(path string, of pack.Change) *crm.CardChange {
	c := &crm.CardChange{ClearOwner: of.ClearOwner, Owner: t.user(path+".owner", of.Owner), Fields: []crm.FieldChange{}, AddTags: []crm.TagID{}, RemoveTags: []crm.TagID{}}
	for i, email := range of.InTurn {
		if email == everybody {
			c.InTurn = t.everybody()
			break
		}
		if id := t.user(index(path+".in_turn", i), email); id != 0 && !slices.Contains(c.InTurn, id) {
			c.InTurn = append(c.InTurn, id)
		}
	}
	if of.Status != "" {
		if c.Status = t.names.Status(of.Status); c.Status == 0 {
			t.bad.Add(path+".status", "packs.unknown_name.status", "name", of.Status)
		}
	}
	for i, set := range of.Set {
		at := index(path+".set", i)
		c.Fields = append(c.Fields, crm.FieldChange{Field: t.fieldAt(at, set.Field), Value: t.fieldValue(at, set)})
	}
	for i, field := range of.Clear {
		c.Fields = append(c.Fields, crm.FieldChange{Field: t.fieldAt(index(path+".clear", i), field), Clear: true})
	}
	c.AddTags, c.RemoveTags = t.tagsAt(path+".add_tags", of.AddTags), t.tagsAt(path+".remove_tags", of.RemoveTags)
	return c
}

// everybody stands for all colleagues where a recipe hands cards round.
const everybody = "everybody"

func (t *taker) everybody() (ids []crm.UserID) {
	for _, u := range t.names.Cat.Users {
		if u.Active {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

// call is what a webhook step sends; a webhook that isn't here is left to be
// chosen, and said.
func (t *taker) call(path string, of pack.Call) *crm.StepCall {
	c := &crm.StepCall{Values: of.Values, Text: of.Text}
	list, err := t.tx.Webhooks()
	i := slices.IndexFunc(list, func(w crm.Webhook) bool { return sameNamed(w.Name, of.Webhook) })
	if err == nil && i >= 0 {
		c.Webhook = list[i].ID
	} else if of.Webhook != "" {
		t.note(crm.Say("packs.no_webhook", "name", of.Webhook, "line", t.p.Line(path)))
	}
	return c
}

// fieldValue is a value with the ids of its choices.
func (t *taker) fieldValue(path string, set pack.Set) any {
	field := t.names.Field(set.Field)
	f, _ := t.names.Cat.Field(field)
	choice := func(name string) string {
		id := t.names.Choice(field, name)
		if id == 0 {
			t.bad.Add(path, "packs.unknown_name.choice", "name", name)
		}
		return id.String()
	}
	switch v := set.Value.(type) {
	case string:
		if f.Type.HasChoices() {
			return choice(v)
		}
	case []string:
		out := []any{}
		for _, name := range v {
			out = append(out, choice(name))
		}
		return out
	}
	return set.Value
}

func (t *taker) tagsAt(path string, wanted []string) []crm.TagID {
	out := []crm.TagID{}
	for i, name := range wanted {
		id := t.names.Tag(name)
		if id == 0 {
			t.bad.Add(index(path, i), "packs.unknown_name.tag", "name", name)
			continue
		}
		out = append(out, id)
	}
	return out
}
