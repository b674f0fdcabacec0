package timing_test

import (
	"os"
	"strings"
	"testing"

	"stepwise/backend/timing"
)

func TestEveryGoldenCasePasses(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/schedule_public.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	passed, failed, failures, err := timing.VerifyGolden(f)
	if passed != 300 || failed != 0 || err != nil {
		t.Errorf("%d passed, %d failed, %v\n%s", passed, failed, err, strings.Join(failures, "\n"))
	}
}

func TestVerifyGoldenSaysWhatFailed(t *testing.T) {
	t.Parallel()
	const wrong = `{"id":"X1","anchor":"2026-05-11T07:15:00Z","delay_days":0,"sync":{"kind":"any"},"from":null,"tz":"Europe/Bucharest","channel":"email","expect":{"error":"unsatisfiable"}}`
	passed, failed, failures, err := timing.VerifyGolden(strings.NewReader(wrong + "\n\n"))
	if passed != 0 || failed != 1 || err != nil || !strings.HasPrefix(failures[0], "X1: got 2026-05-11T07:15:00Z") {
		t.Error(passed, failed, failures, err)
	}
	if _, _, _, err := timing.VerifyGolden(strings.NewReader("{nonsense")); err == nil {
		t.Error("a line that is no JSON passed silently")
	}
}
