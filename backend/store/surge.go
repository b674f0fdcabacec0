package store

import "stepwise/backend/crm"

// SurgeDay is what one local day brought of client messages, and what a person
// said when there were far too many (RULES 3.13).
type SurgeDay struct {
	Day       crm.Date    `db:"day"`
	Due       int         `db:"due"`       // became due
	Recalled  int         `db:"recalled"`  // of them a person took back when asked
	Announced int         `db:"announced"` // by activations
	Expected  int         `db:"expected"`  // the usual number, when it was asked
	Asked     crm.Instant `db:"asked"`
	Answered  crm.Instant `db:"answered"`
	Answer    string      `db:"answer"` // go or recall
}

// Open says that sending to clients waits for an answer.
func (d SurgeDay) Open() bool { return d.Asked != 0 && d.Answered == 0 }

// CountDueMessages adds the client messages that were queued since the last
// count to their local day; begin is the first moment of today. It reads only
// what is new, so it costs the same however much there is. What test mode held
// and what a person sent again is not counted. It returns how many were new.
func (t *Tx) CountDueMessages(today crm.Date, begin crm.Instant) (int, error) {
	var fresh struct {
		Today  int           `db:"today"`
		Before int           `db:"before"`
		Last   crm.MessageID `db:"last"`
	}
	err := t.get(&fresh, `SELECT count(*) FILTER (WHERE counts AND created >= ?) AS today, count(*) FILTER (WHERE counts AND created < ?) AS before,
			coalesce(max(id), 0) AS last
		FROM (SELECT id, created, usr IS NULL AND resend = 0 AND NOT (state = 'held' AND reason = ?) AS counts FROM message
			WHERE id > (SELECT max(seen) FROM surge))`, begin, begin, crm.ReasonTestMode)
	if err != nil || fresh.Last == 0 {
		return 0, err
	}
	if fresh.Before > 0 { // the last ones before midnight
		if err := t.addDue(today.AddDays(-1), fresh.Before, fresh.Last); err != nil {
			return 0, err
		}
	}
	return fresh.Today + fresh.Before, t.addDue(today, fresh.Today, fresh.Last)
}

func (t *Tx) addDue(day crm.Date, n int, last crm.MessageID) error {
	_, err := t.exec(`INSERT INTO surge (day, due, seen) VALUES (?, ?, ?)
		ON CONFLICT (day) DO UPDATE SET due = due + excluded.due, seen = max(seen, excluded.seen)`, day, n, last)
	return err
}

// SurgeDays reads the days from one to another that had client messages or
// announcements, in order.
func (v *View) SurgeDays(from, to crm.Date) ([]SurgeDay, error) {
	list := []SurgeDay{}
	return list, v.list(&list, `SELECT d.day, coalesce(s.due, 0) AS due, coalesce(s.recalled, 0) AS recalled, coalesce(s.expected, 0) AS expected,
			coalesce(s.asked, 0) AS asked, coalesce(s.answered, 0) AS answered, coalesce(s.answer, '') AS answer,
			coalesce((SELECT sum(a.messages) FROM announcement a WHERE a.day = d.day), 0) AS announced
		FROM (SELECT day FROM surge WHERE day BETWEEN ? AND ? UNION SELECT day FROM announcement WHERE day BETWEEN ? AND ?) d
		LEFT JOIN surge s ON s.day = d.day ORDER BY d.day`, from, to, from, to)
}

// OpenSurge is the day about which a person was asked and has not answered;
// false where none waits.
func (v *View) OpenSurge() (d SurgeDay, open bool, err error) {
	open, err = v.one(&d, `SELECT day, due, recalled, expected, asked, 0 AS answered, '' AS answer, 0 AS announced
		FROM surge WHERE asked IS NOT NULL AND answered IS NULL ORDER BY day LIMIT 1`)
	return d, open, err
}

// AskSurge stops sending to clients until a person answers; expected is the
// usual number of a day.
func (t *Tx) AskSurge(day crm.Date, expected int) error {
	t.Changed("message", "*")
	t.Changed("workspace", "*")
	return t.must("UPDATE surge SET asked = ?, expected = ?, answered = NULL, answer = '', usr = NULL WHERE day = ?", t.Now, expected, day)
}

// AnswerSurge lets sending go on; recalled counts what the person took back.
func (t *Tx) AnswerSurge(day crm.Date, answer string, recalled int, user crm.UserID) error {
	t.Changed("message", "*")
	t.Changed("workspace", "*")
	return t.must(`UPDATE surge SET answered = ?, answer = ?, recalled = recalled + ?, usr = ? WHERE day = ? AND asked IS NOT NULL AND answered IS NULL`,
		t.Now, answer, recalled, user, day)
}

// MarkSurge gives the client messages that wait for the answer their reason.
func (t *Tx) MarkSurge(ch crm.Channel) error {
	n, err := t.exec("UPDATE message SET reason = ? WHERE state = 'queued' AND worker IS NULL AND due <= ? AND channel = ? AND usr IS NULL AND reason <> ?",
		crm.ReasonSurge, t.Now, ch, crm.ReasonSurge)
	if n > 0 {
		t.Changed("message", "*")
	}
	return err
}

// UnmarkSurge takes that reason back.
func (t *Tx) UnmarkSurge() error {
	t.Changed("message", "*")
	_, err := t.exec("UPDATE message SET reason = '' WHERE state = 'queued' AND reason = ?", crm.ReasonSurge)
	return err
}

const surgeWaiting = " m.state = 'queued' AND m.worker IS NULL AND m.usr IS NULL AND m.resend = 0 AND m.created >= ? "

// SurgeMessages reads client messages that wait, were queued since a moment and
// can be recalled, in id order up to one.
func (v *View) SurgeMessages(since crm.Instant, after, last crm.MessageID, limit int) ([]crm.Message, error) {
	return v.messages("SELECT "+messageColumns+messageFrom+"WHERE"+surgeWaiting+"AND m.id > ? AND m.id <= ? ORDER BY m.id LIMIT ?", since, int64(after), int64(last), limit)
}

// LastMessage is the highest id of a message, 0 without one.
func (v *View) LastMessage() (id crm.MessageID, err error) {
	return id, v.get(&id, "SELECT coalesce(max(id), 0) FROM message")
}

// SurgeSource is a sequence whose messages wait for the answer.
type SurgeSource struct {
	Sequence crm.SequenceID `db:"sequence"`
	Product  crm.ProductID  `db:"product"`
	Name     string         `db:"name"`
	Messages int            `db:"n"`
}

// SurgeSources counts the client messages queued since a moment that wait, by
// sequence, most first.
func (v *View) SurgeSources(since crm.Instant) ([]SurgeSource, error) {
	list := []SurgeSource{}
	return list, v.list(&list, "SELECT m.sequence, s.product, s.name, count(*) AS n FROM message m JOIN sequence s ON s.id = m.sequence WHERE"+surgeWaiting+
		"GROUP BY m.sequence ORDER BY n DESC, m.sequence", since)
}

// Announce notes that an activation brings so many client messages on a day.
func (t *Tx) Announce(seq crm.SequenceID, day crm.Date, messages int) error {
	_, err := t.exec(`INSERT INTO announcement (sequence, day, messages) VALUES (?, ?, ?)
		ON CONFLICT (sequence, day) DO UPDATE SET messages = messages + excluded.messages`, seq, day, messages)
	return err
}

// Unannounce takes back what a sequence announced from a day on.
func (t *Tx) Unannounce(seq crm.SequenceID, from crm.Date) error {
	_, err := t.exec("DELETE FROM announcement WHERE sequence = ? AND day >= ?", seq, from)
	return err
}

// PendingStep counts the cards that wait for a step at a moment.
type PendingStep struct {
	Step    crm.StepID  `db:"step"`
	Due     crm.Instant `db:"due"`
	Planned crm.Instant `db:"planned"`
	N       int         `db:"n"`
}

// PendingSteps counts the steps that a sequence's live enrolments wait for, by
// step and moment, without those that are paused.
func (v *View) PendingSteps(seq crm.SequenceID) ([]PendingStep, error) {
	list := []PendingStep{}
	return list, v.list(&list, `SELECT step, due, planned, count(*) AS n FROM enrolment
		WHERE sequence = ? AND ended IS NULL AND state = 'waiting' AND paused = 0 GROUP BY step, due, planned ORDER BY due, step`, seq)
}

// CountRestarts counts the cards whose enrolment ended in this very moment and
// that an activation for all cards would start anew.
func (v *View) CountRestarts(s crm.Sequence, where string, args []any) (n int, err error) {
	all := append([]any{}, args...)
	return v.CountStarts(s, "("+where+") AND c.id IN (SELECT x.card FROM enrolment x WHERE x.sequence = ? AND x.ended = ?)", append(all, s.ID, v.now))
}

// CountQueued counts a sequence's messages that wait in the outbox.
func (v *View) CountQueued(seq crm.SequenceID) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM message WHERE state = 'queued' AND sequence = ?", seq)
}
