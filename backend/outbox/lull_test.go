package outbox

import (
	"testing"
	"testing/synctest"
	"time"
)

// Answers wait for others to be written with, but only where no message waits for
// its turn because of it, and not for long.
func TestAnswersWaitForOthersOnlyWhereThereIsRoomAndNotForLong(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name                      string
		width, open, starts, ends int
		waits                     bool
	}{
		{"one at a time", 1, 1, 0, 1, false},
		{"a narrow window", 7, 1, 0, 1, false},
		{"a wide window", 32, 10, 0, 9, true},
		{"a wide window and room for those whose turn it is", 32, 22, 10, 12, true},
		{"no room for all whose turn it is", 32, 23, 10, 12, false},
		{"half of the window", 32, 16, 0, 16, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := &desk{o: &Outbox{}, open: c.open, starts: make([]*start, c.starts), ends: make([]*end, c.ends), busy: true}
				if got := d.lull(c.width); got != c.waits {
					t.Errorf("wait: %v, want %v", got, c.waits)
				}
				<-time.NewTimer(lull + 1).C // the bubble's clock
				synctest.Wait()
				d.mu.Lock()
				defer d.mu.Unlock()
				if d.lull(c.width) {
					t.Error("they wait still")
				}
			})
		})
	}
}
