package filter

import "testing"

// Explain knows of every condition on days and hours when time turns it, and
// needn't ask at each midnight of two years.
func TestEveryConditionOnTimeKnowsWhenItTurns(t *testing.T) {
	t.Parallel()
	for kind, list := range operators {
		for _, o := range list {
			if o.clock != NoClock && o.flips == nil {
				t.Errorf("%s %s doesn't", kind, o.name)
			}
		}
	}
}
