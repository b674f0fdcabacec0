package engine

import (
	"context"
	"log/slog"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// zoneAhead is how far ahead the rules of the zone are compared, and zoneAge
// after what time anew from then on.
const (
	zoneAhead = 3 * 365 * 24 * time.Hour
	zoneAge   = 180 * 24 * time.Hour
)

// CheckZone plans the pending steps anew where the data of the workspace's zone
// says something else than when they were planned: a new version of the program
// or of the system brought it. It returns how many moved, and they are noticed.
func (e *Engine) CheckZone(ctx context.Context) (moved int, err error) {
	return moved, e.store.Write(ctx, func(tx *store.Tx) (err error) {
		moved, err = e.checkZone(tx)
		return err
	})
}

func (e *Engine) checkZone(tx *store.Tx) (moved int, err error) {
	ws, err := tx.Workspace()
	if err != nil {
		return 0, err
	}
	loc, err := timing.Zone(ws.Zone)
	if err != nil {
		return 0, nil //nolint:nilerr // nothing is planned in a zone that nobody knows, and it is said elsewhere
	}
	was, err := tx.ZoneRules()
	if err != nil {
		return 0, err
	}
	known := was.Zone == ws.Zone && tx.Now < was.To
	same := known && was.Rules == timing.Rules(loc, was.From, was.To)
	if same && tx.Now >= was.From && tx.Now.Sub(was.From) < zoneAge {
		return 0, nil
	}
	if known && !same {
		if moved, err = e.replanAll(tx); err != nil {
			return 0, err
		}
		e.log.Warn("the data of the zone changed", slog.String("zone", ws.Zone), slog.Int("moved", moved))
	}
	if moved > 0 {
		if err := tx.AddNotice(crm.NoticeZoneData, crm.Args{"zone": ws.Zone, "count": moved}); err != nil {
			return 0, err
		}
	}
	to := tx.Now.Add(zoneAhead)
	return moved, tx.SaveZoneRules(store.ZoneRules{Zone: ws.Zone, From: tx.Now, To: to, Rules: timing.Rules(loc, tx.Now, to)})
}

func (e *Engine) replanAll(tx *store.Tx) (int, error) {
	if err := e.ReplanReminders(tx); err != nil {
		return 0, err
	}
	return e.Replan(tx)
}
