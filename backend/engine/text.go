package engine

import (
	"context"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/outbox"
	"stepwise/backend/phone"
	"stepwise/backend/store"
)

// stopWords are the texts that mean "no more", folded, each as the whole text.
var stopWords = []string{
	"stop", "stopp", "stop all", "stopall", "stop sms", "unsubscribe", "cancel", "quit", "end",
	"dezabonare", "dezabonati", "dezabonati-ma", "dezaboneaza", "dezaboneaza-ma", "opreste", "opriti", "nu mai trimiteti", "nu mai vreau",
	"leiratkozas", "leiratkozom", "leiratkozas kerem", "lemondas", "lemondom", "torles", "ne kuldjon tobbet",
}

// isStop says whether a text asks for no more messages.
func isStop(text string) bool {
	plain := strings.Join(strings.Fields(fold.Fold(text)), " ")
	return slices.Contains(stopWords, strings.Trim(plain, " .,!?\"'„”“-"))
}

// TakeNews takes what a provider tells of an account: receipts, and texts that
// came in. All of it or nothing is written; it may come twice.
func (e *Engine) TakeNews(ctx context.Context, account crm.AccountID, news crm.News) error {
	if news.Empty() {
		return nil
	}
	err := e.store.Write(ctx, func(tx *store.Tx) error {
		for _, r := range news.Receipts {
			if err := e.outbox.Receipt(tx, account, r); err != nil {
				return err
			}
		}
		for _, sms := range news.Incoming {
			if err := e.takeText(tx, account, sms); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && news.Stored != nil {
		news.Stored()
	}
	return err
}

// longestText is how much of a text that came in is kept, in characters.
const longestText = 1000

func (e *Engine) takeText(tx *store.Tx, account crm.AccountID, sms crm.IncomingSMS) error {
	first, err := tx.FirstTime(account, sms.Remote)
	if err != nil || !first {
		return err
	}
	ws, err := tx.Workspace()
	if err != nil {
		return err
	}
	number, why := phone.Parse(sms.From, ws.Country)
	if why != nil {
		return nil // a name or a short number: nobody of ours
	}
	text := strings.ToValidUTF8(strings.TrimSpace(sms.Text), "\uFFFD")
	if runes := []rune(text); len(runes) > longestText {
		text = string(runes[:longestText])
	}
	if isStop(text) {
		return e.stopTexts(tx, number.E164, text)
	}
	_, err = e.Replied(tx, crm.Reply{Channel: crm.ChannelSMS, From: number.E164, Text: text})
	return err
}

// stopTexts keeps every further SMS from a number, with what it wrote as proof.
func (e *Engine) stopTexts(tx *store.Tx, number, text string) error {
	cards, err := tx.CardsAnswered(crm.ChannelSMS, number)
	if err != nil {
		return err
	}
	if err := outbox.NoMoreSMS(tx, number, text); err != nil {
		return err
	}
	for _, card := range cards {
		say := crm.Say("activity.unsubscribed_sms", "to", number, "text", text)
		if err := tx.Note(crm.Activity{Card: card, Kind: crm.ActivityMessage, Cause: crm.CauseSystem, Say: say}); err != nil {
			return err
		}
	}
	return nil
}
