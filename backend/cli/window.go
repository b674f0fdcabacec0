package cli

import (
	"errors"
	"fmt"

	"stepwise/backend"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/desktop"
)

type windowCommand struct {
	documented
	dataFlag
	Hidden bool `help:"Start in the tray where there is one, else minimised."`
}

// Run opens the workspace and then the window, so that what can't be opened is
// said before any window shows. Where a window has the folder already, that one
// comes to the front.
func (c windowCommand) Run(j *job) (err error) {
	if j.Window == nil {
		return closed{crm.Fail(crm.CodeUnavailable, "cli.no_window")}
	}
	if !j.hasDisplay() {
		return closed{crm.Fail(crm.CodeUnavailable, "cli.no_display")}
	}
	j.keyring = true
	b, cfg, err := j.openToStay(c.dataFlag)
	if crm.CodeOf(err) == crm.CodeConflict && c.isOpen(j, cfg) {
		_, err := fmt.Fprintln(j.Stdout, j.say(crm.Say("desktop.already_open")))
		return err
	}
	if backend.Recoverable(err) && j.Recovery != nil {
		return errors.Join(err, j.Recovery(j.ctx, j.recoveryPage(cfg, err, "")))
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	start := WindowStart{Hidden: c.Hidden, Data: cfg.Data}
	if c.Data != "" || j.Getenv("STEPWISE_DATA") != "" {
		start.LoginData = cfg.Data
	}
	if err := j.Window(j.ctx, b, start); err != nil {
		return closed{crm.Fail(crm.CodeUnavailable, "cli.window_failed", "reason", err.Error())}
	}
	return nil
}

// isOpen brings the window up that has the folder; one that starts at login
// only looks. False where no window has it.
func (c windowCommand) isOpen(j *job, cfg config.Config) bool {
	if c.Hidden {
		return desktop.IsOpen(j.ctx, cfg.Data)
	}
	return desktop.Show(j.ctx, cfg.Data)
}
