package backend

import (
	"context"
	"log/slog"

	"stepwise/backend/api"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/words"
)

// Onlooker answers what reads, also while another process runs the data folder;
// what would write fails.
type Onlooker struct {
	store   *store.Store
	service *api.Service
}

// LookOver opens a data folder to read. Errors: unavailable where there is none,
// or another version of Stepwise has to open it first.
func LookOver(ctx context.Context, cfg config.Config, log *slog.Logger) (*Onlooker, error) {
	s, err := store.Open(ctx, store.Options{Dir: cfg.Data, Clock: now, Log: log, ReadOnly: true})
	if err != nil {
		return nil, err
	}
	say := func(lang string, p crm.Phrase) string { return words.Render(lang, p, Zone()) }
	e := engine.New(s, log, say)
	box := outbox.New(outbox.Options{Store: s, Log: log})
	e.UseOutbox(box)
	o := &Onlooker{store: s}
	o.service = api.NewService(api.Deps{
		Version: config.Version(), Started: crm.At(now()), Log: log, Bus: &api.Bus{}, Store: s, Engine: e, Outbox: box,
		Kick: func() {}, Say: say, MachineZone: MachineZone(), SetClock: setClock,
	})
	return o, nil
}

// Service is what sessions are made of.
func (o *Onlooker) Service() *api.Service { return o.service }

// Owner is who the command line acts as: the first administrator.
func (o *Onlooker) Owner(ctx context.Context) (id crm.UserID, err error) {
	return id, o.store.Read(ctx, func(v *store.View) (err error) {
		id, err = v.FirstAdmin()
		return err
	})
}

// Close lets go of the data folder.
func (o *Onlooker) Close() error { return o.store.Close() }
