package cli

import (
	"fmt"

	"stepwise/backend"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/secret"
)

type keyCommand struct {
	documented
	dataFlag
	File bool `help:"Move the key from the system's keyring into its file, for a server." xor:"do"`
	New  bool `help:"Make a new key for one that is lost: stored passwords must be entered again." xor:"do"`
}

// Run says where the key is; what changes it wants the folder for itself.
func (c keyCommand) Run(j *job) error {
	cfg, err := config.New(c.Data, j.Getenv)
	if err != nil {
		return err
	}
	if c.File || c.New {
		change := secret.IntoFile
		if c.New {
			change = secret.Renew
		}
		if err := backend.Alone(cfg, func() error { return change(cfg.Data) }); err != nil {
			return closed{err}
		}
	}
	p := secret.Where(cfg.Data)
	_, err = fmt.Fprintln(j.Stdout, j.say(crm.Say("account.key_"+p.Kind, "file", p.File)))
	return err
}
