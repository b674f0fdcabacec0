package outbox

import "sync/atomic"

// How many messages may be between "sending" and their recorded answer: one,
// and of more than widthFrom that wait one for each thousand more, at most
// mostWide. So a crash never leaves more than a thousandth of what waits to a
// person, and of a small day's work one (decision 18).
const (
	widthFrom = 4000
	widthStep = 1000
	mostWide  = 32
)

func widthOf(waiting int) int { return min(max((waiting-widthFrom)/widthStep, 1), mostWide) }

// backlog knows about how many messages wait. It is counted anew after a
// thousand claims: until then the width can be wrong by one.
type backlog struct {
	waiting atomic.Int64
	since   atomic.Int64 // claims since it was counted
}

// stale says whether it is time to count.
func (b *backlog) stale() bool { return b.since.Load() >= widthStep || b.waiting.Load() == 0 }

func (b *backlog) counted(n int) {
	b.waiting.Store(int64(n))
	b.since.Store(0)
}

func (b *backlog) claimed(n int) { b.since.Add(int64(n)) }

// width is how many messages may be at their last byte now.
func (b *backlog) width() int { return widthOf(int(b.waiting.Load() - b.since.Load())) }

// mostWaiting is up to where it makes a difference how many wait.
const mostWaiting = widthFrom + widthStep*mostWide + widthStep
