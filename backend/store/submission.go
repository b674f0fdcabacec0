package store

import (
	"encoding/json"
	"strings"

	"stepwise/backend/crm"
)

type submissionRow struct {
	ID        crm.SubmissionID     `db:"id"`
	Form      crm.FormID           `db:"form"`
	At        crm.Instant          `db:"at"`
	State     crm.SubmissionState  `db:"state"`
	Reason    crm.SubmissionReason `db:"reason"`
	Content   string               `db:"content"`
	Agreed    bool                 `db:"agreed"`
	Wording   string               `db:"wording"`
	Language  string               `db:"language"`
	Page      string               `db:"page"`
	Plain     bool                 `db:"plain"`
	Token     *string              `db:"token"`
	Hash      string               `db:"hash"`
	Sender    string               `db:"sender"`
	Email     string               `db:"email"`
	Card      crm.CardID           `db:"card"`
	Contact   crm.ContactID        `db:"contact"`
	Made      bool                 `db:"made"`
	Decided   crm.Instant          `db:"decided"`
	DecidedBy crm.UserID           `db:"decided_by"`
	Confirmed crm.Instant          `db:"confirmed"`
}

const submissionColumns = `id, form, at, state, reason, content, agreed, wording, language, page, plain, token, hash, sender, email,
	card, contact, made, decided, decided_by, confirmed`

func (r *submissionRow) read() (crm.Submission, error) {
	s := crm.Submission{
		ID: r.ID, Form: r.Form, At: r.At, State: r.State, Reason: r.Reason, Agreed: r.Agreed, Wording: r.Wording, Language: r.Language, Page: r.Page,
		Plain: r.Plain, Hash: r.Hash, Sender: r.Sender, Email: r.Email, Card: r.Card, Contact: r.Contact, Made: r.Made,
		Decided: r.Decided, DecidedBy: r.DecidedBy, Confirmed: r.Confirmed,
	}
	if r.Token != nil {
		s.Token = *r.Token
	}
	return s, json.Unmarshal([]byte(r.Content), &s.Content)
}

func (v *View) submissions(where string, args ...any) ([]crm.Submission, error) {
	var rows []submissionRow
	if err := v.list(&rows, "SELECT "+submissionColumns+" FROM submission WHERE "+where, args...); err != nil {
		return nil, err
	}
	out := make([]crm.Submission, 0, len(rows))
	for i := range rows {
		s, err := rows[i].read()
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// SubmissionQuery chooses what was sent in.
type SubmissionQuery struct {
	Form   crm.FormID          // 0: by any form
	State  crm.SubmissionState // "": all but what was discarded
	Before crm.SubmissionID    // the last one of the page before; 0: from the newest
	Limit  int
}

func (q SubmissionQuery) where() (string, []any) {
	parts, args := []string{"true"}, []any{}
	add := func(test string, arg any) { parts, args = append(parts, test), append(args, arg) }
	if q.Form != 0 {
		add("form = ?", q.Form)
	}
	if q.State != "" {
		add("state = ?", string(q.State))
	} else {
		add("state <> ?", string(crm.SubmissionDiscarded))
	}
	return strings.Join(parts, " AND "), args
}

// Submissions reads a page of what was sent in, newest first.
func (v *View) Submissions(q SubmissionQuery) ([]crm.Submission, error) {
	where, args := q.where()
	if q.Before != 0 {
		where, args = where+" AND id < ?", append(args, q.Before)
	}
	return v.submissions(where+" ORDER BY id DESC LIMIT ?", append(args, q.Limit)...)
}

// CountSubmissions counts what a query chooses on all its pages.
func (v *View) CountSubmissions(q SubmissionQuery) (n int, err error) {
	where, args := q.where()
	return n, v.get(&n, "SELECT count(*) FROM submission WHERE "+where, args...)
}

// Submission reads one.
func (v *View) Submission(id crm.SubmissionID) (s crm.Submission, err error) {
	list, err := v.submissions("id = ?", id)
	if err == nil && len(list) == 0 {
		err = crm.NotFound("submission")
	}
	if err != nil {
		return s, err
	}
	return list[0], nil
}

// Replayed finds what was sent in before by the same page (its one-time token),
// or with the same content since a moment.
func (v *View) Replayed(token, hash string, since crm.Instant) (s crm.Submission, found bool, err error) {
	list, err := v.submissions("(token = ? OR hash = ? AND at >= ?) AND state <> 'refused' ORDER BY id DESC LIMIT 1", token, hash, since)
	if err != nil || len(list) == 0 {
		return s, false, err
	}
	return list[0], true, nil
}

// SentCounts is how much was sent in by a form.
type SentCounts struct {
	Taken int `db:"taken"` // made or changed a card at once
	Plain int `db:"plain"` // of these: by pages that aren't ours
	Apart int `db:"apart"` // was kept apart or refused, whatever became of it later
}

// SentSince counts what was sent in by a form since a moment.
func (v *View) SentSince(form crm.FormID, since crm.Instant) (c SentCounts, err error) {
	const taken = "state IN ('accepted', 'waiting') AND decided IS NULL"
	return c, v.get(&c, "SELECT count(*) FILTER (WHERE "+taken+") AS taken, count(*) FILTER (WHERE plain = 1 AND "+taken+") AS plain, count(*) FILTER (WHERE NOT ("+taken+
		")) AS apart FROM submission WHERE form = ? AND at >= ?", form, since)
}

// SentFrom counts what came from a network address since a moment, by any form;
// plain counts only what came by pages that aren't ours.
func (v *View) SentFrom(sender string, since crm.Instant) (all, plain int, err error) {
	var row struct {
		All   int `db:"n"`
		Plain int `db:"plain"`
	}
	err = v.get(&row, "SELECT count(*) AS n, coalesce(sum(plain), 0) AS plain FROM submission WHERE sender <> '' AND sender = ? AND at >= ?", sender, since)
	return row.All, row.Plain, err
}

// CountQuarantined counts what is kept apart for somebody to look at; of all forms for
// none.
func (v *View) CountQuarantined(form crm.FormID) (n int, err error) {
	return v.CountSubmissions(SubmissionQuery{Form: form, State: crm.SubmissionQuarantined})
}

// AddSubmission keeps what was sent in, and counts it for the day.
func (t *Tx) AddSubmission(s crm.Submission, day crm.Date) (crm.Submission, error) {
	id, err := nextID[crm.SubmissionID](t, "submission")
	if err != nil {
		return s, err
	}
	s.ID, s.At = id, t.Now
	content, err := json.Marshal(s.Content)
	if err != nil {
		return s, err
	}
	var token *string
	if s.Token != "" {
		token = &s.Token
	}
	err = t.must(`INSERT INTO submission (`+submissionColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		s.ID, s.Form, s.At, string(s.State), string(s.Reason), string(content), s.Agreed, s.Wording, s.Language, s.Page, s.Plain, token, s.Hash, s.Sender, s.Email,
		s.Card, s.Contact, s.Made, s.Decided, s.DecidedBy, s.Confirmed)
	if err != nil {
		return s, err
	}
	t.Changed("submission", s.ID.String())
	c := crm.FormCounts{Sent: 1}
	if s.State == crm.SubmissionQuarantined {
		c.Quarantined = 1
	}
	if s.Made {
		c.Cards = 1
	}
	return s, t.formDay(s.Form, day, c)
}

// DecideSubmission writes what became of what was sent in; of what is discarded
// the content goes.
func (t *Tx) DecideSubmission(s crm.Submission, day crm.Date) error {
	content := "{}"
	if s.State != crm.SubmissionDiscarded {
		b, err := json.Marshal(s.Content)
		if err != nil {
			return err
		}
		content = string(b)
	} else {
		s.Email, s.Page = "", ""
	}
	t.Changed("submission", s.ID.String())
	err := t.must("UPDATE submission SET state = ?, reason = ?, content = ?, email = ?, page = ?, card = ?, contact = ?, made = ?, decided = ?, decided_by = ?, confirmed = ? WHERE id = ?",
		string(s.State), string(s.Reason), content, s.Email, s.Page, s.Card, s.Contact, s.Made, s.Decided, s.DecidedBy, s.Confirmed, s.ID)
	if err != nil || !s.Made {
		return err
	}
	return t.formDay(s.Form, day, crm.FormCounts{Cards: 1})
}

// ConfirmSubmissions notes that a client confirmed the address: of this one and
// of all that the form still waits for with the same address.
func (t *Tx) ConfirmSubmissions(s crm.Submission) error {
	t.Changed("submission", "*")
	_, err := t.exec("UPDATE submission SET state = 'accepted', reason = '', confirmed = ? WHERE id = ? OR form = ? AND email = ? AND state = 'waiting'", t.Now, s.ID, s.Form, s.Email)
	return err
}

// ForgetSenders takes the marks of network addresses away that are older than a
// moment: nothing needs them any more.
func (t *Tx) ForgetSenders(before crm.Instant) error {
	_, err := t.exec("UPDATE submission SET sender = '' WHERE sender <> '' AND at < ?", before)
	return err
}

// ForgetDiscarded takes away the lines of what was thrown away before a moment.
func (t *Tx) ForgetDiscarded(before crm.Instant) error {
	_, err := t.exec("DELETE FROM submission WHERE state = 'discarded' AND decided < ?", before)
	return err
}

// SubmissionsOf reads what a client sent in, oldest first: for an export.
func (v *View) SubmissionsOf(contact crm.ContactID, cards []crm.CardID, emails []string) ([]crm.Submission, error) {
	query, args, err := in("(contact = ? OR card IN (?) OR email <> '' AND email IN (?)) AND state <> 'discarded' ORDER BY id", contact, append(cards, 0), append(emails, ""))
	if err != nil {
		return nil, err
	}
	return v.submissions(query, args...)
}

// EraseSubmissions takes away what a client sent in, whatever became of it.
func (t *Tx) EraseSubmissions(contact crm.ContactID, emails []string) error {
	query, args, err := in("DELETE FROM submission WHERE contact = ? OR email <> '' AND email IN (?)", contact, append(emails, ""))
	if err != nil {
		return err
	}
	_, err = t.exec(query, args...)
	return err
}

// MarkForForms is a fingerprint that nobody can try out without our key.
func (v *View) MarkForForms(text, purpose string) string { return v.s.box.Mark(text, "form|"+purpose) }
