package stat

import (
	"math"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within {
		t.Errorf("%s: got %.5f, want %.5f", what, got, want)
	}
}

// The worked values of Newcombe (1998), Statistics in Medicine 17, 857–872,
// table I, method 3.
func TestTheIntervalOfAShareIsThePublishedOne(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		share     Share
		low, high float64
	}{
		{Share{81, 263}, 0.2553, 0.3662},
		{Share{15, 148}, 0.0624, 0.1605},
		{Share{0, 20}, 0, 0.1611},
		{Share{1, 29}, 0.0061, 0.1718},
	} {
		got := Wilson(tc.share)
		near(t, "low", got.Low, tc.low, 0.00005)
		near(t, "high", got.High, tc.high, 0.00005)
	}
	if got := Wilson(Share{}); got != (Interval{0, 1}) {
		t.Errorf("of nothing: %v", got)
	}
}

// The worked values of Newcombe (1998), Statistics in Medicine 17, 873–890,
// table II, method 10.
func TestTheIntervalOfADifferenceIsThePublishedOne(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		a, b      Share
		low, high float64
	}{
		{Share{56, 70}, Share{48, 80}, 0.0524, 0.3339},
		{Share{9, 10}, Share{3, 10}, 0.1705, 0.8090},
		{Share{6, 7}, Share{2, 7}, 0.0582, 0.8062},
		{Share{5, 56}, Share{0, 29}, -0.0381, 0.1926},
		{Share{0, 10}, Share{0, 20}, -0.1611, 0.2775},
		{Share{0, 10}, Share{0, 10}, -0.2775, 0.2775},
		{Share{10, 10}, Share{0, 20}, 0.6791, 1},
		{Share{10, 10}, Share{0, 10}, 0.6075, 1},
	} {
		got := Difference(tc.a, tc.b)
		near(t, "low", got.Low, tc.low, 0.00005)
		near(t, "high", got.High, tc.high, 0.00005)
	}
}

func TestTheTestGivesThePublishedProbabilities(t *testing.T) {
	t.Parallel()
	// Fisher's lady tasting tea: 3 of 4 right, 1 of 4 wrong (The design of experiments, 1935).
	near(t, "tea", fisher(Share{3, 4}, Share{1, 4}), 34.0/70, 1e-9)
	// The same lady with every cup right.
	near(t, "every cup", fisher(Share{4, 4}, Share{0, 4}), 2.0/70, 1e-9)
	// Heart attacks with aspirin and placebo: chi-squared 25.01 (Agresti, Categorical data analysis, 2.2).
	near(t, "aspirin", P(Share{104, 11037}, Share{189, 11034}), math.Erfc(math.Sqrt(25.01/2)), 1e-8)
	// Where an expected number is below 1 it is Fisher's: 1 hit of 1 against none of 49.
	near(t, "rare", P(Share{1, 1}, Share{0, 49}), 1.0/50, 1e-9)
	near(t, "nothing tried", P(Share{}, Share{1, 2}), 1, 0)
	near(t, "nobody", P(Share{0, 40}, Share{0, 40}), 1, 1e-9)
	near(t, "everybody", P(Share{40, 40}, Share{40, 40}), 1, 1e-9)
}

// R's documentation of power.prop.test: 0.50 against 0.75 with a power of 0.90
// needs 76.7.
func TestTheNeededSampleIsThePublishedOne(t *testing.T) {
	t.Parallel()
	if got := Needed(0.50, 0.75, 0.90); got != 77 {
		t.Errorf("got %d", got)
	}
	if got, back := Needed(0.1, 0.2, 0.8), Needed(0.2, 0.1, 0.8); got != back {
		t.Errorf("%d and %d", got, back)
	}
	if got := Needed(0.3, 0.3, 0.8); got != 0 {
		t.Errorf("no difference: %d", got)
	}
}

func TestWhatMayBeSaidOfTwoLetters(t *testing.T) {
	t.Parallel()
	for what, tc := range map[string]struct {
		a, b Share
		want Verdict
	}{
		"nothing yet":                   {Share{}, Share{}, TooFew},
		"29 of one letter":              {Share{5, 29}, Share{25, 100}, TooFew},
		"hardly anybody reached it":     {Share{0, 40}, Share{7, 40}, TooFew},
		"hardly anybody did not":        {Share{40, 40}, Share{33, 40}, TooFew},
		"as it falls":                   {Share{20, 100}, Share{24, 100}, NoDifference},
		"just as many":                  {Share{20, 100}, Share{20, 100}, NoDifference},
		"many more with B":              {Share{20, 200}, Share{50, 200}, SecondBetter},
		"many more with A":              {Share{50, 200}, Share{20, 200}, FirstBetter},
		"a difference of a large group": {Share{1000, 10000}, Share{1150, 10000}, SecondBetter},
	} {
		if got := Compare(tc.a, tc.b).Verdict; got != tc.want {
			t.Errorf("%s: %s, want %s", what, got, tc.want)
		}
	}
}
