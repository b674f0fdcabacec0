package stat

// Verdict is what may be said of two shares.
type Verdict string

// The verdicts.
const (
	TooFew       Verdict = "too_few"       // not enough data to say anything
	NoDifference Verdict = "no_difference" // enough data, and no difference was found
	FirstBetter  Verdict = "first_better"
	SecondBetter Verdict = "second_better"
)

// What it takes before anything is said: with less, a test mostly finds chance.
const (
	LeastEach = 30 // trials in each group
	LeastHits = 5  // expected successes, and expected failures, in each group
)

// power is the probability with which the needed sample finds the difference.
const power = 0.8

// Comparison is all that is said of two shares.
type Comparison struct {
	Verdict    Verdict
	Difference Interval // of the second's rate minus the first's
	P          float64
	Needed     int // trials in each group to find the seen difference with 80 % probability; 0: they are the same
}

// Compare says what two shares tell. It is "too few" before each group has
// LeastEach trials and LeastHits successes and failures would be expected in
// each, as Cochran (1954), Biometrics 10, 417–451, asks for; after that a
// difference is one where P is below 5 %.
func Compare(first, second Share) Comparison {
	c := Comparison{
		Verdict: NoDifference, Difference: Difference(second, first), P: P(first, second),
		Needed: Needed(first.Rate(), second.Rate(), power),
	}
	switch {
	case !enough(first, second):
		c.Verdict = TooFew
	case c.P >= 1-confidence:
	case second.Rate() > first.Rate():
		c.Verdict = SecondBetter
	default:
		c.Verdict = FirstBetter
	}
	return c
}

func enough(a, b Share) bool {
	least, n, hits := min(a.Of, b.Of), a.Of+b.Of, a.Hits+b.Hits
	return least >= LeastEach && least*min(hits, n-hits) >= LeastHits*n
}
