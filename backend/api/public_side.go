package api

import (
	"context"
	"time"

	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// PublicFacts is what every public page needs to know of the business.
type PublicFacts struct {
	Name     string
	Language string
	Base     string         // where clients' browsers find the pages, "https://firma.ro"; "" for nowhere
	Zone     *time.Location // of moments on the pages
}

// PublicFacts reads what public pages say of the business; there is no session.
func (s *Service) PublicFacts(ctx context.Context) (out PublicFacts, err error) {
	return out, s.deps.Store.Read(ctx, func(v *store.View) error {
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out = PublicFacts{Name: ws.Name, Language: ws.Language, Base: ws.Public, Zone: time.UTC}
		if zone, err := timing.Zone(ws.Zone); err == nil {
			out.Zone = zone
		}
		return nil
	})
}
