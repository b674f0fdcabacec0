package api

import (
	"encoding/base64"
	"encoding/json"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// TimelineIn asks for a page of what happened to a card.
type TimelineIn struct {
	Card  crm.CardID `json:"card" ts_type:"string"`
	Kinds []string   `json:"kinds" ts_type:"('change'|'message'|'task'|'automation'|'note'|'file')[]"` // none: all
	After string     `json:"after"`                                                                    // the cursor of the page before
	Limit int        `json:"limit"`                                                                    // 1..200, 0 for 50
}

// TimelineOut is a page, the newest first.
type TimelineOut struct {
	Lines  []TimelineLine `json:"lines"`
	Pinned []NoteView     `json:"pinned"` // of the first page: they stand in their places too
	Next   string         `json:"next"`   // cursor; "" at the end
}

// TimelineLine is something that happened. What one save changed is one line.
type TimelineLine struct {
	ID       string           `json:"id"` // unlike every other line's
	At       crm.Instant      `json:"at"`
	Kind     string           `json:"kind" ts_type:"'change'|'message'|'task'|'automation'|'note'|'file'"`
	Who      string           `json:"who"` // a colleague's or a sequence's name; "" for the system
	Cause    crm.CauseKind    `json:"cause" ts_type:"'user'|'import'|'sequence'|'system'|'outside'|'sample'"`
	Say      []crm.Phrase     `json:"say"`     // in words; what Changes shows is left out
	Changes  []FieldChange    `json:"changes"` // of the card
	Sequence crm.SequenceID   `json:"sequence" ts_type:"string"`
	Message  *TimelineMessage `json:"message"`
	Note     *NoteView        `json:"note"`
	File     *FileView        `json:"file"`
}

// FieldChange is one change of a card: what, from, to. "Not set" is a phrase.
type FieldChange struct {
	What crm.Phrase `json:"what"`
	From crm.Phrase `json:"from"`
	To   crm.Phrase `json:"to"`
}

// TimelineMessage is where the message of a line stands now.
type TimelineMessage struct {
	ID      crm.MessageID    `json:"id" ts_type:"string"`
	Channel crm.Channel      `json:"channel" ts_type:"'email'|'sms'"`
	State   crm.MessageState `json:"state" ts_type:"'queued'|'sending'|'sent'|'delivered'|'failed'|'expired'|'uncertain'|'held'|'suppressed'|'cancelled'"`
	Reason  crm.Reason       `json:"reason" ts_type:"string"`
	To      string           `json:"to"`
}

// timelineKinds are the kinds of a line; those of the history by its own.
var (
	timelineKinds = []string{"change", "message", "task", "automation", "note", "file"}
	historyKinds  = map[string]crm.ActivityKind{
		"change": crm.ActivityCard, "message": crm.ActivityMessage, "task": crm.ActivityTask, "automation": crm.ActivitySequence,
	}
	kindOfHistory = map[crm.ActivityKind]string{
		crm.ActivityCard: "change", crm.ActivityMessage: "message", crm.ActivityTask: "task", crm.ActivitySequence: "automation",
	}
)

const mostPinned = 20

// GetTimeline reads a page of what happened to a card.
func (s *Session) GetTimeline(in TimelineIn) (out TimelineOut, err error) {
	q, err := timelineQuery(in)
	if err != nil {
		return out, err
	}
	return out, s.read(func(v *store.View) error {
		card, err := v.Card(in.Card)
		if err != nil {
			return err
		}
		me, err := v.User(s.user)
		if err != nil {
			return err
		}
		if q.After == nil && q.Notes {
			if out.Pinned, err = pinned(v, me, card.ID); err != nil {
				return err
			}
		}
		return out.fill(v, q, card, me)
	})
}

func timelineQuery(in TimelineIn) (q store.TimelineQuery, err error) {
	if in.Limit == 0 {
		in.Limit = 50
	}
	q = store.TimelineQuery{Card: in.Card, Limit: min(max(in.Limit, 1), 200)}
	if len(in.Kinds) == 0 {
		in.Kinds = timelineKinds
	}
	for _, kind := range in.Kinds {
		switch {
		case kind == "note":
			q.Notes = true
		case kind == "file":
			q.Files = true
		case historyKinds[kind] != "":
			q.Kinds = append(q.Kinds, historyKinds[kind])
		default:
			return q, crm.Fail(crm.CodeInvalid, "error.timeline.kind", "kind", kind)
		}
	}
	if in.After == "" {
		return q, nil
	}
	var place store.Place
	b, err := base64.RawURLEncoding.DecodeString(in.After)
	if err == nil {
		err = json.Unmarshal(b, &place)
	}
	if err != nil {
		return q, crm.Fail(crm.CodeInvalid, "error.bad_cursor")
	}
	q.After = &place
	return q, nil
}

// fill reads the page; the oldest line of the last one is that the card was
// made.
func (out *TimelineOut) fill(v *store.View, q store.TimelineQuery, card crm.Card, me crm.User) error {
	limit := q.Limit
	q.Limit++
	lines, err := v.Timeline(q)
	if err != nil {
		return err
	}
	more := len(lines) > limit
	if more {
		lines = lines[:wholeSaves(lines, limit)]
		out.Next = placeCursor(lines[len(lines)-1].Place)
	} else if slices.Contains(q.Kinds, crm.ActivityCard) {
		made, err := v.MadeLine(card)
		if err != nil {
			return err
		}
		lines = append(lines, made)
	}
	for i, l := range lines {
		if i > 0 && oneSave(lines[i-1], l) {
			out.Lines[len(out.Lines)-1].add(l)
			continue
		}
		out.Lines = append(out.Lines, timelineLine(l, me))
	}
	return nil
}

func placeCursor(p store.Place) string {
	b, err := json.Marshal(p)
	if err != nil {
		panic(err) // a place is a plain struct
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// oneSave says whether two lines are changes of the card by one save.
func oneSave(a, b store.TimelineLine) bool {
	return a.History != nil && b.History != nil && a.Place.Source == b.Place.Source && a.Place.At == b.Place.At &&
		a.History.Kind == crm.ActivityCard && b.History.Kind == crm.ActivityCard &&
		a.History.Cause == b.History.Cause && a.History.User == b.History.User && a.History.Sequence == b.History.Sequence
}

// wholeSaves shortens a page so that it does not end within a save, unless the
// page is all of one save.
func wholeSaves(lines []store.TimelineLine, limit int) int {
	n := limit
	for n > 0 && oneSave(lines[n-1], lines[n]) {
		n--
	}
	if n == 0 {
		return limit
	}
	return n
}

func timelineLine(l store.TimelineLine, me crm.User) TimelineLine {
	out := TimelineLine{At: l.Place.At, Who: l.Who, Cause: crm.CauseUser}
	switch {
	case l.Note != nil:
		note := noteView(*l.Note, l.Who, me)
		out.ID, out.Kind, out.Note = l.Note.ID.String(), "note", &note
	case l.File != nil:
		file := fileView(*l.File, l.Who)
		out.ID, out.Kind, out.File = l.File.ID.String(), "file", &file
	default:
		h := l.History
		out.ID, out.Cause, out.Sequence = h.ID.String(), h.Cause, h.Sequence
		if out.ID == "" {
			out.ID = "made"
		}
		out.Kind = kindOfHistory[h.Kind]
		if m := l.Message; m != nil {
			out.Message = &TimelineMessage{ID: m.ID, Channel: m.Channel, State: m.State, Reason: m.Reason, To: m.To}
		}
		out.add(l)
	}
	return out
}

// add puts what a line of the history says into the line of its save.
func (out *TimelineLine) add(l store.TimelineLine) {
	if c, ok := fieldChange(l.History.Say); ok {
		out.Changes = append([]FieldChange{c}, out.Changes...) // the page runs backwards
		return
	}
	out.Say = append([]crm.Phrase{l.History.Say}, out.Say...)
}

// changeWords are what the changes of a card's own parts are of.
var changeWords = map[string]string{
	"activity.name": "card.part.name", "activity.status": "card.part.status", "activity.owner": "card.part.owner", "activity.tags": "card.part.tags",
}

// fieldChange reads a line of the history that has a from and a to.
func fieldChange(say crm.Phrase) (c FieldChange, ok bool) {
	_, hasFrom := say.Args["from"]
	_, hasTo := say.Args["to"]
	key := changeWords[say.Key]
	switch {
	case !hasFrom || !hasTo:
		return c, false
	case say.Key == "activity.field":
		c.What = value(say.Args["field"])
	case key != "":
		c.What = crm.Phrase{Key: key}
	default:
		return c, false
	}
	c.From, c.To = value(say.Args["from"]), value(say.Args["to"])
	return c, true
}

// value is an argument of a phrase as a phrase of its own.
func value(x any) crm.Phrase {
	if m, ok := x.(map[string]any); ok {
		if key, ok := m["key"].(string); ok {
			args, _ := m["args"].(map[string]any)
			return crm.Phrase{Key: key, Args: args}
		}
	}
	return crm.Phrase{Key: "card.value", Args: crm.Args{"value": x}}
}
