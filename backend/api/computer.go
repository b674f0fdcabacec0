package api

import (
	"errors"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/update"
)

// Desktop is the window and the computer around it. Its methods may be called
// from anywhere and don't wait for anybody.
type Desktop interface {
	AtLogin() (bool, error)   // whether Stepwise starts at login
	SetAtLogin(on bool) error // lets it, or no more
	HasTray() bool            // whether the system has a tray now
	Away()                    // takes the window away: into the tray, else minimised
	Quit()                    // ends the program
	Answered()                // the page asks by itself what closing means
}

// UseDesktop gives the window to the operations that are about it.
func (s *Service) UseDesktop(d Desktop) { s.desktop.Store(&d) }

// window is the desktop; where there is none, as in serve: unavailable,
// "desktop.no_window".
func (s *Session) window() (Desktop, error) {
	if d := s.svc.desktop.Load(); d != nil {
		return *d, nil
	}
	return nil, crm.Fail(crm.CodeUnavailable, "desktop.no_window")
}

// ComputerOut is how Stepwise lives on this computer.
type ComputerOut struct {
	AtLogin   bool         `json:"atLogin"`   // it starts when the person logs in, as the system has it now
	NoLogin   *crm.Phrase  `json:"noLogin"`   // why it can't
	Tray      bool         `json:"tray"`      // the system has a tray
	Computer  crm.Computer `json:"computer"`  // what was chosen
	Version   string       `json:"version"`   // of this program
	Update    crm.Update   `json:"update"`    // what the last look found
	MayUpdate bool         `json:"mayUpdate"` // this person may say where to look
}

// SaveComputerIn is what a person chose about this computer.
type SaveComputerIn struct {
	AtLogin  bool         `json:"atLogin"`
	Computer crm.Computer `json:"computer"`
}

// LeavingOut is what closing the window means now.
type LeavingOut struct {
	Tray        bool `json:"tray"`        // it can go on in the tray; else minimised
	Automations int  `json:"automations"` // that are active
	Today       int  `json:"today"`       // steps that are due by the end of the day
}

// LeaveIn answers what closing the window means.
type LeaveIn struct {
	To       crm.OnClose `json:"to" ts_type:"'keep'|'quit'"`
	Remember bool        `json:"remember"` // the same next time, without asking
}

// GetComputer reads how Stepwise lives on this computer.
func (s *Session) GetComputer() (out ComputerOut, err error) {
	d, err := s.window()
	if err != nil {
		return out, err
	}
	out.Version, out.Tray = s.svc.deps.Version, d.HasTray()
	if out.AtLogin, err = d.AtLogin(); err != nil {
		why := sayOf(err)
		out.NoLogin = &why
	}
	return out, s.read(func(v *store.View) (err error) {
		if out.Computer, err = v.Computer(); err != nil {
			return err
		}
		out.MayUpdate = s.mustBeAdmin(v) == nil
		out.Update, err = v.Update()
		if !update.Newer(out.Update.Version, out.Version) { // it was installed since
			out.Update.Version, out.Update.Page = "", ""
		}
		return err
	})
}

// SaveComputer saves what a person chose about this computer; where to look for
// new versions is for administrators.
func (s *Session) SaveComputer(in SaveComputerIn) (out ComputerOut, err error) {
	d, err := s.window()
	if err != nil {
		return out, err
	}
	var bad crm.Problems
	switch in.Computer.OnClose {
	case crm.CloseAsks, crm.CloseKeeps, crm.CloseQuits:
	default:
		bad.Add("onClose", "desktop.bad_close")
	}
	if in.Computer.Updates {
		badURL, badKey := update.Check(in.Computer.UpdateURL, in.Computer.UpdateKey)
		if badURL != "" {
			bad.Add("updateUrl", badURL)
		}
		if badKey != "" {
			bad.Add("updateKey", badKey)
		}
	}
	if err := bad.Err(); err != nil {
		return out, err
	}
	if err := s.write(func(tx *store.Tx) error { return s.saveComputer(tx, in.Computer) }); err != nil {
		return out, err
	}
	if on, err := d.AtLogin(); err == nil && on != in.AtLogin || in.AtLogin && err != nil {
		if err := d.SetAtLogin(in.AtLogin); err != nil {
			return out, err
		}
	}
	return s.GetComputer()
}

func (s *Session) saveComputer(tx *store.Tx, c crm.Computer) error {
	before, err := tx.Computer()
	if err != nil {
		return err
	}
	if before.Updates == c.Updates && before.UpdateURL == c.UpdateURL && before.UpdateKey == c.UpdateKey {
		return tx.SaveComputer(c)
	}
	if err := s.mustBeAdmin(&tx.View); err != nil {
		return err
	}
	if err := tx.SaveUpdate(crm.Update{}); err != nil { // looked for elsewhere, or no more
		return err
	}
	s.svc.nextLook.Store(0)
	return tx.SaveComputer(c)
}

// GetLeaving says what closing the window means; the page that asks for it
// asks the person too.
func (s *Session) GetLeaving() (out LeavingOut, err error) {
	d, err := s.window()
	if err != nil {
		return out, err
	}
	d.Answered()
	out.Tray = d.HasTray()
	return out, s.read(func(v *store.View) error { return leaving(v, &out) })
}

func leaving(v *store.View, out *LeavingOut) error {
	running, err := v.RunningSequences(0)
	if err != nil {
		return err
	}
	out.Automations = len(running)
	_, from, to, err := dayOf(v)
	if err != nil {
		return err
	}
	coming, err := v.StepsComing(from, to)
	for _, c := range coming {
		out.Today += c.N
	}
	return err
}

// Leave takes the window away or ends the program.
func (s *Session) Leave(in LeaveIn) (out LeavingOut, err error) {
	d, err := s.window()
	if err != nil {
		return out, err
	}
	if in.To != crm.CloseKeeps && in.To != crm.CloseQuits {
		var bad crm.Problems
		bad.Add("to", "desktop.bad_close")
		return out, bad.Err()
	}
	if in.Remember {
		err = s.write(func(tx *store.Tx) error {
			c, err := tx.Computer()
			if err != nil {
				return err
			}
			c.OnClose = in.To
			return tx.SaveComputer(c)
		})
		if err != nil {
			return out, err
		}
	}
	if in.To == crm.CloseKeeps {
		d.Away()
	} else {
		d.Quit()
	}
	return out, nil
}

// sayOf is an error of ours as a phrase.
func sayOf(err error) crm.Phrase {
	var e *crm.Error
	if !errors.As(err, &e) {
		return crm.Say("error.heartbeat")
	}
	return crm.Phrase{Key: e.Key, Args: e.Args}
}
