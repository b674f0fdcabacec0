package pdf

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTheFacesDrawTheSameLetters(t *testing.T) {
	t.Parallel()
	all := metrics()
	for r := range all[0] {
		for f := range signs {
			if _, ok := all[f][r]; !ok {
				t.Errorf("face %d lacks %q", f, r)
			}
		}
	}
	if len(all[0]) < 1200 {
		t.Errorf("only %d letters", len(all[0]))
	}
	for _, r := range "•–· " {
		if _, ok := all[0][r]; !ok {
			t.Errorf("no %q", r)
		}
	}
}

// Lines hold every letter once, in order, and none is wider than it may be
// unless a single letter is.
func TestLinesHoldEverythingAndFit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var runs []run
		var all strings.Builder
		for range rapid.IntRange(0, 5).Draw(t, "runs") {
			text := rapid.StringMatching(`[a-zșőW→✓ \n\-—]{0,60}`).Draw(t, "text")
			all.WriteString(text)
			runs = append(runs, run{text, style{face: face(rapid.IntRange(0, 3).Draw(t, "face")), size: rapid.Float64Range(6, 24).Draw(t, "size")}})
		}
		width := rapid.Float64Range(1, 300).Draw(t, "width")
		var got strings.Builder
		for _, l := range lines(runs, width, plainStyle()) {
			text, sum := "", 0.0
			for _, p := range l.pieces {
				text += p.text
				sum += measure(p.text, p.style)
			}
			if sum > width+0.1 && len([]rune(strings.TrimSpace(text))) > 1 {
				t.Fatalf("%q is %.1f wide of %.1f", text, sum, width)
			}
			if d := sum - l.width; d > 0.01 || d < -0.01 {
				t.Fatalf("%q is %.2f wide, said to be %.2f", text, sum, l.width)
			}
			got.WriteString(text)
		}
		if want := letters(all.String()); letters(got.String()) != want {
			t.Fatalf("%q became %q", want, letters(got.String()))
		}
	})
}

func letters(s string) string { return strings.Join(strings.Fields(s), "") }
