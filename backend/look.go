package backend

import (
	"context"
	"log/slog"
	"strings"

	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/owner"
	"stepwise/backend/store"
)

// OutboxLine is one message as programs see it.
type OutboxLine struct {
	Channel   crm.Channel      `json:"channel"`
	Key       string           `json:"key"` // the Message-ID in angle brackets, or the SMS idempotency key
	State     crm.MessageState `json:"state"`
	Recipient string           `json:"recipient"`
	Sequence  string           `json:"sequence"`
	Step      int              `json:"step"` // its position
	Reason    crm.Reason       `json:"reason"`
	Card      string           `json:"card"`
	Planned   crm.Instant      `json:"planned"` // Unix milliseconds
	HandedAt  crm.Instant      `json:"handedAt"`
	Attempts  int              `json:"attempts"`
}

// Outbox reads all messages of a data folder, oldest first, also while another
// process runs it.
func Outbox(ctx context.Context, cfg config.Config, log *slog.Logger, each func(OutboxLine) error) error {
	s, err := store.Open(ctx, store.Options{Dir: cfg.Data, Clock: now, Log: log, ReadOnly: true})
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // it only read
	return s.Read(ctx, func(v *store.View) error {
		domain, err := senderDomain(v)
		if err != nil {
			return err
		}
		running := owner.Running(cfg.Data)
		var after crm.MessageID
		for {
			lines, err := v.MessageLinesAfter(after, 500)
			if err != nil || len(lines) == 0 {
				return err
			}
			for _, l := range lines {
				after = l.ID
				if err := each(outboxLine(l, domain, running)); err != nil {
					return err
				}
			}
		}
	})
}

// outboxLine tells the truth about what nobody knows: a message that may have
// arrived is uncertain, also while it waits to be repeated under its key, and
// where the process that was sending it has died.
func outboxLine(l store.MessageLine, domain string, running bool) OutboxLine {
	switch {
	case l.InDoubt():
		l.State = crm.MessageUncertain
	case l.State == crm.MessageSending && !running:
		l.State, l.Reason = crm.MessageUncertain, crm.ReasonInterrupted
	}
	key := l.Key
	if l.Channel == crm.ChannelEmail {
		if _, own, ok := strings.Cut(l.FromEmail, "@"); ok {
			domain = own
		}
		key = "<" + l.Key + "@" + domain + ">"
	}
	return OutboxLine{
		Channel: l.Channel, Key: key, State: l.State, Recipient: l.To, Sequence: l.SequenceName, Step: l.Position, Reason: l.Reason,
		Card: l.Card.String(), Planned: l.Planned, HandedAt: l.HandedAt, Attempts: l.Attempts,
	}
}

// senderDomain is the domain of the account that sends email, as its messages'
// Message-ID carries it.
func senderDomain(v *store.View) (string, error) {
	froms, err := v.SenderAddresses()
	if err != nil || len(froms) == 0 {
		return "localhost", err
	}
	_, domain, _ := strings.Cut(froms[0], "@")
	return domain, nil
}
