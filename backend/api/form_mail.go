package api

import (
	"context"
	"html"
	"log/slog"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// How mails are tried that ask to confirm an address: some minutes apart at first,
// then hours, for three days.
const (
	formMailsAtOnce = 20
	formMailKeeps   = 72 * formHour
	formMailWaits   = 600_000 // while nothing may go: test mode, a standstill, no account
)

var formMailTries = []crm.Instant{300_000, 900_000, formHour, 4 * formHour, 12 * formHour}

// formLetter is a mail that asks to confirm an address, ready to be composed.
type formLetter struct {
	due      store.FormMail
	account  crm.Account
	message  crm.Message
	rendered crm.Rendered
	again    crm.Instant // why it doesn't go now: then; 0: it goes
	over     bool        // it will never go
}

// FormChores sends the mails that are due which ask to confirm an address, writes
// numbers down, and throws marks of network addresses away after a day.
func (s *Service) FormChores(ctx context.Context) error {
	s.flushSeen(ctx, false)
	if err := s.forgetSenders(ctx); err != nil {
		return err
	}
	var due []store.FormMail
	err := s.deps.Store.Read(ctx, func(v *store.View) (err error) {
		due, err = v.DueFormMails(formMailsAtOnce)
		return err
	})
	for _, m := range due {
		if err == nil && ctx.Err() == nil {
			err = s.sendFormMail(ctx, m)
		}
	}
	return err
}

func (s *Service) forgetSenders(ctx context.Context) error {
	now := s.deps.Store.Now()
	s.forms.mu.Lock()
	due := now-s.forms.swept > formHour || now < s.forms.swept
	if due {
		s.forms.swept = now
	}
	s.forms.mu.Unlock()
	if !due {
		return nil
	}
	return s.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		if err := tx.ForgetSenders(tx.Now - 24*formHour); err != nil {
			return err
		}
		return tx.ForgetDiscarded(tx.Now - crm.KeepDeletedDays*24*formHour)
	})
}

// sendFormMail sends one mail. Before the byte that completes it, it is noted that
// it may have left: it goes once at most.
func (s *Service) sendFormMail(ctx context.Context, due store.FormMail) error {
	var l formLetter
	err := s.deps.Store.Write(ctx, func(tx *store.Tx) (err error) {
		if l, err = s.formLetter(tx, due); err != nil || l.again == 0 && !l.over {
			return err
		}
		return tx.FormMailWaits(due.Submission, l.again, l.over)
	})
	if err != nil || l.again != 0 || l.over {
		return err
	}
	channel := s.deps.Channels[crm.ChannelEmail]
	raw, err := channel.Compose(l.account, l.message, l.rendered)
	if err != nil {
		s.deps.Log.Error("a mail that asks to confirm can't be made", slog.String("submission", due.Submission.String()), slog.Any("error", err))
		return s.deps.Store.Write(ctx, func(tx *store.Tx) error { return tx.FormMailWaits(due.Submission, 0, true) })
	}
	o := channel.Send(ctx, l.account, l.message, raw, func() error {
		return s.deps.Store.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error {
			taken, err := tx.TakeFormMail(due.Submission)
			if err == nil && !taken {
				err = crm.Fail(crm.CodeConflict, "error.changed_meanwhile", "name", due.Submission.String())
			}
			return err
		})
	})
	return s.formMailWent(context.WithoutCancel(ctx), due, o)
}

// formMailWent notes how a hand-over ended. Only what certainly didn't leave is
// tried again.
func (s *Service) formMailWent(ctx context.Context, due store.FormMail, o crm.Outcome) error {
	return s.deps.Store.Write(ctx, func(tx *store.Tx) error {
		var again crm.Instant
		switch o.Kind {
		case crm.Accepted, crm.Unclear, crm.Aborted:
			return nil
		case crm.Temporary, crm.Stopped:
			if due.Tries < len(formMailTries) {
				again = tx.Now + formMailTries[due.Tries]
			}
		}
		return tx.FormMailFailed(due.Submission, again, o.Words)
	})
}

// formLetter writes the mail. It says nothing that was typed: it goes to an
// address that anybody may have entered.
func (s *Service) formLetter(tx *store.Tx, due store.FormMail) (l formLetter, err error) {
	l.due = due
	sub, err := tx.Submission(due.Submission)
	if err != nil {
		return l, err
	}
	if l.over = sub.State != crm.SubmissionWaiting || tx.Now-sub.At > formMailKeeps; l.over {
		return l, nil
	}
	ws, err := tx.Workspace()
	if err != nil {
		return l, err
	}
	still, err := tx.StandsStill()
	if err != nil {
		return l, err
	}
	scope, err := tx.Suppressed(crm.ChannelEmail, sub.Email)
	if err != nil {
		return l, err
	}
	list, err := tx.Accounts()
	if err != nil {
		return l, err
	}
	var why crm.Reason
	l.account, why = outbox.AccountFor(list, crm.ChannelEmail, 0, tx.Now)
	if l.over = scope == crm.ScopeAll; l.over {
		return l, nil
	}
	if ws.TestMode || still || ws.Public == "" || why != crm.ReasonNone {
		l.again = tx.Now + formMailWaits
		return l, nil
	}
	f, err := tx.Form(sub.Form)
	if err != nil {
		return l, err
	}
	secret, err := tx.Installation()
	l.message = crm.Message{
		Channel: crm.ChannelEmail, To: sub.Email, Created: sub.At, Purpose: crm.PurposeService,
		Key: outbox.Key(secret, 0, 0, sub.Email+"|"+sub.ID.String(), 0),
	}
	l.rendered = s.formText(ws, f, sub, strings.TrimSuffix(ws.Public, "/")+"/c/"+tx.Sign("confirm", int64(sub.ID)))
	return l, err
}

// formText is the mail's text in the language of the page.
func (s *Service) formText(ws crm.Workspace, f crm.Form, sub crm.Submission, link string) crm.Rendered {
	say := func(key string, pairs ...any) string {
		return s.deps.Say(sub.Language, crm.Say("form.mail."+key, pairs...))
	}
	title := f.Title
	if title == "" {
		title = f.Name
	}
	before, button, after := say("before", "form", title, "business", ws.Name), say("button"), say("after", "days", ConfirmDays)
	a := html.EscapeString
	return crm.Rendered{
		Subject: say("subject", "business", ws.Name),
		Text:    before + "\n\n" + button + ":\n" + link + "\n\n" + after + "\n\n" + ws.Name + "\n",
		HTML: `<!doctype html><html lang="` + sub.Language + `"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>` +
			`<body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"><p>` + a(before) + "</p>" +
			`<p><a href="` + a(link) + `" style="display:inline-block;padding:12px 20px;border-radius:9px;background:#4840c8;color:#ffffff;font-weight:600;text-decoration:none">` + a(button) + "</a></p>" +
			"<p>" + a(after) + "</p><p>" + a(ws.Name) + "</p></body></html>",
		Files: []crm.RenderedFile{},
	}
}
