package backend

import (
	"context"
	"log/slog"

	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/words"
)

// Foreseen is what one scope of a forecast says, for programs too.
type Foreseen struct {
	Sequence crm.SequenceID    `json:"sequence"`
	Name     string            `json:"name"`
	Zone     string            `json:"zone"` // on whose clock the moments are to be said
	Language string            `json:"-"`    // the workspace's
	From     crm.Instant       `json:"from"` // Unix milliseconds
	Until    crm.Instant       `json:"until"`
	Currency string            `json:"currency"`
	Scope    crm.ForecastScope `json:"scope"`
	Rows     []crm.ForecastRow `json:"rows"`
}

// Forecast foresees what a sequence, given by its id or its exact name, will do
// for a scope ("all" or "new"; an active one runs as it is) in so many days, also
// while another process runs the data folder. It writes nothing there. Unknown
// and ambiguous names are invalid.
func Forecast(ctx context.Context, cfg config.Config, log *slog.Logger, name, scope string, days int) (out Foreseen, err error) {
	s, err := store.Open(ctx, store.Options{Dir: cfg.Data, Clock: now, Log: log, ReadOnly: true})
	if err != nil {
		return out, err
	}
	defer s.Close() //nolint:errcheck // it only read
	o := engine.ForecastOptions{Days: days, Scope: scope}
	err = s.Read(ctx, func(v *store.View) error {
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out.Zone, out.Language = ws.Zone, ws.Language
		q, err := sequenceCalled(v, name)
		if err != nil {
			return err
		}
		o.Sequence = q.ID
		o.User, err = v.FirstAdmin()
		return err
	})
	if err != nil {
		return out, err
	}
	e := engine.New(s, log, func(lang string, p crm.Phrase) string { return words.Render(lang, p, Zone()) })
	e.UseOutbox(outbox.New(outbox.Options{Store: s, Log: log}))
	f, err := e.Forecast(ctx, o, nil)
	if err != nil {
		return out, err
	}
	out.Sequence, out.Name, out.From, out.Until, out.Currency = f.Sequence, f.Name, f.From, f.Until, f.Currency
	one := f.Scopes[0]
	out.Scope, out.Rows = one.ForecastScope, []crm.ForecastRow{}
	for i := range one.Happened.Rows {
		if r := one.Happened.Row(i); r.Sequence == f.Sequence {
			out.Rows = append(out.Rows, r)
		}
	}
	return out, nil
}
