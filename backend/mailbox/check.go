package mailbox

import (
	"context"
	"errors"

	"stepwise/backend/crm"
)

// Check opens a mailbox as a look does, reads nothing in it, and says what went
// well, step by step, and what did not.
func (r Reader) Check(ctx context.Context, m crm.Mailbox) []crm.MailboxStep {
	ctx, cancel := context.WithTimeout(ctx, waitLook/3)
	defer cancel()
	var steps []crm.MailboxStep
	s, err := r.open(ctx, m, func(name string, args ...any) {
		steps = append(steps, crm.MailboxStep{OK: true, Say: crm.Say("mailbox.did_"+name, args...)})
	})
	var trouble *Trouble
	switch {
	case errors.As(err, &trouble):
		steps = append(steps, crm.MailboxStep{Say: crm.Say(trouble.Key, "host", m.Settings.Host, "port", m.Settings.Port, "folder", m.Settings.Folder), Words: trouble.Words})
	case err != nil:
		steps = append(steps, crm.MailboxStep{Say: crm.Say("mailbox.no_connection", "host", m.Settings.Host, "port", m.Settings.Port), Words: err.Error()})
	default:
		s.close()
	}
	return steps
}
