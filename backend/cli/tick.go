package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"stepwise/backend"
	"stepwise/backend/crm"
)

type tickCommand struct {
	dataFlag
	UntilIdle bool `help:"Go on until nothing more is due now. Retries that are due later are left to a later run."`
	JSON      bool `name:"json" help:"Print the counts as JSON."`
}

// Run does what is due, delivers, and ends.
func (c tickCommand) Run(j *job) (err error) {
	b, _, err := j.open(c.dataFlag)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	var total backend.Counts
	for {
		n, err := b.Tick(j.ctx)
		total = total.Plus(n)
		if err != nil {
			return err
		}
		if !c.UntilIdle || n.Idle() {
			break
		}
	}
	if c.JSON {
		return json.NewEncoder(j.Stdout).Encode(total)
	}
	_, err = fmt.Fprintln(j.Stdout, j.say(crm.Say("cli.ticked", "steps", total.Steps, "sent", total.Outbox.Sent, "failed", total.Outbox.Failed,
		"uncertain", total.Outbox.Uncertain, "later", total.Outbox.Retried+total.Outbox.PutOff+total.Outbox.Stopped)))
	return err
}
