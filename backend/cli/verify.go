package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"stepwise/backend/crm"
	"stepwise/backend/sms"
	"stepwise/backend/timing"
)

// verifyCommand checks the pure rules against worked cases. It opens no data.
type verifyCommand struct {
	Timing verifyTiming `cmd:"" help:"Worked cases of when a step runs."`
	SMS    verifySMS    `cmd:"" name:"sms" help:"Worked cases of how the text of an SMS is coded and cut."`
}

type verifyFile struct {
	documented
	File string `arg:"" help:"JSON Lines, one case a line; - is standard input." placeholder:"FILE"`
	JSON bool   `name:"json" help:"Print JSON."`
}

type verifyTiming struct{ verifyFile }

// Run checks timing.
func (c verifyTiming) Run(j *job) error { return c.verify(j, timing.VerifyGolden) }

type verifySMS struct{ verifyFile }

// Run checks sms.
func (c verifySMS) Run(j *job) error { return c.verify(j, sms.VerifyGolden) }

type verifier func(io.Reader) (passed, failed int, failures []string, err error)

func (c verifyFile) verify(j *job, check verifier) error {
	file, err := c.open()
	if err != nil {
		return crm.Fail(crm.CodeInvalid, "cli.cannot_read", "file", c.File, "reason", err.Error())
	}
	defer file.Close() //nolint:errcheck // only read from
	passes, fails, failures, err := check(file)
	if c.JSON {
		err = errors.Join(err, json.NewEncoder(j.Stdout).Encode(map[string]any{
			"passed": passes, "failed": fails, "failures": append([]string{}, failures...),
		}))
	} else {
		for _, failure := range failures {
			fmt.Fprintln(j.Stderr, failure)
		}
		fmt.Fprintf(j.Stdout, "%d passed, %d failed\n", passes, fails)
	}
	switch {
	case err != nil:
		return crm.Fail(crm.CodeInvalid, "cli.cannot_read", "file", c.File, "reason", err.Error())
	case fails > 0:
		return failed
	}
	return nil
}

func (c verifyFile) open() (io.ReadCloser, error) {
	if c.File == "-" {
		return io.NopCloser(os.Stdin), nil
	}
	return os.Open(c.File)
}
