package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"stepwise/backend"
	"stepwise/backend/crm"
)

type tickCommand struct {
	documented
	dataFlag
	UntilIdle bool `help:"Go on until nothing more is due now, also after a pause of up to a minute that a server asked for. Retries that are due later are left to a later run."`
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
		if !c.UntilIdle {
			break
		}
		if n.Idle() {
			again, err := c.waitForServer(j, b)
			if err != nil {
				return err
			}
			if !again {
				break
			}
		}
	}
	return errors.Join(c.say(j, total), sayStuck(j, b))
}

func (c tickCommand) say(j *job, n backend.Counts) error {
	if c.JSON {
		return json.NewEncoder(j.Stdout).Encode(n)
	}
	_, err := fmt.Fprintln(j.Stdout, j.say(crm.Say("cli.ticked", "steps", n.Steps, "sent", n.Outbox.Sent, "failed", n.Outbox.Failed,
		"uncertain", n.Outbox.Uncertain, "later", n.Outbox.Retried+n.Outbox.PutOff+n.Outbox.Stopped)))
	return err
}

// sayStuck tells on stderr, and by the exit code, that messages wait for a
// person: whoever lets tick run by itself sees nothing else.
func sayStuck(j *job, b *backend.Backend) error {
	list, err := b.Stuck(j.ctx)
	if err != nil || len(list) == 0 {
		return err
	}
	for _, why := range list {
		fmt.Fprintln(j.Stderr, "stepwise:", j.say(why))
	}
	return failed
}

// longestPause is the longest pause of a server that tick waits for.
const longestPause = time.Minute

// waitForServer waits out a short pause that a server asked for; again is false
// where none holds anything up.
func (c tickCommand) waitForServer(j *job, b *backend.Backend) (again bool, err error) {
	wait, err := b.Pause(j.ctx)
	if err != nil || wait <= 0 || wait > longestPause {
		return false, err
	}
	over := time.NewTimer(wait + time.Millisecond)
	defer over.Stop()
	select {
	case <-over.C:
		return true, nil
	case <-j.ctx.Done():
		return false, j.ctx.Err()
	}
}
