package cli

import (
	"encoding/json"
	"fmt"

	"stepwise/backend"
	"stepwise/backend/config"
)

type outboxCommand struct {
	documented
	dataFlag
	JSONL bool `name:"jsonl" help:"One JSON object a line: channel, key, state, recipient, sequence, step, reason."`
}

// Run lists the messages, also while another process runs the workspace.
func (c outboxCommand) Run(j *job) error {
	cfg, err := config.New(c.Data, j.Getenv)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(j.Stdout)
	enc.SetEscapeHTML(false) // the key is in angle brackets
	err = backend.Outbox(j.ctx, cfg, j.log, func(l backend.OutboxLine) error {
		if c.JSONL {
			return enc.Encode(l)
		}
		_, err := fmt.Fprintf(j.Stdout, "%-5s  %-10s  %-16s  %-32s  %s, %d\n", l.Channel, l.State, l.Reason, l.Recipient, l.Sequence, l.Step)
		return err
	})
	if err != nil {
		return closed{err}
	}
	return nil
}
