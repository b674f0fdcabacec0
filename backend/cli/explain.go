package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"stepwise/backend"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/timing"
	"stepwise/backend/words"
)

type explainCommand struct {
	documented
	dataFlag
	Card       string `arg:"" help:"The card's id or exact name." placeholder:"CARD"`
	Filter     string `arg:"" optional:"" help:"The filter's id or exact name." placeholder:"FILTER"`
	Automation string `name:"automation" help:"An automation's id or exact name, instead of a filter: why the card got it or not, and each step when." placeholder:"NAME"`
	JSON       bool   `name:"json" help:"Print the whole explanation as JSON."`
}

// Run says whether and why a card matches a filter, or got an automation, also
// while another process runs the workspace.
func (c explainCommand) Run(j *job) error {
	cfg, err := config.New(c.Data, j.Getenv)
	if err != nil {
		return err
	}
	if (c.Filter == "") == (c.Automation == "") {
		return crm.Fail(crm.CodeInvalid, "cli.explain_what")
	}
	if c.Automation != "" {
		out, err := backend.ExplainAutomation(j.ctx, cfg, j.log, c.Card, c.Automation)
		return c.print(j, out, out.Zone, out.Lines, err)
	}
	out, err := backend.Explain(j.ctx, cfg, j.log, c.Card, c.Filter)
	return c.print(j, out, out.Zone, out.Lines, err)
}

func (c explainCommand) print(j *job, out any, in string, lines func() []backend.ExplainedLine, err error) error {
	switch {
	case err != nil && crm.CodeOf(err) == crm.CodeInvalid:
		return err
	case err != nil:
		return closed{err}
	}
	if c.JSON {
		enc := json.NewEncoder(j.Stdout)
		enc.SetEscapeHTML(false)
		return enc.Encode(out)
	}
	zone, err := timing.Zone(in)
	if err != nil {
		return err
	}
	var text strings.Builder
	for _, l := range lines() {
		if l.Say.Key != "" {
			text.WriteString(strings.Repeat("  ", l.Depth) + marks[l.Mark] + words.Render(j.lang, l.Say, zone))
		}
		text.WriteString("\n")
	}
	_, err = fmt.Fprint(j.Stdout, text.String())
	return err
}

var marks = map[backend.Mark]string{backend.Holds: "✓ ", backend.Fails: "✗ "}
