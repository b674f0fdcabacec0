package api

import (
	"errors"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// SequenceView is a whole sequence, as the builder shows it.
type SequenceView struct {
	Sequence   crm.Sequence  `json:"sequence"`
	Row        SequenceRow   `json:"row"`
	FilterName string        `json:"filterName"`
	Sentence   crm.Phrase    `json:"sentence"` // of the filter
	Matches    int           `json:"matches"`
	ModifiedBy string        `json:"modifiedBy"`
	Queued     int           `json:"queued"` // messages that would wait with it, were it deactivated now
	Check      SequenceCheck `json:"check"`

	Tests []SequenceTestResult `json:"tests"` // in SaveSequence's answer: what the kept tests came to
}

// SequenceIn names a sequence.
type SequenceIn struct {
	ID crm.SequenceID `json:"id" ts_type:"string"`
}

// SaveSequenceIn creates (no id) or replaces a sequence with all its steps.
type SaveSequenceIn struct {
	ID          crm.SequenceID `json:"id" ts_type:"string"`
	Revision    int64          `json:"revision"`
	Product     crm.ProductID  `json:"product" ts_type:"string"`
	Name        string         `json:"name"`
	Description string         `json:"description"`
	Folder      crm.FolderID   `json:"folder" ts_type:"string"`
	Filter      crm.FilterID   `json:"filter" ts_type:"string"`
	Reentry     crm.Reentry    `json:"reentry" ts_type:"'once'|'each'|'after_days'|'each_date'"`
	ReentryDays int            `json:"reentryDays"`
	ReentryDate crm.FieldID    `json:"reentryDate" ts_type:"string"` // for each_date: the date field
	RunToEnd    bool           `json:"runToEnd"`
	StopOnReply bool           `json:"stopOnReply"`
	Fallback    crm.UserID     `json:"fallback" ts_type:"string"` // gets tasks without a usable assignee; none: who activates it
	Steps       []crm.Step     `json:"steps"`                     // a step without an id is new
}

// SequenceCheck is what a draft means: for each step its sentence, day and next
// date, and everything that is wrong or worth knowing.
type SequenceCheck struct {
	Problems []crm.Problem `json:"problems"` // refuse saving (path "steps[1]…")
	Steps    []StepCheck   `json:"steps"`
}

// StepCheck is what one step of a draft means.
type StepCheck struct {
	Say      crm.Phrase   `json:"say"`    // "SMS to the client, 5 days after the task, workdays from 09:00, never at night"
	Day      int          `json:"day"`    // the running total; -1 where it depends on the card: a step counts from one of its dates
	Next     crm.Instant  `json:"next"`   // if a card entered now
	Shifts   []crm.Phrase `json:"shifts"` // why this moment
	Warnings []crm.Phrase `json:"warnings"`
	Missing  []crm.Phrase `json:"missing"` // what keeps it from working: no template, SMS service off, …
	OnlyIf   *crm.Phrase  `json:"onlyIf"`  // its conditions in words; nil: none
}

// ToolboxEntry is a kind of step that can be added.
type ToolboxEntry struct {
	Kind  crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Group string       `json:"group" ts_type:"'client'|'inside'|'card'|'outside'"`
}

// ActivationOut is what each answer to "all cards or only new ones" would do.
type ActivationOut struct {
	Problems []crm.Problem  `json:"problems"` // why it can't be activated
	Warnings []crm.Phrase   `json:"warnings"`
	Matches  int            `json:"matches"` // cards in the filter now
	Starts   int            `json:"starts"`  // of them would really start ("once per card" leaves some out)
	NoEmail  int            `json:"noEmail"` // of those that start: no usable email address
	NoPhone  int            `json:"noPhone"` // of those that start: no number that can get an SMS
	Steps    []StepForecast `json:"steps"`   // for all cards
	Midway   int            `json:"midway"`  // cards paused in the middle, when reactivating
	TestMode bool           `json:"testMode"`
	FirstDay ClientDay      `json:"firstDay"` // of those that "all cards" starts
}

// StepForecast is what one step would do for all cards that start now.
type StepForecast struct {
	Position int          `json:"position"`
	Kind     crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	At       crm.Instant  `json:"at"`
	Count    int          `json:"count"`
}

// ActivateIn answers the activation's questions.
type ActivateIn struct {
	ID     crm.SequenceID `json:"id" ts_type:"string"`
	Scope  string         `json:"scope" ts_type:"'all'|'new'"`
	Midway string         `json:"midway" ts_type:"'keep'|'shift'|'end'"` // when reactivating

	Confirm int `json:"confirm"` // the client messages of the first day that has any, where they are over 100
}

// MoveSequenceIn puts a sequence into a folder.
type MoveSequenceIn struct {
	ID     crm.SequenceID `json:"id" ts_type:"string"`
	Folder crm.FolderID   `json:"folder" ts_type:"string"`
}

// DeleteSequenceOut says what deleting did.
type DeleteSequenceOut struct {
	Ended int `json:"ended"`
}

// GetSequence reads one sequence.
func (s *Session) GetSequence(in SequenceIn) (out SequenceView, err error) {
	return out, s.read(func(v *store.View) (err error) {
		out, err = s.sequenceView(v, in.ID)
		return err
	})
}

func (s *Session) sequenceView(v *store.View, id crm.SequenceID) (out SequenceView, err error) {
	if out.Sequence, err = v.Sequence(id); err != nil {
		return out, err
	}
	rows, err := sequenceRows(v, out.Sequence.Product, id, []crm.Sequence{out.Sequence})
	if err != nil {
		return out, err
	}
	out.Row = rows[0]
	f, err := v.Filter(out.Sequence.Filter)
	if err != nil {
		return out, err
	}
	row, err := filterRow(v, f)
	if err != nil {
		return out, err
	}
	out.FilterName, out.Sentence, out.Matches = f.Name, row.Sentence, row.Matches
	if u, err := v.User(out.Sequence.ModifiedBy); err == nil {
		out.ModifiedBy = u.Name
	}
	if out.Sequence.State.Runs() {
		if out.Queued, err = v.CountQueued(id); err != nil {
			return out, err
		}
	}
	out.Check, err = s.check(v, out.Sequence)
	return out, err
}

// SaveSequence saves the whole list of steps at once (administrators); refused
// while active.
func (s *Session) SaveSequence(in SaveSequenceIn) (out SequenceView, err error) {
	err = s.change(func(tx *store.Tx) error {
		q, err := s.draft(&tx.View, in)
		if err != nil {
			return err
		}
		check, err := s.check(&tx.View, q)
		if err != nil {
			return err
		}
		if err := crm.Problems(check.Problems).Err(); err != nil {
			return err
		}
		q.ModifiedBy = s.user
		saved, err := tx.SaveSequence(q)
		if store.IsUnique(err) {
			return taken("name", q.Name)
		}
		if err != nil {
			return err
		}
		out, err = s.sequenceView(&tx.View, saved.ID)
		return err
	})
	if err != nil {
		return out, err
	}
	out.Tests, err = s.runTests(out.Sequence.ID, nil)
	return out, err
}

// draft is the sequence that a save would write.
func (s *Session) draft(v *store.View, in SaveSequenceIn) (crm.Sequence, error) {
	q := in.sequence()
	old := crm.Sequence{State: crm.SequenceInactive}
	if in.ID == 0 {
		if _, err := v.Product(in.Product); err != nil {
			return q, err
		}
	} else {
		var err error
		if old, err = v.Sequence(in.ID); err != nil {
			return q, err
		}
		if old.State.Runs() {
			return q, crm.Fail(crm.CodeConflict, "error.sequence.read_only", "name", old.Name)
		}
		if old.Revision != in.Revision {
			return q, crm.Fail(crm.CodeConflict, "error.changed_meanwhile", "name", old.Name)
		}
		q.Product, q.Revision = old.Product, old.Revision
	}
	q.State = old.State
	for _, st := range q.Steps {
		if st.ID != 0 && !slices.ContainsFunc(old.Steps, func(o crm.Step) bool { return o.ID == st.ID }) {
			return q, crm.NotFound("step")
		}
	}
	if q.Folder == 0 {
		folders, err := v.Folders(q.Product)
		if err != nil || len(folders) == 0 {
			return q, errors.Join(err, crm.NotFound("folder"))
		}
		q.Folder = folders[0].ID
	}
	return q, nil
}

func (in *SaveSequenceIn) sequence() crm.Sequence {
	q := crm.Sequence{
		ID: in.ID, Revision: in.Revision, Product: in.Product, Name: fold.Clean(in.Name), Description: in.Description, Folder: in.Folder,
		Filter: in.Filter, Reentry: in.Reentry, ReentryDays: in.ReentryDays, ReentryDate: in.ReentryDate, RunToEnd: in.RunToEnd, StopOnReply: in.StopOnReply, Fallback: in.Fallback, Steps: in.Steps,
	}
	if q.Reentry == "" {
		q.Reentry = crm.ReentryOnce
	}
	if q.Reentry != crm.ReentryEachDate {
		q.ReentryDate = 0
	}
	for i := range q.Steps {
		q.Steps[i].Sequence, q.Steps[i].Position = in.ID, i+1
		tidyStep(&q.Steps[i])
	}
	return q
}

// tidyStep fills in what a step means where it says nothing, and takes out what
// its kind or anchor does not use.
func tidyStep(st *crm.Step) {
	if st.Purpose == "" {
		st.Purpose = crm.PurposeMarketing
	}
	if st.Anchor == "" {
		st.Anchor = crm.AnchorStep
	}
	if st.Anchor != crm.AnchorDate {
		st.DateField, st.Before = 0, false
	}
	if st.Recipient == "" || !st.Kind.Client() {
		st.Recipient = crm.RecipientMain
	}
	if st.Recipient != crm.RecipientField {
		st.RecipientField = 0
	}
	if st.Kind.Channel() != crm.ChannelEmail {
		st.AttachPDF = false
	}
	if st.Kind != crm.StepChangeCard {
		st.Change = nil
	}
	if st.Kind != crm.StepWebhook {
		st.Call = nil
	}
	if st.Kind.Template() == "" {
		st.Template, st.TemplateB = 0, 0
	}
	if st.Change != nil && (st.Change.ClearOwner || st.Change.Owner != 0) {
		st.Change.InTurn = nil
	}
}

// CopySequence makes an inactive copy with new step identities
// (administrators).
func (s *Session) CopySequence(in SequenceIn) (out SequenceView, err error) {
	return out, s.change(func(tx *store.Tx) error {
		q, err := tx.Sequence(in.ID)
		if err != nil {
			return err
		}
		list, err := tx.Sequences(q.Product)
		if err != nil {
			return err
		}
		q.Name = copyName(q.Name, func(n string) bool {
			return slices.ContainsFunc(list, func(o crm.Sequence) bool { return o.Name == n })
		})
		q.ID, q.Revision, q.Fallback, q.ModifiedBy = 0, 0, 0, s.user
		for i := range q.Steps {
			q.Steps[i].ID = 0
		}
		if q, err = tx.SaveSequence(q); err != nil {
			return err
		}
		out, err = s.sequenceView(&tx.View, q.ID)
		return err
	})
}

// MoveSequence puts a sequence into a folder, also while it is active.
func (s *Session) MoveSequence(in MoveSequenceIn) (out SequenceRow, err error) {
	return out, s.change(func(tx *store.Tx) error {
		q, err := tx.Sequence(in.ID)
		if err != nil {
			return err
		}
		if err := folderOf(&tx.View, q.Product, in.Folder); err != nil {
			return err
		}
		if err := tx.MoveToFolder(in.ID, in.Folder); err != nil {
			return err
		}
		q.Folder = in.Folder
		rows, err := sequenceRows(&tx.View, q.Product, q.ID, []crm.Sequence{q})
		if err == nil {
			out = rows[0]
		}
		return err
	})
}

// DeleteSequence deletes an inactive sequence (administrators); its enrolments
// end, its history stays.
func (s *Session) DeleteSequence(in SequenceIn) (out DeleteSequenceOut, err error) {
	return out, s.change(func(tx *store.Tx) error {
		q, err := tx.Sequence(in.ID)
		if err != nil {
			return err
		}
		if q.State.Runs() {
			return crm.Fail(crm.CodeConflict, "error.sequence.read_only", "name", q.Name)
		}
		uses, err := askedAbout(&tx.View, q)
		if err != nil {
			return err
		}
		if err := usedIn(q.Name, uses); err != nil {
			return err
		}
		out.Ended, err = s.svc.deps.Engine.DeleteSequence(tx, in.ID, s.cause())
		return err
	})
}

// featureOff names the switch that a kind of step waits for, "" where it is on.
func featureOff(ws crm.Workspace, k crm.StepKind) string {
	switch {
	case k == crm.StepWebhook:
		if !ws.Webhooks {
			return "webhooks"
		}
	case k.Client() && !ws.Campaigns:
		return "campaigns"
	case !k.Client() && !ws.Internal:
		return "internal"
	case k == crm.StepPDF && !ws.PDF:
		return "pdf"
	}
	return ""
}

// Toolbox is the kinds of step that the features allow.
func (s *Session) Toolbox(in ProductIn) (out []ToolboxEntry, err error) {
	return out, s.read(func(v *store.View) error {
		ws, err := v.Workspace()
		for _, k := range crm.StepKinds {
			switch {
			case featureOff(ws, k) != "":
			case k.Client():
				out = append(out, ToolboxEntry{Kind: k, Group: "client"})
			case k == crm.StepWebhook:
				out = append(out, ToolboxEntry{Kind: k, Group: "outside"})
			case k == crm.StepChangeCard:
				out = append(out, ToolboxEntry{Kind: k, Group: "card"})
			default:
				out = append(out, ToolboxEntry{Kind: k, Group: "inside"})
			}
		}
		return err
	})
}
