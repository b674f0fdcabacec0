package bench

// chance is splitmix64: the same seed draws the same data on every machine and
// with every version of Go.
type chance struct{ state uint64 }

func newChance(seed int64) *chance { return &chance{uint64(seed)} }

func (c *chance) next() uint64 {
	c.state += 0x9e3779b97f4a7c15
	z := c.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below draws a number from 0 to n-1.
func (c *chance) below(n int) int { return int(c.next() % uint64(n)) }

// percent says yes so many times in a hundred.
func (c *chance) percent(n int) bool { return c.below(100) < n }

func pick[T any](c *chance, list []T) T { return list[c.below(len(list))] }
