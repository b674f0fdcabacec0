package engine

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

const choreForget = "forget_deleted"

// keepAnswersDays is how long the API's answers are kept for requests that come
// again.
const keepAnswersDays = 1

// Chores does what a day needs once: what was deleted crm.KeepDeletedDays ago
// goes for good, so do pictures and files that no version of a template took up
// in that time, and content that nothing names leaves the disk.
func (e *Engine) Chores(ctx context.Context) error {
	var due bool
	err := e.store.Read(ctx, func(v *store.View) (err error) {
		due, err = v.ChoreDue(choreForget)
		return err
	})
	if err != nil || !due {
		return err
	}
	err = e.store.WriteBulk(ctx, func(tx *store.Tx) error {
		before := tx.Now - crm.KeepDeletedDays*24*3600*1000
		if err := tx.ForgetDeletedNotes(before); err != nil {
			return err
		}
		if err := tx.ForgetDeletedFiles(before); err != nil {
			return err
		}
		if err := tx.ForgetUnusedAssets(before); err != nil {
			return err
		}
		if err := tx.ForgetMails(tx.Now - keepMailsDays*24*3600*1000); err != nil {
			return err
		}
		if err := tx.ForgetRestAnswers(tx.Now - keepAnswersDays*24*3600*1000); err != nil {
			return err
		}
		if err := tx.ForgetReceipts(); err != nil {
			return err
		}
		if err := tx.ForgetCalls(tx.Now-crm.WebhookKept, tx.Now-crm.WebhookGiveUp); err != nil {
			return err
		}
		if err := tx.ForgetLeads(); err != nil {
			return err
		}
		return tx.ChoreDone(choreForget)
	})
	if err != nil {
		return err
	}
	_, err = e.store.RemoveUnusedContent(ctx)
	return err
}
