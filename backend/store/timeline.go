package store

import (
	"encoding/json"
	"slices"

	"stepwise/backend/crm"
)

// Place is where a line stands in a timeline: the moment, then its source and
// id, so that no two lines stand at the same place.
type Place struct {
	At     crm.Instant `json:"a" db:"at"`
	Source int         `json:"s" db:"source"`
	ID     int64       `json:"i" db:"id"`
}

// The sources of a timeline, the one that comes last at the same moment first.
const (
	fromActivity = iota + 1
	fromNotes
	fromFiles
)

// Below says whether a line stands below another one, that is before it in time.
func (p Place) Below(q Place) bool {
	switch {
	case p.At != q.At:
		return p.At < q.At
	case p.Source != q.Source:
		return p.Source < q.Source
	default:
		return p.ID < q.ID
	}
}

// TimelineQuery asks for a page of what happened to a card.
type TimelineQuery struct {
	Card  crm.CardID
	Kinds []crm.ActivityKind // of the history; none: no history
	Notes bool
	Files bool
	After *Place // the last line of the page before
	Limit int
}

// TimelineLine is one of three: a line of the history, a note, a file.
type TimelineLine struct {
	Place   Place
	Who     string // a colleague's or a sequence's name; "" for the system
	History *crm.Activity
	Message *crm.Message // of a line of the history: only its id, state, reason, channel and recipient
	Note    *crm.Note
	File    *crm.File
}

// Timeline reads a page of what happened to a card, the newest first. That it
// was made is not in it: see MadeLine. Each source is read by its index, so a
// page costs the same wherever it is.
func (v *View) Timeline(q TimelineQuery) ([]TimelineLine, error) {
	lines := []TimelineLine{}
	for _, source := range []func(TimelineQuery) ([]TimelineLine, error){v.historyLines, v.noteLines, v.fileLines} {
		some, err := source(q)
		if err != nil {
			return nil, err
		}
		lines = append(lines, some...)
	}
	slices.SortFunc(lines, func(a, b TimelineLine) int {
		if b.Place.Below(a.Place) {
			return -1
		}
		return 1
	})
	return lines[:min(len(lines), q.Limit)], nil
}

// after is the condition that a source's rows stand below the last line of the
// page before.
func (q TimelineQuery) after(source int, at, id string) (string, []any) {
	switch c := q.After; {
	case c == nil:
		return "", nil
	case c.Source == source:
		return " AND (" + at + ", " + id + ") < (?, ?)", []any{c.At, c.ID}
	case source < c.Source:
		return " AND " + at + " <= ?", []any{c.At}
	default:
		return " AND " + at + " < ?", []any{c.At}
	}
}

type historyRow struct {
	HistoryLine
	MessageState     crm.MessageState `db:"m_state"`
	MessageReason    crm.Reason       `db:"m_reason"`
	MessageChannel   crm.Channel      `db:"m_channel"`
	MessageRecipient string           `db:"m_recipient"`
}

const historySelect = `SELECT a.id, a.card, a.at, a.kind, a.cause, a.usr AS user, a.sequence, a.message, a.key, a.args,
		coalesce(u.name, s.name, '') AS who, coalesce(m.state, '') AS m_state, coalesce(m.reason, '') AS m_reason,
		coalesce(m.channel, '') AS m_channel, coalesce(m.recipient, '') AS m_recipient
	FROM activity a LEFT JOIN app_user u ON u.id = a.usr LEFT JOIN sequence s ON s.id = a.sequence LEFT JOIN message m ON m.id = a.message`

// madeKey is said of a new card; MadeLine says it once and for all cards.
const madeKey = "activity.created"

func (v *View) historyLines(q TimelineQuery) ([]TimelineLine, error) {
	if len(q.Kinds) == 0 {
		return nil, nil
	}
	after, args := q.after(fromActivity, "a.at", "a.id")
	query, args, err := in(historySelect+" WHERE a.card = ? AND a.kind IN (?) AND a.key <> ?"+after+" ORDER BY a.at DESC, a.id DESC LIMIT ?",
		append(append([]any{q.Card, q.Kinds, madeKey}, args...), q.Limit)...)
	if err != nil {
		return nil, err
	}
	var rows []historyRow
	if err := v.list(&rows, query, args...); err != nil {
		return nil, err
	}
	out := make([]TimelineLine, 0, len(rows))
	for i := range rows {
		line, err := rows[i].line()
		if err != nil {
			return nil, err
		}
		out = append(out, line)
	}
	return out, nil
}

func (r *historyRow) line() (TimelineLine, error) {
	a := r.Activity
	a.Say.Key = r.Key
	line := TimelineLine{Place: Place{At: a.At, Source: fromActivity, ID: int64(a.ID)}, Who: r.Who, History: &a}
	if r.MessageState != "" {
		line.Message = &crm.Message{ID: a.Message, State: r.MessageState, Reason: r.MessageReason, Channel: r.MessageChannel, To: r.MessageRecipient}
	}
	return line, json.Unmarshal([]byte(r.Args), &a.Say.Args)
}

func (v *View) noteLines(q TimelineQuery) ([]TimelineLine, error) {
	if !q.Notes {
		return nil, nil
	}
	after, args := q.after(fromNotes, "n.created", "n.id")
	var rows []struct {
		crm.Note
		Who string `db:"who"`
	}
	err := v.list(&rows, "SELECT "+noteColumns+", coalesce(u.name, '') AS who FROM note n LEFT JOIN app_user u ON u.id = n.usr WHERE n.card = ? AND n.deleted IS NULL"+after+
		" ORDER BY n.created DESC, n.id DESC LIMIT ?", append(append([]any{q.Card}, args...), q.Limit)...)
	out := make([]TimelineLine, 0, len(rows))
	for i := range rows {
		n := &rows[i].Note
		out = append(out, TimelineLine{Place: Place{At: n.Created, Source: fromNotes, ID: int64(n.ID)}, Who: rows[i].Who, Note: n})
	}
	return out, err
}

func (v *View) fileLines(q TimelineQuery) ([]TimelineLine, error) {
	if !q.Files {
		return nil, nil
	}
	after, args := q.after(fromFiles, "f.created", "f.id")
	var rows []struct {
		crm.File
		Who string `db:"who"`
	}
	err := v.list(&rows, "SELECT "+fileColumns+", coalesce(u.name, '') AS who FROM file f LEFT JOIN app_user u ON u.id = f.usr WHERE f.card = ? AND f.deleted IS NULL"+after+
		" ORDER BY f.created DESC, f.id DESC LIMIT ?", append(append([]any{q.Card}, args...), q.Limit)...)
	out := make([]TimelineLine, 0, len(rows))
	for i := range rows {
		f := &rows[i].File
		out = append(out, TimelineLine{Place: Place{At: f.Created, Source: fromFiles, ID: int64(f.ID)}, Who: rows[i].Who, File: f})
	}
	return out, err
}

// MadeLine is the oldest line of every timeline: that the card was made, when
// and by whom. Cards that came by the thousand have no line of their own in the
// history; the card itself knows.
func (v *View) MadeLine(c crm.Card) (TimelineLine, error) {
	made := TimelineLine{
		Place:   Place{At: c.Created},
		History: &crm.Activity{Card: c.ID, At: c.Created, Kind: crm.ActivityCard, Cause: madeBy[c.CreatedBy], Say: crm.Say("card.made_" + string(c.CreatedBy))},
	}
	line, found, err := v.Created(c.ID)
	if err != nil || found {
		made.Who = line.Who
		return made, err
	}
	_, err = v.one(&made.Who, `SELECT coalesce(u.name, '') FROM activity a LEFT JOIN app_user u ON u.id = a.usr
		WHERE a.card = ? AND a.key = ? ORDER BY a.at, a.id LIMIT 1`, c.ID, madeKey)
	return made, err
}

// madeBy is the cause of what an origin made.
var madeBy = map[crm.Origin]crm.CauseKind{
	crm.OriginUser: crm.CauseUser, crm.OriginImport: crm.CauseImport, crm.OriginForm: crm.CauseOutside,
	crm.OriginMail: crm.CauseOutside, crm.OriginWebhook: crm.CauseOutside, crm.OriginSample: crm.CauseSample,
}

// CardName is a card by its name.
type CardName struct {
	ID      crm.CardID    `db:"id"`
	Name    string        `db:"name"`
	Product crm.ProductID `db:"product"`
	Status  crm.StatusID  `db:"status"`
}

// CardNamesOf reads the cards whose main contact is one contact, the newest
// first.
func (v *View) CardNamesOf(contact crm.ContactID, limit int) ([]CardName, error) {
	cards := []CardName{}
	return cards, v.list(&cards, "SELECT id, name, product, status FROM card WHERE contact = ? AND deleted IS NULL ORDER BY id DESC LIMIT ?", contact, limit)
}
