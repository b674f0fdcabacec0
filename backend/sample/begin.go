package sample

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Begin ends the first run: it saves the first administrator under the id that
// me carries, the workspace in test mode with its features on, and the first
// product with its statuses and built-in folders. Names and places were
// checked by the caller, who also made sure that it has not run before.
func Begin(tx *store.Tx, me crm.User, ws crm.Workspace) error {
	me.Role, me.Active = crm.RoleAdmin, true
	if _, err := tx.SaveUser(me); err != nil {
		return err
	}
	if err := passUserID(tx, me.ID); err != nil {
		return err
	}
	ws.TestMode, ws.Internal, ws.Campaigns, ws.PDF = true, true, true, true
	ws.MaxParts = crm.DefaultMaxParts
	ws.SetUp = tx.Now
	if err := tx.SaveWorkspace(ws); err != nil {
		return err
	}
	// Test mode allows the SMS service without a gateway (RULES 1), and with it
	// an SMS step can be tried before anything is bought.
	product, err := tx.SaveProduct(crm.Product{Name: inLanguage(ws.Language).product, SMSOn: true, Position: 1})
	if err != nil {
		return err
	}
	return Statuses(tx, product.ID, ws.Language)
}

// passUserID moves the counter of users to an id that was given from outside,
// so that it is never handed out again.
func passUserID(tx *store.Tx, given crm.UserID) error {
	if given == 0 {
		return nil
	}
	next, err := tx.NextIDs("user", 1)
	if err == nil && next < int64(given) {
		_, err = tx.NextIDs("user", int(int64(given)-next))
	}
	return err
}
