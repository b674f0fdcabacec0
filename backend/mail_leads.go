package backend

import (
	"context"
	"log/slog"

	"stepwise/backend/crm"
	"stepwise/backend/mailbox"
	"stepwise/backend/store"
)

// LookAtLeads looks once at every mailbox whose mails become cards, unless
// everything stands still; more says that there is more to read at once.
func (b *Backend) LookAtLeads(ctx context.Context) (more bool) {
	var list []crm.LeadBox
	err := b.store.Read(ctx, func(v *store.View) error {
		still, err := v.StandsStill()
		if err == nil && !still {
			list, err = v.LeadBoxes()
		}
		return err
	})
	if err != nil && ctx.Err() == nil {
		b.log.Error("mailboxes for leads can't be read", slog.Any("error", err))
	}
	for _, box := range list {
		if !box.Active || !b.mail.lets(box.ID.String(), box.Trouble, b.store.Now()) {
			continue
		}
		rest, err := b.lookAtLead(ctx, box)
		if ctx.Err() != nil {
			return false
		}
		more = more || rest
		b.noteLook(ctx, box.ID.String(), err, func(tx *store.Tx, key, words string) error { return tx.LookedAtLeads(box.ID, key, words) })
	}
	return more
}

func (b *Backend) lookAtLead(ctx context.Context, box crm.LeadBox) (more bool, err error) {
	what := mailbox.Letters{Move: box.Rules.MoveTo}
	err = b.store.Read(ctx, func(v *store.View) (err error) {
		what.Again, err = v.LeadMailsAgain(box.ID, box.Mark.Validity)
		return err
	})
	if err != nil {
		return false, err
	}
	mark := box.Mark
	what.Want = func(head crm.Letter) (bool, error) { return b.service.WantLetter(ctx, box, head) }
	what.Take = func(l *crm.Letter, next crm.MailMark) (bool, error) {
		done, taken, err := b.service.TakeLetter(ctx, box, l, mark, next)
		if err == nil && !done {
			err = errMailboxChanged
		}
		mark = next
		return taken, err
	}
	return b.mail.reader.LookAtLetters(ctx, box.Mailbox(), b.store.Now(), what)
}
