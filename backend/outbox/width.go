package outbox

import "sync"

// How many messages may be between "sending" and their recorded answer: one,
// and of more than widthFrom that wait one for each thousand more, at most
// mostWide. So a crash never leaves more than a thousandth of a run to a person,
// and of a small day's work one (decisions 18 and 35).
const (
	widthFrom = 4000
	widthStep = 1000
	mostWide  = 32
)

func widthOf(waiting int) int { return min(max((waiting-widthFrom)/widthStep, 1), mostWide) }

// backlog knows about how many messages wait. A run are those that waited when
// they were most; its width holds until so many are claimed, also for its last
// ones. It is counted anew after a thousand claims.
type backlog struct {
	mu    sync.Mutex
	run   int // how many waited when it began
	left  int // of these
	since int // claims since it was counted
	known bool
}

// stale says whether it is time to count.
func (b *backlog) stale() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return !b.known || b.since >= widthStep || b.left <= 0
}

func (b *backlog) counted(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.since, b.known = 0, true; n >= b.run || b.left <= 0 {
		b.run = n
	}
	b.left = n
}

// over ends a run: nothing waits any more.
func (b *backlog) over() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.run, b.left, b.known = 0, 0, false
}

func (b *backlog) claimed(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.since += n
	b.left -= n
}

// width is how many messages may be at their last byte now.
func (b *backlog) width() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return widthOf(b.run)
}

// mostWaiting is up to where it makes a difference how many wait.
const mostWaiting = widthFrom + widthStep*mostWide + widthStep
