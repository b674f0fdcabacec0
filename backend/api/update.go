package api

import (
	"context"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/update"
)

// lookEvery is how often a window looks for a new version, where it was asked
// to.
const lookEvery = 24 * time.Hour

// MayLookForUpdate says whether it may be time to look for a new version; it
// reads nothing.
func (s *Service) MayLookForUpdate() bool {
	return s.desktop.Load() != nil && s.deps.Store.Now() >= crm.Instant(s.nextLook.Load())
}

// LookForUpdate looks whether there is a new version, if it is time to, and
// says so once. Without a window, or where nobody asked for it, it does
// nothing. It may take a while, so no heartbeat waits for it.
func (s *Service) LookForUpdate(ctx context.Context) error {
	if !s.MayLookForUpdate() {
		return nil
	}
	now := s.deps.Store.Now()
	s.nextLook.Store(int64(now.Add(lookEvery)))
	var chosen crm.Computer
	var last crm.Update
	err := s.deps.Store.Read(ctx, func(v *store.View) (err error) {
		if chosen, err = v.Computer(); err != nil {
			return err
		}
		last, err = v.Update()
		return err
	})
	if err != nil || !chosen.Updates {
		return err
	}
	if next := last.Looked.Add(lookEvery); last.Looked != 0 && now < next && last.Looked <= now {
		s.nextLook.Store(int64(next)) // before this start
		return nil
	}
	found, failed := update.Look(ctx, chosen.UpdateURL, chosen.UpdateKey)
	fresh := crm.Update{Looked: now, Told: last.Told}
	if failed != nil {
		why := sayOf(failed)
		fresh.Trouble = &why
	} else if update.Newer(found.Version, s.deps.Version) {
		fresh.Version, fresh.Page = found.Version, found.Page
	}
	return s.foundUpdate(ctx, chosen, fresh)
}

// foundUpdate keeps what a look found, unless it was told to look elsewhere
// meanwhile, and shows a new version once.
func (s *Service) foundUpdate(ctx context.Context, asked crm.Computer, found crm.Update) error {
	tell := found.Version != "" && found.Version != found.Told
	if tell {
		found.Told = found.Version
	}
	err := s.deps.Store.Write(ctx, func(tx *store.Tx) error {
		chosen, err := tx.Computer()
		if err != nil {
			return err
		}
		if chosen.Updates != asked.Updates || chosen.UpdateURL != asked.UpdateURL || chosen.UpdateKey != asked.UpdateKey {
			tell = false
			return nil
		}
		return tx.SaveUpdate(found)
	})
	if to := s.notice.Load(); err == nil && tell && to != nil {
		language := s.languageOf(to.user)
		to.show(Notice{
			ID:    "update",
			Title: s.deps.Say(language, crm.Say("desktop.notice_update", "version", found.Version)),
			Body:  s.deps.Say(language, crm.Say("desktop.notice_update_text")),
		})
	}
	return err
}
