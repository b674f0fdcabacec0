package api

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// mostTests is how many tests one sequence can have.
const mostTests = 20

// keptTest is what the store keeps of a test.
type keptTest struct {
	Kept  engine.Kept       `json:"kept"`
	Scope string            `json:"scope"`
	Moves []move            `json:"moves"`
	Wants []crm.ForecastRow `json:"wants"`
}

// KeepSandbox keeps what was done in a sandbox, and what came of it, as a test
// that runs whenever its sequence is saved (administrators).
func (s *Session) KeepSandbox(in KeepSandboxIn) (out SequenceTestResult, err error) {
	var bad crm.Problems
	title := name(&bad, "name", in.Name)
	if err := bad.Err(); err != nil {
		return out, err
	}
	if err := s.read(s.mustBeAdmin); err != nil {
		return out, err
	}
	_, err = s.inSandbox(in.ID, func(x *sandbox) error {
		if x.saved == 0 {
			return crm.Fail(crm.CodeConflict, "sandbox.unsaved")
		}
		moves := slices.Clone(x.moves)
		if n := len(moves); n == 0 || moves[n-1].At < x.twin.Now() {
			moves = append(moves, move{At: x.twin.Now()})
		}
		test := keptTest{Kept: x.twin.Kept, Scope: x.scope, Moves: moves}
		h, err := s.runKept(test, x.saved, x.draft)
		if err != nil {
			return err
		}
		test.Wants = wanted(h)
		out, err = s.saveTest(crm.SequenceTest{Sequence: x.saved, Name: title, Cards: len(test.Kept.Cards["card"]), Rows: len(test.Wants)}, test)
		return err
	})
	return out, err
}

func (s *Session) saveTest(k crm.SequenceTest, test keptTest) (out SequenceTestResult, err error) {
	text, err := json.Marshal(test)
	if err != nil {
		return out, err
	}
	return out, s.change(func(tx *store.Tx) error {
		list, err := tx.SequenceTests(k.Sequence)
		if err != nil {
			return err
		}
		if len(list) >= mostTests {
			return crm.Fail(crm.CodeConflict, "sandbox.too_many", "max", mostTests)
		}
		saved, err := tx.AddSequenceTest(k, string(text))
		out = SequenceTestResult{Test: saved, Passed: true, Differences: []crm.Phrase{}}
		return err
	})
}

// runKept plays a test with a sequence as it is saved, or with a draft; only
// this sequence runs.
func (s *Session) runKept(k keptTest, id crm.SequenceID, draft *crm.Sequence) (h *engine.Happened, err error) {
	ctx := context.WithoutCancel(s.ctx)
	t, err := s.svc.deps.Engine.NewTwin(ctx, engine.TwinOptions{Sequence: id, Draft: draft, Scope: k.Scope, User: s.user, Kept: &k.Kept})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	for _, m := range k.Moves {
		if err := s.play(ctx, t, m); err != nil {
			return nil, err
		}
	}
	return t.Happened(ctx)
}

// wanted are the rows of a test's sequence, without what is different each time.
func wanted(h *engine.Happened) []crm.ForecastRow {
	out := []crm.ForecastRow{}
	for i := range h.Rows {
		if r := h.Row(i); r.Sequence == h.Sequence {
			out = append(out, crm.ForecastRow{
				At: r.At, Card: r.Card, CardName: r.CardName, Position: r.Position, Kind: r.Kind, Letter: r.Letter,
				Outcome: r.Outcome, Reason: r.Reason, To: r.To, Title: r.Title, Shifts: []crm.Phrase{},
			})
		}
	}
	return out
}

// mostDifferences bounds what a result tells.
const mostDifferences = 20

// rowDifferences compares what came with what was wanted, card by card in the order
// of time.
func rowDifferences(want, got []crm.ForecastRow) []crm.Phrase {
	out := []crm.Phrase{}
	say := func(key string, r crm.ForecastRow, pairs ...any) {
		if len(out) < mostDifferences {
			out = append(out, crm.Say("sandbox.differs_"+key, append([]any{
				"card", r.CardName, "position", r.Position, "outcome", crm.Say("forecast.outcome_" + string(r.Outcome)), "at", r.At,
			}, pairs...)...))
		}
	}
	left := slices.Clone(got)
	for _, w := range want {
		i := slices.IndexFunc(left, func(g crm.ForecastRow) bool {
			return g.Card == w.Card && g.Position == w.Position && g.Outcome == w.Outcome && g.To == w.To
		})
		if i < 0 {
			say("missing", w)
			continue
		}
		g := left[i]
		left = slices.Delete(left, i, i+1)
		switch {
		case g.At != w.At:
			say("moment", w, "now", g.At)
		case g.Title != w.Title || g.Letter != w.Letter || g.Kind != w.Kind:
			say("text", w, "was", w.Title, "now", g.Title)
		case g.Reason != w.Reason:
			say("reason", w, "reason", crm.Say("reason."+string(g.Reason)))
		}
	}
	for _, g := range left {
		say("more", g)
	}
	return out
}

// ListSequenceTests are the kept tests of a sequence.
func (s *Session) ListSequenceTests(in SequenceIn) (out []crm.SequenceTest, err error) {
	return out, s.read(func(v *store.View) (err error) {
		out, err = v.SequenceTests(in.ID)
		return err
	})
}

// RunSequenceTests runs the kept tests of a sequence.
func (s *Session) RunSequenceTests(in RunSequenceTestsIn) (out []SequenceTestResult, err error) {
	var draft *crm.Sequence
	err = s.read(func(v *store.View) (err error) {
		draft, err = s.twinDraft(v, in.ID, in.Draft)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s.runTests(in.ID, draft)
}

func (s *Session) runTests(id crm.SequenceID, draft *crm.Sequence) (out []SequenceTestResult, err error) {
	out = []SequenceTestResult{}
	var tests []keptTest
	err = s.read(func(v *store.View) error {
		list, err := v.SequenceTests(id)
		if err != nil {
			return err
		}
		for _, k := range list {
			_, content, err := v.SequenceTest(k.ID)
			if err != nil {
				return err
			}
			var test keptTest
			if err := json.Unmarshal([]byte(content), &test); err != nil {
				return err
			}
			tests = append(tests, test)
			out = append(out, SequenceTestResult{Test: k, Differences: []crm.Phrase{}})
		}
		return nil
	})
	for i := range tests {
		h, err := s.runKept(tests[i], id, draft)
		if err != nil {
			out[i].Differences = append(out[i].Differences, failedToRun(err))
			continue
		}
		out[i].Differences = rowDifferences(tests[i].Wants, wanted(h))
		out[i].Passed = len(out[i].Differences) == 0
	}
	return out, err
}

// failedToRun says why a test can't be run any more.
func failedToRun(err error) crm.Phrase {
	var ours *crm.Error
	if errors.As(err, &ours) && ours.Code != crm.CodeInternal {
		why := crm.Phrase{Key: ours.Key, Args: ours.Args}
		if len(ours.Problems) > 0 {
			why = crm.Phrase{Key: ours.Problems[0].Key, Args: ours.Problems[0].Args}
		}
		return crm.Say("sandbox.failed_because", "why", why)
	}
	return crm.Say("sandbox.failed_to_run")
}

// DeleteSequenceTest deletes a kept test (administrators).
func (s *Session) DeleteSequenceTest(in SequenceTestIn) (SequenceTestIn, error) {
	return in, s.change(func(tx *store.Tx) error {
		k, _, err := tx.SequenceTest(in.ID)
		if err != nil {
			return err
		}
		return tx.DeleteSequenceTest(k)
	})
}
