package api

import (
	"context"
	"slices"

	"stepwise/backend/crm"
)

// AccountTestOut is how far a test has come.
type AccountTestOut struct {
	Job   JobView         `json:"job"`
	Steps []crm.ProbeStep `json:"steps"` // those that are done, in their order
	OK    bool            `json:"ok"`    // all of them
}

// prober is a channel that can be tried step by step: mail is.
type prober interface {
	Probe(ctx context.Context, a crm.Account, m crm.Message, raw []byte, each func(crm.ProbeStep)) bool
}

// StartAccountTest tries an email account step by step, up to a mail that is
// really handed over, also in test mode (administrators). GetAccountTest tells
// the steps.
func (s *Session) StartAccountTest(in TestAccountIn) (out JobView, err error) {
	a, m, raw, err := s.testMessage(in)
	if err != nil {
		return out, err
	}
	channel, ok := s.svc.deps.Channels[a.Channel].(prober)
	if !ok {
		return out, crm.Fail(crm.CodeInvalid, "account.bad_kind")
	}
	const all = 5
	return s.svc.jobs.start(s, "test", all, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		var test AccountTestOut
		j.keep(test)
		test.OK = channel.Probe(ctx, a, m, raw, func(step crm.ProbeStep) {
			test.Steps = append(slices.Clone(test.Steps), step)
			j.keep(test)
			j.done.Add(1)
			j.tell()
		})
		j.keep(test)
		return crm.Phrase{}, ctx.Err()
	}), nil
}

// GetAccountTest says how far a test has come.
func (s *Session) GetAccountTest(in JobIn) (out AccountTestOut, err error) {
	j, err := s.svc.jobs.find(in.ID)
	if err != nil {
		return out, err
	}
	view := j.look()
	out, ok := j.kept().(AccountTestOut)
	if !ok && view.State != "running" {
		return out, crm.NotFound("job")
	}
	out.Job = view
	if out.Steps == nil {
		out.Steps = []crm.ProbeStep{}
	}
	return out, nil
}
