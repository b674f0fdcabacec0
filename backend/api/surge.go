package api

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// SurgeOut is the question that a day with far more client messages than usual
// asks; while it is open nothing goes to clients (RULES 3.13).
type SurgeOut struct {
	Open      bool            `json:"open"`
	Day       crm.Date        `json:"day" ts_type:"string"`
	Messages  int             `json:"messages"` // that became due on the day, without those recalled
	Usual     int             `json:"usual"`    // of a day
	Asked     crm.Instant     `json:"asked"`
	Waiting   int             `json:"waiting"`   // messages that go on, or are recalled
	Sequences []SurgeSequence `json:"sequences"` // whose they are, most first
}

// SurgeSequence is one automation whose messages wait.
type SurgeSequence struct {
	ID       crm.SequenceID `json:"id" ts_type:"string"`
	Product  crm.ProductID  `json:"product" ts_type:"string"`
	Name     string         `json:"name"`
	Messages int            `json:"messages"`
}

// AnswerSurgeIn answers it.
type AnswerSurgeIn struct {
	Answer string `json:"answer" ts_type:"'go'|'recall'"` // the day passes; or what waits is cancelled
}

// GetSurge reads the question that is open, if one is.
func (s *Session) GetSurge() (out SurgeOut, err error) {
	out.Sequences = []SurgeSequence{}
	return out, s.read(func(v *store.View) error {
		open, err := s.svc.deps.Outbox.OpenSurge(v)
		if err != nil || open == nil {
			return err
		}
		d := open.Day
		out.Open, out.Day, out.Messages, out.Usual, out.Asked = true, d.Day, d.Due-d.Recalled, d.Expected, d.Asked
		for _, q := range open.Waiting {
			out.Waiting += q.Messages
			out.Sequences = append(out.Sequences, SurgeSequence{ID: q.Sequence, Product: q.Product, Name: q.Name, Messages: q.Messages})
		}
		return nil
	})
}

// AnswerSurge answers it (administrators): with "go" that day's messages go on;
// with "recall" those that wait are cancelled and their steps count as skipped,
// as a job. Errors: conflict where no question is open.
func (s *Session) AnswerSurge(in AnswerSurgeIn) (JobView, error) {
	if in.Answer != outbox.SurgeGo && in.Answer != outbox.SurgeRecall {
		return JobView{}, crm.Fail(crm.CodeInvalid, "surge.bad_answer", "answer", in.Answer)
	}
	now, err := s.GetSurge()
	if err == nil {
		err = s.mayChange()
	}
	if err == nil && !now.Open {
		err = crm.Fail(crm.CodeConflict, "surge.none")
	}
	if err != nil {
		return JobView{}, err
	}
	return s.svc.jobs.start(s, "surge", now.Waiting, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		during, o := s.during(ctx), s.svc.deps.Outbox
		if in.Answer == outbox.SurgeGo {
			err := during.change(func(tx *store.Tx) error { return o.LetPass(tx, s.user) })
			return crm.Say("surge.going", "count", now.Waiting), err
		}
		n, err := o.Recall(ctx, s.user, func(done int) { j.at("", done, now.Waiting) })
		if err == nil {
			s.svc.deps.Kick()
		}
		return crm.Say("surge.recalled", "count", n), err
	}), nil
}
