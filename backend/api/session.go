package api

import (
	"context"
	"log/slog"
	"sync/atomic"

	"stepwise/backend/crm"
)

// Service is what all sessions share: the one brain behind the window, serve
// and the commands.
type Service struct {
	deps Deps
	refs atomic.Uint64 // references handed out for internal errors
}

// Deps is what a Service is made of.
type Deps struct {
	Version string       // of this build, "1.2.0"
	Started crm.Instant  // when this process started; part of every reference
	Log     *slog.Logger // where internal errors go
	Bus     *Bus         // where changes are told
}

// NewService makes the Service of a process.
func NewService(deps Deps) *Service { return &Service{deps: deps} }

// Bus tells what changed.
func (s *Service) Bus() *Bus { return s.deps.Bus }

// Session is one person's access for one call (serve) or for as long as the
// window is open. Its exported methods are the operations and nothing else.
type Session struct {
	ctx  context.Context
	user crm.UserID
	svc  *Service
}

// NewSession lets a user ask; ctx ends when the asker has gone.
func NewSession(ctx context.Context, user crm.UserID, svc *Service) *Session {
	return &Session{ctx: ctx, user: user, svc: svc}
}
