package e2e_test

import (
	"context"
	"testing"
)

// few are faults that need no person, as often as they come in a bad week.
var few = rates{
	mail: map[string]float64{
		"greet-421": .02, "rcpt-450": .03, "drop-mid-data": .02, "eod-451": .05, "drop-after-accept": .05, "drop-before-accept": .02, "truncate-reply": .02,
	},
	sms: map[string]float64{
		"429": .03, "503-before": .02, "drop-before": .03, "500-after": .05, "drop-after": .03, "html-200": .02, "bad-json-after": .02,
	},
}

// The loop: the program is killed again and again at the worst of moments, when
// a server has just taken something, and in the end runs undisturbed.
func TestKilledAgainAndAgainNothingIsLostOrDoubled(t *testing.T) {
	t.Parallel()
	const cards = 24
	for i, promise := range []string{"look-up", "key"} {
		t.Run(promise, func(t *testing.T) {
			t.Parallel()
			s := startSinks(t, uint64(7+i), promise == "key", few)
			dir := prepared(t, cards, s.places(promise == "key"))
			kills := 0
			for _, after := range []int{3, 9, 4, 14, 6} {
				if killed(t, s, dir, after) {
					kills++
				}
			}
			if kills < 3 {
				t.Errorf("only %d kills", kills)
			}
			undisturbed(t, dir)
			claims, report := audit(t, dir, s.mail.Entries(), s.sms.Entries(), kills+s.ambiguous())
			t.Logf("%d kills, %d ambiguous faults: %s", kills, s.ambiguous(), report)
			if len(claims) != 2*cards {
				t.Errorf("%d messages instead of %d", len(claims), 2*cards)
			}
		})
	}
}

// undisturbed runs the program until nothing is due any more.
func undisturbed(t *testing.T, dir string) {
	t.Helper()
	if out, err := command(t.Context(), dir).CombinedOutput(); err != nil {
		t.Fatalf("the undisturbed run: %v %s", err, out)
	}
}

// killed runs the program until the sinks have written down so many more
// entries; false where it came to its end before.
func killed(t *testing.T, s sinks, dir string, after int) bool {
	t.Helper()
	ctx, ended := context.WithCancel(t.Context())
	defer ended()
	total := s.entries() + after
	cmd := command(t.Context(), dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		_ = cmd.Wait()
		ended()
	}()
	enough := s.await(ctx, total)
	_ = cmd.Process.Kill()
	<-gone
	return enough && !cmd.ProcessState.Exited()
}
