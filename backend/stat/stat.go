// Package stat says how sure one may be of a share that was counted, and of the
// difference between two: pure functions, each with the source of its formula.
// It knows nothing of cards or letters, and decides nothing by itself but in
// Compare.
package stat

import "math"

// Share is how many of a number of independent trials succeeded.
type Share struct {
	Hits int
	Of   int
}

// Rate is the share as a number from 0 to 1; 0 where nothing was tried.
func (s Share) Rate() float64 {
	if s.Of == 0 {
		return 0
	}
	return float64(s.Hits) / float64(s.Of)
}

// Interval is from where to where a value lies, with 95 % confidence.
type Interval struct {
	Low  float64
	High float64
}

// z is the quantile of the standard normal distribution below which p of it
// lies.
func z(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

// confidence is that of every interval here, and 1 minus the level of the test.
const confidence = 0.95

// Wilson is the score interval of a share: Wilson, E. B. (1927), Probable
// inference, the law of succession, and statistical inference, Journal of the
// American Statistical Association 22, 209–212; without continuity correction,
// method 3 of Newcombe (1998), Statistics in Medicine 17, 857–872. Of nothing
// tried it is everything, from 0 to 1.
func Wilson(s Share) Interval {
	if s.Of == 0 {
		return Interval{0, 1}
	}
	n, p, q := float64(s.Of), s.Rate(), z(1-(1-confidence)/2)
	middle := p + q*q/(2*n)
	half := q * math.Sqrt(p*(1-p)/n+q*q/(4*n*n))
	whole := 1 + q*q/n
	return Interval{math.Max(0, (middle-half)/whole), math.Min(1, (middle+half)/whole)}
}

// Difference is the interval of a's rate minus b's: the hybrid score method
// without continuity correction, method 10 of Newcombe, R. G. (1998), Interval
// estimation for the difference between independent proportions, Statistics in
// Medicine 17, 873–890.
func Difference(a, b Share) Interval {
	first, second, d := Wilson(a), Wilson(b), a.Rate()-b.Rate()
	return Interval{
		d - math.Hypot(a.Rate()-first.Low, second.High-b.Rate()),
		d + math.Hypot(first.High-a.Rate(), b.Rate()-second.Low),
	}
}

// P is how probable a difference at least as large as the seen one is, in either
// direction, if there is none. As Campbell, I. (2007), Chi-squared and
// Fisher–Irwin tests of two-by-two tables with small sample recommendations,
// Statistics in Medicine 26, 3661–3675, has it: the "N − 1" chi-squared test where
// every expected number is at least 1, else Fisher–Irwin's exact test, adding up
// all tables that are no more probable than the seen one.
func P(a, b Share) float64 {
	if a.Of == 0 || b.Of == 0 {
		return 1
	}
	n, hits := float64(a.Of+b.Of), float64(a.Hits+b.Hits)
	small := math.Min(float64(a.Of), float64(b.Of)) * math.Min(hits, n-hits) / n
	if small < 1 {
		return fisher(a, b)
	}
	cross := float64(a.Hits)*float64(b.Of-b.Hits) - float64(b.Hits)*float64(a.Of-a.Hits)
	chi := cross * cross * (n - 1) / (float64(a.Of) * float64(b.Of) * hits * (n - hits))
	return math.Erfc(math.Sqrt(chi / 2))
}

// fisher is the two-sided exact test of a two-by-two table: Irwin, J. O. (1935),
// Metron 12, 83–94.
func fisher(a, b Share) float64 {
	hits, n := a.Hits+b.Hits, a.Of+b.Of
	probability := func(x int) float64 { return math.Exp(choose(a.Of, x) + choose(b.Of, hits-x) - choose(n, hits)) }
	seen, sum := probability(a.Hits), 0.0
	for x := max(0, hits-b.Of); x <= min(a.Of, hits); x++ {
		if p := probability(x); p <= seen*(1+1e-9) {
			sum += p
		}
	}
	return math.Min(1, sum)
}

// choose is the logarithm of the number of ways to take k of n.
func choose(n, k int) float64 {
	whole, _ := math.Lgamma(float64(n + 1))
	taken, _ := math.Lgamma(float64(k + 1))
	left, _ := math.Lgamma(float64(n - k + 1))
	return whole - taken - left
}

// Needed is how many trials each of two groups needs so that the difference
// between these rates is found at the level 5 % (two-sided) with a probability of
// power: Fleiss, J. L. (1981), Statistical methods for rates and proportions, 2nd
// edition, formula 3.14, without continuity correction. 0 where the rates are
// the same: no number finds no difference.
func Needed(a, b, power float64) int {
	if a == b {
		return 0
	}
	mean := (a + b) / 2
	root := z(1-(1-confidence)/2)*math.Sqrt(2*mean*(1-mean)) + z(power)*math.Sqrt(a*(1-a)+b*(1-b))
	return int(math.Ceil(root * root / ((a - b) * (a - b))))
}
