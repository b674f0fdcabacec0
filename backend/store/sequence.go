package store

import (
	"encoding/json"
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

const sequenceColumns = "s.id, s.product, s.name, s.description, s.folder, s.filter, s.state, s.reentry, s.reentry_days, s.reentry_date, s.run_to_end, s.stop_on_reply, s.fallback, s.revision, s.modified, s.modified_by, s.activated, s.deactivated"

const stepColumns = "id, sequence, position, kind, delay, unit, sync, weekdays, from_clock, template, template_b, assignee, sender, purpose, lateness, disabled, only_if, anchor, date_field, before, recipient, recipient_field, attach_pdf, change, call"

type stepRow struct {
	crm.Step
	Delay     int          `db:"delay"`
	Unit      crm.Unit     `db:"unit"`
	Sync      crm.SyncKind `db:"sync"`
	Weekdays  string       `db:"weekdays"`
	FromClock string       `db:"from_clock"`
	OnlyText  *string      `db:"only_if"`
	Changes   *string      `db:"change"`
	CallText  *string      `db:"call"`
}

func (r *stepRow) read() (crm.Step, error) {
	st := r.Step
	st.Timing = crm.Timing{Delay: r.Delay, Unit: r.Unit, Sync: r.Sync, From: r.FromClock, Weekdays: []int{}}
	for _, d := range strings.Fields(r.Weekdays) {
		n, err := strconv.Atoi(d)
		if err != nil {
			return st, err
		}
		st.Timing.Weekdays = append(st.Timing.Weekdays, n)
	}
	if r.Changes != nil {
		st.Change = &crm.CardChange{}
		if err := json.Unmarshal([]byte(*r.Changes), st.Change); err != nil {
			return st, err
		}
	}
	if r.CallText != nil {
		st.Call = &crm.StepCall{}
		if err := json.Unmarshal([]byte(*r.CallText), st.Call); err != nil {
			return st, err
		}
	}
	if r.OnlyText == nil {
		return st, nil
	}
	st.OnlyIf = &crm.Group{}
	return st, json.Unmarshal([]byte(*r.OnlyText), st.OnlyIf)
}

func (v *View) sequencesWhere(where string, args ...any) ([]crm.Sequence, error) {
	list, err := v.sequenceHeads(where, args...)
	if err != nil || len(list) == 0 {
		return list, err
	}
	ids, places := make([]crm.SequenceID, len(list)), map[crm.SequenceID]int{}
	for i := range list {
		ids[i], places[list[i].ID], list[i].Steps = list[i].ID, i, []crm.Step{}
	}
	steps, err := v.steps("sequence IN (SELECT value FROM json_each(?)) AND gone = 0", idList(ids))
	if err != nil {
		return nil, err
	}
	for _, st := range steps {
		q := &list[places[st.Sequence]]
		q.Steps = append(q.Steps, st)
	}
	return list, nil
}

// sequenceHeads are sequences without their steps.
func (v *View) sequenceHeads(where string, args ...any) ([]crm.Sequence, error) {
	list := []crm.Sequence{}
	return list, v.list(&list, "SELECT "+sequenceColumns+" FROM sequence s WHERE "+where+" ORDER BY s.name, s.id", args...)
}

// RunningHeads reads what RunningSequences does of one product, without the
// steps: judging a card needs none.
func (v *View) RunningHeads(product crm.ProductID) ([]crm.Sequence, error) {
	return v.sequenceHeads("s.product = ? AND s.state <> 'inactive' AND s.deleted IS NULL", product)
}

func (v *View) steps(where string, args ...any) ([]crm.Step, error) {
	var rows []stepRow
	if err := v.list(&rows, "SELECT "+stepColumns+" FROM step WHERE "+where+" ORDER BY position, id", args...); err != nil {
		return nil, err
	}
	steps := make([]crm.Step, 0, len(rows))
	for i := range rows {
		st, err := rows[i].read()
		if err != nil {
			return nil, err
		}
		steps = append(steps, st)
	}
	return steps, nil
}

// Sequences reads a product's sequences by name.
func (v *View) Sequences(product crm.ProductID) ([]crm.Sequence, error) {
	return v.sequencesWhere("s.product = ? AND s.deleted IS NULL", product)
}

// RunningSequences reads the sequences that judge and execute; of one product,
// or of all.
func (v *View) RunningSequences(product crm.ProductID) ([]crm.Sequence, error) {
	return v.sequencesWhere("s.state <> 'inactive' AND s.deleted IS NULL AND (? IS NULL OR s.product = ?)", product, product)
}

// ActivatingSequences reads the sequences whose activation for all cards has not
// come to its end.
func (v *View) ActivatingSequences() ([]crm.Sequence, error) {
	return v.sequencesWhere("s.state = ? AND s.deleted IS NULL", crm.SequenceActivating)
}

// Sequence reads one sequence with its steps.
func (v *View) Sequence(id crm.SequenceID) (crm.Sequence, error) {
	list, err := v.sequencesWhere("s.id = ? AND s.deleted IS NULL", id)
	if err == nil && len(list) == 0 {
		err = crm.NotFound("sequence")
	}
	if err != nil {
		return crm.Sequence{}, err
	}
	return list[0], nil
}

// AnyStep reads a step, also one that an edit removed.
func (v *View) AnyStep(id crm.StepID) (crm.Step, error) {
	return once(v, "step", int64(id), func() (crm.Step, error) { return v.anyStep(id) })
}

func (v *View) anyStep(id crm.StepID) (crm.Step, error) {
	steps, err := v.steps("id = ?", id)
	if err == nil && len(steps) == 0 {
		err = crm.NotFound("step")
	}
	if err != nil {
		return crm.Step{}, err
	}
	return steps[0], nil
}

// SaveSequence adds a sequence (no id) or replaces its definition with all its
// steps; steps that are missing are gone, with their history kept.
func (t *Tx) SaveSequence(s crm.Sequence) (crm.Sequence, error) {
	if s.ID == 0 {
		id, err := nextID[crm.SequenceID](t, "sequence")
		if err != nil {
			return s, err
		}
		s.ID = id
	}
	s.Revision++
	s.Modified = t.Now
	t.Changed("sequence", s.ID.String())
	_, err := t.exec(`INSERT INTO sequence (id, product, name, description, folder, filter, state, reentry, reentry_days, reentry_date, run_to_end, stop_on_reply, fallback, revision, modified, modified_by)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description, folder = excluded.folder, filter = excluded.filter,
			reentry = excluded.reentry, reentry_days = excluded.reentry_days, reentry_date = excluded.reentry_date, run_to_end = excluded.run_to_end, stop_on_reply = excluded.stop_on_reply, fallback = excluded.fallback,
			revision = excluded.revision, modified = excluded.modified, modified_by = excluded.modified_by`,
		s.ID, s.Product, s.Name, s.Description, s.Folder, s.Filter, crm.SequenceInactive, s.Reentry, s.ReentryDays, s.ReentryDate, s.RunToEnd, s.StopOnReply, s.Fallback, s.Revision, s.Modified, s.ModifiedBy)
	if err != nil {
		return s, err
	}
	if _, err := t.exec("UPDATE step SET gone = 1 WHERE sequence = ?", s.ID); err != nil {
		return s, err
	}
	for i := range s.Steps {
		s.Steps[i].Sequence, s.Steps[i].Position = s.ID, i+1
		if err := t.saveStep(&s.Steps[i]); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (t *Tx) saveStep(st *crm.Step) error {
	if st.Anchor == "" {
		st.Anchor = crm.AnchorStep
	}
	if st.Recipient == "" {
		st.Recipient = crm.RecipientMain
	}
	if st.ID == 0 {
		id, err := nextID[crm.StepID](t, "step")
		if err != nil {
			return err
		}
		st.ID = id
	}
	only, err := jsonOrNull(st.OnlyIf)
	if err != nil {
		return err
	}
	change, err := jsonOrNull(st.Change)
	if err != nil {
		return err
	}
	call, err := jsonOrNull(st.Call)
	if err != nil {
		return err
	}
	days := make([]string, 0, len(st.Timing.Weekdays))
	for _, d := range st.Timing.Weekdays {
		days = append(days, strconv.Itoa(d))
	}
	_, err = t.exec(`INSERT INTO step (`+stepColumns+`, gone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
		ON CONFLICT (id) DO UPDATE SET position = excluded.position, kind = excluded.kind, delay = excluded.delay, unit = excluded.unit,
			sync = excluded.sync, weekdays = excluded.weekdays, from_clock = excluded.from_clock, template = excluded.template,
			template_b = excluded.template_b, assignee = excluded.assignee, sender = excluded.sender, purpose = excluded.purpose,
			lateness = excluded.lateness, disabled = excluded.disabled, only_if = excluded.only_if, anchor = excluded.anchor, date_field = excluded.date_field, before = excluded.before,
			recipient = excluded.recipient, recipient_field = excluded.recipient_field, attach_pdf = excluded.attach_pdf, change = excluded.change, call = excluded.call, gone = 0
		WHERE sequence = excluded.sequence`,
		st.ID, st.Sequence, st.Position, st.Kind, st.Timing.Delay, st.Timing.Unit, st.Timing.Sync, strings.Join(days, " "), st.Timing.From,
		st.Template, st.TemplateB, st.Assignee, st.Sender, st.Purpose, st.Lateness, st.Disabled, only,
		st.Anchor, st.DateField, st.Before, st.Recipient, st.RecipientField, st.AttachPDF, change, call)
	return err
}

// jsonOrNull is a pointer's JSON, nil for none.
func jsonOrNull[T any](x *T) (*string, error) {
	if x == nil {
		return nil, nil //nolint:nilnil // none is NULL
	}
	b, err := json.Marshal(x)
	text := string(b)
	return &text, err
}

// Activation is how far an activation has come.
type Activation struct {
	Scope  string      `db:"scope"` // all or new
	Cursor crm.CardID  `db:"cursor"`
	Swept  crm.Instant `db:"swept"`
}

// Activation reads a sequence's activation and sweep.
func (v *View) Activation(id crm.SequenceID) (Activation, error) {
	var a Activation
	return a, v.get(&a, "SELECT scope, cursor, swept FROM sequence WHERE id = ?", id)
}

// BeginActivation puts a sequence into the state activating.
func (t *Tx) BeginActivation(id crm.SequenceID, scope string, fallback crm.UserID) error {
	ws, err := t.Workspace()
	if err != nil {
		return err
	}
	t.Changed("sequence", id.String())
	return t.must(`UPDATE sequence SET state = 'activating', scope = ?, cursor = 0, swept = ?, swept_zone = ?, activated = ?, deactivated = NULL,
		fallback = coalesce(fallback, ?) WHERE id = ? AND state = 'inactive'`, scope, t.Now, ws.Zone, t.Now, fallback, id)
}

// MoveActivation notes how far an activation has come; done ends it.
func (t *Tx) MoveActivation(id crm.SequenceID, cursor crm.CardID, done bool) error {
	t.Changed("sequence", id.String())
	if done {
		return t.must("UPDATE sequence SET state = 'active', cursor = 0 WHERE id = ? AND state = 'activating'", id)
	}
	return t.must("UPDATE sequence SET cursor = ? WHERE id = ? AND state = 'activating'", cursor, id)
}

// SetInactive deactivates a sequence and forgets its membership: while
// inactive nothing is tracked.
func (t *Tx) SetInactive(id crm.SequenceID) error {
	t.Changed("sequence", id.String())
	if err := t.must("UPDATE sequence SET state = 'inactive', deactivated = ?, scope = '', cursor = 0 WHERE id = ? AND state <> 'inactive'", t.Now, id); err != nil {
		return err
	}
	n, err := t.exec("DELETE FROM membership WHERE sequence = ?", id)
	t.countMembers(id, -n)
	return err
}

// MoveToFolder puts a sequence into a folder.
func (t *Tx) MoveToFolder(id crm.SequenceID, folder crm.FolderID) error {
	t.Changed("sequence", id.String())
	return t.must("UPDATE sequence SET folder = ? WHERE id = ?", folder, id)
}

// Swept notes up to when, and in which zone, a sequence's time conditions are
// judged.
func (t *Tx) Swept(id crm.SequenceID, until crm.Instant, zone string) error {
	return t.must("UPDATE sequence SET swept = ?, swept_zone = ? WHERE id = ?", until, zone, id)
}

// DeleteSequence marks an inactive sequence as deleted; its history stays.
func (t *Tx) DeleteSequence(id crm.SequenceID) error {
	t.Changed("sequence", id.String())
	if _, err := t.exec("DELETE FROM sequence_test WHERE sequence = ?", id); err != nil {
		return err
	}
	return t.must("UPDATE sequence SET deleted = ? WHERE id = ? AND state = 'inactive'", t.Now, id)
}

const folderColumns = "id, product, name, builtin"

func (t *Tx) builtinFolders(product crm.ProductID) error {
	for _, builtin := range []string{"default", "extensions"} {
		id, err := nextID[crm.FolderID](t, "folder")
		if err != nil {
			return err
		}
		if err := t.must("INSERT INTO folder ("+folderColumns+") VALUES (?, ?, '', ?)", id, product, builtin); err != nil {
			return err
		}
	}
	return nil
}

// Folders reads a product's folders, the built-in ones first.
func (v *View) Folders(product crm.ProductID) ([]crm.Folder, error) {
	list := []crm.Folder{}
	return list, v.list(&list, "SELECT "+folderColumns+" FROM folder WHERE product = ? ORDER BY builtin = '', id", product)
}

// SaveFolder makes (no id) or renames a folder of one's own.
func (t *Tx) SaveFolder(f crm.Folder) (crm.Folder, error) {
	t.Changed("folder", "*")
	if f.ID != 0 {
		return f, t.must("UPDATE folder SET name = ? WHERE id = ? AND builtin = ''", f.Name, f.ID)
	}
	id, err := nextID[crm.FolderID](t, "folder")
	if err != nil {
		return f, err
	}
	f.ID, f.Builtin = id, ""
	return f, t.must("INSERT INTO folder ("+folderColumns+") VALUES (?, ?, ?, '')", f.ID, f.Product, f.Name)
}

// DeleteFolder deletes a folder of one's own that holds no sequence; deleted
// sequences go back to the default folder.
func (t *Tx) DeleteFolder(f crm.Folder) error {
	t.Changed("folder", "*")
	_, err := t.exec(`UPDATE sequence SET folder = (SELECT id FROM folder WHERE product = ? AND builtin = 'default')
		WHERE folder = ? AND deleted IS NOT NULL`, f.Product, f.ID)
	if err != nil {
		return err
	}
	return t.must("DELETE FROM folder WHERE id = ? AND builtin = ''", f.ID)
}

// SequenceName is a sequence's name, also a deleted one's.
func (v *View) SequenceName(id crm.SequenceID) (string, error) {
	return defined(v, "sequence name", int64(id), func() (name string, err error) {
		return name, v.get(&name, "SELECT name FROM sequence WHERE id = ?", id)
	})
}
