package api

import (
	"context"
	"errors"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// healthTime is how long the health may take to be found out.
const healthTime = 5 * time.Second

// Healthy says whether the program works: the database can be read, and the last
// heartbeat went well.
func (s *Service) Healthy(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	if s.trouble.Load() != nil {
		return errors.New("the automations don't run")
	}
	return s.deps.Store.Read(ctx, func(v *store.View) error {
		_, err := v.Workspace()
		return err
	})
}

// Figure is one number about the program, named as Prometheus names it.
type Figure struct {
	Name  string
	Value float64
}

// Figures are the numbers about the program: nothing about a person.
func (s *Service) Figures(ctx context.Context) (out []Figure, err error) {
	add := func(name string, value float64) { out = append(out, Figure{name, value}) }
	return out, s.deps.Store.Read(ctx, func(v *store.View) error {
		states, err := v.WaitingCounts()
		if err != nil {
			return err
		}
		if states[crm.MessageUncertain], err = v.CountUndecided(); err != nil {
			return err
		}
		if states[crm.MessageFailed], err = v.FailedSince(v.Clock() - 7*24*3600*1000); err != nil {
			return err
		}
		for _, state := range []crm.MessageState{crm.MessageQueued, crm.MessageSending, crm.MessageHeld, crm.MessageUncertain, crm.MessageFailed} {
			add(`stepwise_messages{state="`+string(state)+`"}`, float64(states[state]))
		}
		health, err := v.Health()
		if err != nil {
			return err
		}
		var age float64
		if health.OldestDue != 0 && health.OldestDue < v.Clock() {
			age = v.Clock().Sub(health.OldestDue).Seconds()
		}
		add("stepwise_queue_age_seconds", age)
		add("stepwise_database_bytes", float64(health.Bytes))
		add("stepwise_sign_ins", float64(health.SignIns))
		add("stepwise_heartbeats_total", float64(s.beats.Load()))
		well := 1.0
		if s.trouble.Load() != nil {
			well = 0
		}
		add("stepwise_heartbeat_well", well)
		return nil
	})
}
