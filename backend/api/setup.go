package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/sample"
	"stepwise/backend/store"
)

// SetUpWorkspace ends the first run: makes the first administrator, the
// product "Customers" with its statuses, and sample data if wanted. It works
// once.
func (s *Session) SetUpWorkspace(in SetUpIn) (out WorkspaceOut, err error) {
	var bad crm.Problems
	me := crm.User{ID: s.user, Name: in.Name, Email: in.Email, Role: crm.RoleAdmin, Language: in.Language, Active: true}
	checkUser(&bad, &me, in.Country)
	in.Company = fold.Clean(in.Company)
	if in.Company == "" {
		in.Company = me.Name
	}
	checkPlace(&bad, in.Country, in.Zone)
	if err := bad.Err(); err != nil {
		return out, err
	}
	err = s.svc.deps.Store.Write(s.ctx, func(tx *store.Tx) error { // there is no user yet who could act
		ws, err := tx.Workspace()
		if err != nil {
			return err
		}
		if ws.SetUp != 0 {
			return crm.Fail(crm.CodeConflict, "error.set_up_already")
		}
		if err := sample.Begin(tx, me, crm.Workspace{Name: in.Company, Country: in.Country, Zone: in.Zone, Language: in.Language}); err != nil {
			return err
		}
		if in.Sample {
			if err := sample.Fill(tx, s.svc.deps.Engine, me, in.Language); err != nil {
				return err
			}
		}
		out, err = s.workspace(&tx.View)
		return err
	})
	return out, err
}
