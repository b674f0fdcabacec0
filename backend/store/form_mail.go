package store

import "stepwise/backend/crm"

// FormMail is a mail that asks a client to confirm an address.
type FormMail struct {
	Submission crm.SubmissionID `db:"submission"`
	Form       crm.FormID       `db:"form"`
	Email      string           `db:"email"`
	Due        crm.Instant      `db:"due"`
	Tries      int              `db:"tries"`
}

// QueueFormMail lets a client be asked, unless the form asked this address today
// already.
func (t *Tx) QueueFormMail(m FormMail, day crm.Date) (queued bool, err error) {
	n, err := t.exec("INSERT INTO form_mail (submission, form, email, day, due) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		m.Submission, m.Form, m.Email, string(day), m.Due)
	return n == 1, err
}

// DueFormMails are the mails whose next try is due, oldest first.
func (v *View) DueFormMails(limit int) (list []FormMail, err error) {
	return list, v.list(&list, "SELECT submission, form, email, due, tries FROM form_mail WHERE due <= ? ORDER BY due, submission LIMIT ?", v.now, limit)
}

// TakeFormMail notes, before a mail can leave, that it may have left: it goes
// once. False where it isn't due any more.
func (t *Tx) TakeFormMail(id crm.SubmissionID) (bool, error) {
	n, err := t.exec("UPDATE form_mail SET due = NULL, sent = ?, tries = tries + 1 WHERE submission = ? AND due <= ?", t.Now, id, t.Now)
	return n == 1, err
}

// FormMailFailed notes that a mail certainly didn't leave; it is tried again at a
// moment, or never for 0.
func (t *Tx) FormMailFailed(id crm.SubmissionID, again crm.Instant, words string) error {
	return t.must("UPDATE form_mail SET due = ?, sent = NULL, words = ? WHERE submission = ?", again, clipRunes(words, 500), id)
}

// FormMailWaits puts a mail off without a try, or ends it for good.
func (t *Tx) FormMailWaits(id crm.SubmissionID, until crm.Instant, over bool) error {
	if over {
		until = 0
	}
	return t.must("UPDATE form_mail SET due = ? WHERE submission = ?", until, id)
}

// EndFormMails ends all mails that wait: in a workspace that came out of a backup
// nobody knows whether they have gone.
func (t *Tx) EndFormMails() error {
	_, err := t.exec("UPDATE form_mail SET due = NULL WHERE due IS NOT NULL")
	return err
}
