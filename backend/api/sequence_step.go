package api

import (
	"slices"

	"stepwise/backend/crm"
)

// isField says whether a field is there and of one of some types.
func (k *checker) isField(id crm.FieldID, types ...crm.FieldType) bool {
	f, ok := k.cat.Field(id)
	return ok && slices.Contains(types, f.Type)
}

// anchor checks what a step counts from.
func (k *checker) anchor(path string, st crm.Step) {
	switch st.Anchor {
	case crm.AnchorStep, crm.AnchorEntry, "":
	case crm.AnchorDate:
		if !k.isField(st.DateField, crm.FieldDate, crm.FieldDateTime) {
			k.bad.Add(path+"dateField", "sequences.bad_date_field")
		}
	default:
		k.bad.Add(path+"anchor", "sequences.bad_anchor")
	}
}

// recipient checks to whom a step writes, and what goes with it.
func (k *checker) recipient(path string, i int, st crm.Step, out *StepCheck) {
	switch st.Recipient {
	case crm.RecipientMain, crm.RecipientAll, "":
	case crm.RecipientField:
		want := crm.FieldEmail
		if st.Kind == crm.StepSMSClient {
			want = crm.FieldPhone
		}
		if !k.isField(st.RecipientField, want) {
			k.bad.Add(path+"recipientField", "sequences.bad_recipient_"+string(want))
		}
	default:
		k.bad.Add(path+"recipient", "sequences.bad_recipient")
	}
	made := func(s crm.Step) bool { return s.Kind == crm.StepPDF && !s.Disabled }
	if st.AttachPDF && !slices.ContainsFunc(k.q.Steps[:i], made) {
		out.Missing = append(out.Missing, crm.Say("sequences.no_pdf_before"))
	}
}

// change checks what a change-card step sets, and brings its values into the
// form in which they are kept.
func (k *checker) change(path string, st crm.Step, out *StepCheck) {
	c := st.Change
	if c.Empty() {
		out.Missing = append(out.Missing, crm.Say("sequences.nothing_to_change"))
		return
	}
	if _, ok := k.cat.Status(c.Status); c.Status != 0 && !ok {
		k.bad.Add(path+".status", "error.not_found.status")
	}
	if u, ok := k.cat.User(c.Owner); c.Owner != 0 && !ok {
		k.bad.Add(path+".owner", "error.not_found.user")
	} else if ok && !u.Active {
		out.Missing = append(out.Missing, crm.Say("sequences.user_inactive", "name", u.Name))
	}
	k.inTurn(path, c, out)
	for _, id := range append(slices.Clone(c.AddTags), c.RemoveTags...) {
		if !slices.ContainsFunc(k.cat.Tags, func(t crm.Tag) bool { return t.ID == id }) {
			k.bad.Add(path+".tags", "error.not_found.tag")
		}
	}
	seen := map[crm.FieldID]bool{}
	for i := range c.Fields {
		k.changeField(path, &c.Fields[i], seen, out)
	}
}

func (k *checker) changeField(path string, c *crm.FieldChange, seen map[crm.FieldID]bool, out *StepCheck) {
	at := path + ".fields." + c.Field.String()
	f, ok := k.cat.Field(c.Field)
	switch {
	case !ok:
		k.bad.Add(at, "error.not_found.field")
		return
	case f.Type == crm.FieldFile && !c.Clear:
		k.bad.Add(at, "sequences.change_file")
		return
	case seen[c.Field]:
		k.bad.Add(at, "sequences.change_twice")
	}
	seen[c.Field] = true
	if c.Clear {
		c.Value = nil
		return
	}
	x, _, why := CheckValue(&f, c.Value, k.ws.Country)
	switch {
	case why != nil:
		k.bad.AddPhrase(at, *why)
	case x == nil:
		out.Missing = append(out.Missing, crm.Say("sequences.change_no_value", "field", f.Name))
	default:
		if text, ok := x.(string); ok {
			c.Value = text
		}
	}
}

// client says to whom a client step writes.
func (k *checker) client(st crm.Step) crm.Phrase {
	switch st.Recipient {
	case crm.RecipientAll:
		return crm.Say("sequences.say_all")
	case crm.RecipientField:
		f, _ := k.cat.Field(st.RecipientField)
		return crm.Say("sequences.say_field", "field", f.Name)
	}
	return crm.Say("sequences.say_main")
}

// says lists what a change-card step sets.
func (k *checker) says(st crm.Step) []crm.Phrase {
	out := []crm.Phrase{}
	c := st.Change
	if st.Kind != crm.StepChangeCard || c == nil {
		return out
	}
	if s, ok := k.cat.Status(c.Status); ok {
		out = append(out, crm.Say("sequences.set_status", "name", s.Name))
	}
	if u, ok := k.cat.User(c.Owner); ok && !c.ClearOwner {
		out = append(out, crm.Say("sequences.set_owner", "name", u.Name))
	}
	if names := k.turnNames(c); names != "" {
		out = append(out, crm.Say("sequences.owner_in_turn", "names", names))
	}
	if c.ClearOwner {
		out = append(out, crm.Say("sequences.clear_owner"))
	}
	for _, fc := range c.Fields {
		f, ok := k.cat.Field(fc.Field)
		if !ok {
			continue
		}
		key := "sequences.set_field"
		if fc.Clear {
			key = "sequences.clear_field"
		}
		out = append(out, crm.Say(key, "name", f.Name))
	}
	return append(append(out, k.tags("sequences.add_tag", c.AddTags)...), k.tags("sequences.remove_tag", c.RemoveTags)...)
}

func (k *checker) tags(key string, ids []crm.TagID) (out []crm.Phrase) {
	for _, t := range k.cat.Tags {
		if slices.Contains(ids, t.ID) {
			out = append(out, crm.Say(key, "name", t.Name))
		}
	}
	return out
}

// delay says what a step counts from, and how far: "3 days after step 1", "2 days
// before Valid until".
func (k *checker) delay(i int, st crm.Step) crm.Phrase {
	t := st.Timing
	if st.Anchor == crm.AnchorDate {
		f, _ := k.cat.Field(st.DateField)
		switch {
		case t.Delay == 0:
			return crm.Say("sequences.on_date", "field", f.Name)
		case st.Before:
			return crm.Say("sequences.before_"+string(t.Unit), "count", t.Delay, "field", f.Name)
		}
		return crm.Say("sequences.delay_"+string(t.Unit), "count", t.Delay, "after", crm.Say("sequences.after_date", "field", f.Name))
	}
	after := crm.Say("sequences.after_entry")
	for j := i - 1; j >= 0 && st.Anchor != crm.AnchorEntry; j-- {
		if !k.q.Steps[j].Disabled {
			after = crm.Say("sequences.after_step", "position", j+1)
			break
		}
	}
	if t.Delay > 0 {
		return crm.Say("sequences.delay_"+string(t.Unit), "count", t.Delay, "after", after)
	}
	return crm.Say("sequences.at_once", "after", after)
}
