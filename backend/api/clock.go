//go:build testclock

package api

import "stepwise/backend/crm"

// SetClockIn is the moment that the clock shall show.
type SetClockIn struct {
	At crm.Instant `json:"at"`
}

// TestSetClock moves the clock of a test build and lets the engine look.
func (s *Session) TestSetClock(in SetClockIn) (EngineStatus, error) {
	if err := s.svc.deps.SetClock(in.At); err != nil {
		return EngineStatus{}, err
	}
	s.svc.deps.Kick()
	return s.GetStatus()
}
