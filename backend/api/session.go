package api

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/login"
	"stepwise/backend/mailsetup"
	"stepwise/backend/oauth"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// Service is what all sessions share: the one brain behind the window, serve
// and the commands.
type Service struct {
	deps      Deps
	refs      atomic.Uint64 // references handed out for internal errors
	jobs      jobs
	sandboxes sandboxes
	importing sync.Map // imports whose job runs, by id
	trouble   atomic.Pointer[crm.Phrase]
	backups   backups
	beats     atomic.Int64
	save      atomic.Pointer[func(name string, content []byte) (string, error)]
	notice    atomic.Pointer[notifier]
	signIns   sync.Map // why the last sign-in of an account failed, by id
	desktop   atomic.Pointer[Desktop]
	public    atomic.Pointer[func() crm.PublicState]
	nextLook  atomic.Int64 // for a new version: an Instant
	warning   sync.Mutex
	warned    map[string]bool // problems that were shown and last; held by warning
	counting  chan struct{}   // one for each count that may run at the same time
	forms     formWork        // between the public pages of forms and the database
}

// Deps is what a Service is made of.
type Deps struct {
	Version string       // of this build, "1.2.0"
	Started crm.Instant  // when this process started; part of every reference
	Log     *slog.Logger // where internal errors go
	Bus     *Bus         // where changes are told

	Store       *store.Store
	Engine      *engine.Engine
	Outbox      *outbox.Outbox
	Channels    map[crm.Channel]outbox.Channel
	Mail        MailReader
	Login       *login.Keeper                              // who comes in through serve; nil: made of the store
	Kick        func()                                     // something may be due
	Say         func(language string, p crm.Phrase) string // words for files
	MachineZone string                                     // of this computer, "Europe/Bucharest"
	SetClock    func(at crm.Instant) error                 // only in test builds

	DrawForm func(p FormPage, business string) (string, error) // the public side's page of a form; nil: none

	Resolver mailsetup.Resolver // the DNS; nil: this computer's
	OAuth    *oauth.Keeper      // signs email accounts in; nil: one of its own
}

// NewService makes the Service of a process.
func NewService(deps Deps) *Service {
	if deps.Login == nil {
		deps.Login = login.New(login.Options{Store: deps.Store})
	}
	if deps.Resolver == nil {
		deps.Resolver = net.DefaultResolver
	}
	if deps.OAuth == nil {
		deps.OAuth = oauth.New(oauth.Options{Now: func() time.Time { return deps.Store.Now().Time() }})
	}
	return &Service{deps: deps, counting: make(chan struct{}, counters)}
}

// SaveAs gives the window's own way to save a file: a dialog that answers with
// the path, "" where the person changed their mind.
func (s *Service) SaveAs(ask func(name string, content []byte) (string, error)) { s.save.Store(&ask) }

// Beaten notes how the last heartbeat went, so that people see why nothing
// runs.
func (s *Service) Beaten(err error) {
	s.beats.Add(1)
	var now *crm.Phrase
	if err != nil {
		say := crm.Say("error.heartbeat")
		var ours *crm.Error
		if errors.As(err, &ours) && ours.Code != crm.CodeInternal {
			say = crm.Phrase{Key: ours.Key, Args: ours.Args}
		}
		now = &say
	}
	before := s.trouble.Swap(now)
	if (before == nil) != (now == nil) || before != nil && before.Key != now.Key {
		s.deps.Bus.Publish(Event{Noun: "workspace", IDs: []string{"*"}})
	}
}

// Bus tells what changed.
func (s *Service) Bus() *Bus { return s.deps.Bus }

// Login knows who may come in through serve.
func (s *Service) Login() *login.Keeper { return s.deps.Login }

// Session is one person's access for one call (serve) or for as long as the
// window is open. Its exported methods are the operations and nothing else.
type Session struct {
	ctx       context.Context
	user      crm.UserID
	svc       *Service
	filtering *latest      // PreviewFilter
	signIn    crm.SignInID // of who came in with a password
	call      *call        // the operation that runs; nil for one that a test calls itself
	once      *Once        // the request of the API that must not be done twice; nil for others
}

// NewSession lets a user ask; ctx ends when the asker has gone.
func NewSession(ctx context.Context, user crm.UserID, svc *Service) *Session {
	return &Session{ctx: ctx, user: user, svc: svc, filtering: &latest{}}
}

// NewSignedIn lets somebody ask who came in through serve.
func NewSignedIn(ctx context.Context, who login.Who, svc *Service) *Session {
	s := NewSession(ctx, who.User, svc)
	s.signIn = who.ID
	return s
}

func (s *Session) read(fn func(*store.View) error) error { return s.svc.deps.Store.Read(s.ctx, fn) }

// write runs fn for a colleague who has not left, writes down what it did where
// it belongs in the log of changes, and lets the engine look at once at what it
// made due.
func (s *Session) write(fn func(*store.Tx) error) error {
	noting, noted := s.wantsNote(), false
	err := s.svc.deps.Store.Write(s.ctx, func(tx *store.Tx) error {
		if me, err := tx.User(s.user); err != nil {
			return err
		} else if !me.Active {
			return crm.Fail(crm.CodeForbidden, "error.user.inactive")
		}
		if err := s.noteOnce(tx); err != nil {
			return err
		}
		if !noting {
			return fn(tx)
		}
		before, err := s.before(&tx.View)
		if err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return err
		}
		if noted = len(tx.Happened()) > 0; noted {
			return s.note(tx, before)
		}
		return nil
	})
	if err == nil {
		if noted {
			s.call.noted.Store(true)
		}
		s.svc.deps.Kick()
	}
	return err
}

// change is write for administrators.
func (s *Session) change(fn func(*store.Tx) error) error {
	return s.write(func(tx *store.Tx) error {
		if err := s.mustBeAdmin(&tx.View); err != nil {
			return err
		}
		return fn(tx)
	})
}

func (s *Session) mustBeAdmin(v *store.View) error {
	me, err := v.User(s.user)
	if err == nil && (me.Role != crm.RoleAdmin || !me.Active) {
		err = crm.Fail(crm.CodeForbidden, "error.admin_only")
	}
	return err
}

func (s *Session) cause() crm.Cause { return crm.Cause{Kind: crm.CauseUser, User: s.user} }
