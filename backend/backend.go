// Package backend is the composition: it opens everything in the right order
// and hands out what the window, serve and the commands need. It is the only
// place that reads the clock.
package backend

import (
	"context"
	"log/slog"
	"os"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/owner"
)

// Backend is one open workspace.
type Backend struct {
	lock    *owner.Lock
	service *api.Service
}

// Open takes the data folder and opens what is in it. Errors: conflict
// "backend.locked" where another process has it, unavailable where the folder
// can't be used.
func Open(cfg config.Config, log *slog.Logger) (*Backend, error) {
	started := crm.At(time.Now())
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	lock, err := owner.Take(cfg.Data, owner.Info{
		PID: os.Getpid(), Host: host, Version: config.Version(), Started: started,
	})
	if err != nil {
		return nil, err
	}
	return &Backend{
		lock: lock,
		service: api.NewService(api.Deps{
			Version: config.Version(), Started: started, Log: log, Bus: &api.Bus{},
		}),
	}, nil
}

// Service is what sessions are made of.
func (b *Backend) Service() *api.Service { return b.service }

// Owner is who the window and a signed-in browser act as.
func (b *Backend) Owner(context.Context) (crm.UserID, error) { return 1, nil }

// Zone is the time zone of this machine, for what is printed to a terminal.
func Zone() *time.Location { return time.Local }

// Start lets the automations run.
func (b *Backend) Start() {}

// Close stops what runs and gives the data folder free.
func (b *Backend) Close() error { return b.lock.Release() }
