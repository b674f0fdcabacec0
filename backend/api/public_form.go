package api

import (
	"context"
	"sync"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// formWork is what lies between the public pages of forms and the database.
type formWork struct {
	mu      sync.Mutex
	tokens  int64              // handed out by this process
	seen    map[crm.FormID]int // times that pages were opened and not written down yet
	flushed crm.Instant        // when they were written down last
	swept   crm.Instant        // when marks of addresses were thrown away last
}

// seenEvery is how long numbers of opened pages wait before they are written.
const seenEvery = 5_000

// FormVisit is somebody who opens the page of a form.
type FormVisit struct {
	Slug     string
	Language string // the visitor's
	Frame    bool   // inside another page
	Machine  bool   // surely a program: isn't counted
}

// OpenForm gives the page of a form, and counts that it was opened. Errors: not
// found for a form that isn't there or is switched off.
func (s *Service) OpenForm(ctx context.Context, in FormVisit) (p FormPage, err error) {
	var id crm.FormID
	err = s.deps.Store.Read(ctx, func(v *store.View) error {
		f, err := openForm(v, in.Slug)
		if err != nil {
			return err
		}
		id = f.ID
		p, err = s.formPage(v, f, formLanguage(f, in.Language), said{token: s.formToken(v, f.ID), frame: in.Frame})
		return err
	})
	if err == nil && !in.Machine {
		s.saw(ctx, id)
	}
	return p, err
}

// ThankForm is what the page after a form says.
func (s *Service) ThankForm(ctx context.Context, in FormVisit) (p FormPage, err error) {
	return p, s.deps.Store.Read(ctx, func(v *store.View) error {
		f, err := openForm(v, in.Slug)
		if err != nil {
			return err
		}
		p, err = s.formPage(v, f, formLanguage(f, in.Language), said{frame: in.Frame})
		return err
	})
}

// openForm reads a form that takes something in.
func openForm(v *store.View, slug string) (crm.Form, error) {
	f, err := v.FormAt(slug)
	if err != nil {
		return f, err
	}
	p, err := v.Product(f.Product)
	if err == nil && (!f.Active || p.Archived != 0) {
		err = crm.NotFound("form")
	}
	return f, err
}

// formToken is a page's one-time token: which form, when it was opened, and a
// number that no other page of that moment has.
func (s *Service) formToken(v *store.View, id crm.FormID) string {
	s.forms.mu.Lock()
	s.forms.tokens++
	n := s.forms.tokens
	s.forms.mu.Unlock()
	return v.Sign("form", int64(id), int64(v.Clock()), n)
}

func (s *Service) saw(ctx context.Context, id crm.FormID) {
	s.forms.mu.Lock()
	if s.forms.seen == nil {
		s.forms.seen = map[crm.FormID]int{}
	}
	s.forms.seen[id]++
	s.forms.mu.Unlock()
	s.flushSeen(ctx, false)
}

// flushSeen writes down how often pages were opened, a few times a minute at most
// unless now is wanted. A number that can't be written is tried again later: it
// keeps nobody from the page.
func (s *Service) flushSeen(ctx context.Context, now bool) {
	at := s.deps.Store.Now()
	s.forms.mu.Lock()
	if len(s.forms.seen) == 0 || !now && at-s.forms.flushed < seenEvery && at >= s.forms.flushed {
		s.forms.mu.Unlock()
		return
	}
	seen := s.forms.seen
	s.forms.seen, s.forms.flushed = nil, at
	s.forms.mu.Unlock()
	err := s.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		day, err := localDay(&tx.View)
		if err != nil {
			return err
		}
		for id, n := range seen {
			if _, err := tx.Form(id); crm.CodeOf(err) == crm.CodeNotFound {
				continue
			}
			if err := tx.FormSaw(id, day, n); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		return
	}
	s.forms.mu.Lock()
	defer s.forms.mu.Unlock()
	if s.forms.seen == nil {
		s.forms.seen = map[crm.FormID]int{}
	}
	for id, n := range seen {
		s.forms.seen[id] += n
	}
}
