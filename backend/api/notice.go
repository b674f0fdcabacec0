package api

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Warn shows a notice of each new problem: an account that stopped, messages
// that nobody knows the fate of, and why nothing runs. Each is shown once for
// as long as it lasts.
func (s *Service) Warn(ctx context.Context) {
	to := s.notice.Load()
	if to == nil {
		return
	}
	problems, err := s.problems(ctx, s.languageOf(to.user))
	s.warning.Lock()
	defer s.warning.Unlock()
	if err != nil { // what is unknown is neither new nor over
		for id := range s.warned {
			problems = append(problems, Notice{ID: id})
		}
	}
	still := map[string]bool{}
	for _, n := range problems {
		if !s.warned[n.ID] && !still[n.ID] {
			to.show(n)
		}
		still[n.ID] = true
	}
	s.warned = still
}

// problems are the notices of what is wrong now.
func (s *Service) problems(ctx context.Context, language string) (list []Notice, err error) {
	say := func(key string, args ...any) string { return s.deps.Say(language, crm.Say(key, args...)) }
	if trouble := s.trouble.Load(); trouble != nil {
		list = append(list, Notice{ID: "trouble_" + trouble.Key, Title: say("desktop.notice_trouble"), Body: s.deps.Say(language, *trouble)})
	}
	return list, s.deps.Store.Read(ctx, func(v *store.View) error {
		accounts, err := v.Accounts()
		if err != nil {
			return err
		}
		for _, a := range accounts {
			if a.Stopped {
				list = append(list, Notice{ID: a.ID.String(), Title: say("desktop.notice_account", "name", a.Name), Body: say("desktop.notice_account_text")})
			}
		}
		uncertain, err := v.CountUndecided()
		if uncertain > 0 {
			list = append(list, Notice{ID: "uncertain", Title: say("desktop.notice_uncertain", "count", uncertain), Body: say("desktop.notice_uncertain_text")})
		}
		return err
	})
}

// TrayMenu is what the menu in the tray says.
type TrayMenu struct {
	Open, Waiting, Quit string // Waiting is "" where nothing needs a person
}

// TrayMenu says it in a colleague's language.
func (s *Service) TrayMenu(ctx context.Context, user crm.UserID) TrayMenu {
	language := s.languageOf(user)
	say := func(key string, args ...any) string { return s.deps.Say(language, crm.Say(key, args...)) }
	menu := TrayMenu{Open: say("desktop.tray_open"), Quit: say("desktop.tray_quit")}
	if status, err := NewSession(ctx, user, s).GetStatus(); err == nil {
		if n := status.needs(); n > 0 {
			menu.Waiting = say("desktop.tray_waiting", "count", n)
		}
	}
	return menu
}

// needs counts what a person must decide. In test mode messages are held on
// purpose.
func (e EngineStatus) needs() int {
	n := e.Uncertain + e.HeldSteps + e.Missed + len(e.StoppedAccounts)
	if !e.TestMode {
		n += e.Held
	}
	return n
}

// ClosingMeans is what a person chose that closing the window means, and how
// the system's own dialog asks where the page can't.
func (s *Service) ClosingMeans(ctx context.Context, user crm.UserID) (c crm.OnClose, title, question string) {
	var out LeavingOut
	language := s.languageOf(user)
	err := s.deps.Store.Read(ctx, func(v *store.View) error {
		computer, err := v.Computer()
		c = computer.OnClose
		if err != nil {
			return err
		}
		return leaving(v, &out)
	})
	if err != nil {
		c = crm.CloseAsks
	}
	return c, s.deps.Say(language, crm.Say("desktop.close_title")), s.deps.Say(language, crm.Say("desktop.close_native", "count", out.Automations))
}
