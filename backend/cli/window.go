package cli

import (
	"errors"

	"stepwise/backend/crm"
)

type windowCommand struct {
	documented
	dataFlag
}

// Run opens the workspace and then the window, so that what can't be opened is
// said before any window shows.
func (c windowCommand) Run(j *job) (err error) {
	if j.Window == nil {
		return closed{crm.Fail(crm.CodeUnavailable, "cli.no_window")}
	}
	if !j.hasDisplay() {
		return closed{crm.Fail(crm.CodeUnavailable, "cli.no_display")}
	}
	b, _, err := j.open(c.dataFlag)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	if err := j.Window(j.ctx, b); err != nil {
		return closed{crm.Fail(crm.CodeUnavailable, "cli.window_failed", "reason", err.Error())}
	}
	return nil
}
