package outbox

import (
	"testing"
	"time"

	"stepwise/backend/crm"
)

// A place that is held for long: a message that no line took goes back untried,
// once; one that a line has loses its place and goes on.
func TestAMarkedMessageThatNoLineTakesGoesBack(t *testing.T) {
	t.Parallel()
	for name, begun := range map[string]bool{"no line took it": false, "a line has it": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := &desk{o: &Outbox{}, open: 1, busy: true}
			d.o.desk = d
			c := d.o.newCrew(nil)
			c.tardy.Store(false)
			a := &ahead{start: start{moved: &crm.Message{ID: 7, State: crm.MessageSending}, slot: &slot{d: d, held: true, late: time.AfterFunc(time.Hour, func() {})}}}
			a.state.Store(aheadMarked)
			p := &parcel{message: crm.Message{ID: 7, State: crm.MessageQueued}, ahead: a}
			if begun && !a.begin() {
				t.Fatal("a line can't begin it")
			}
			c.late(p)
			switch {
			case begun && (len(d.ends) != 0 || d.open != 0):
				t.Errorf("%d are recorded, %d places are taken", len(d.ends), d.open)
			case !begun && (len(d.ends) != 1 || d.ends[0].outcome.Kind != crm.Aborted || !d.ends[0].marked || d.ends[0].committed || d.open != 1):
				t.Errorf("it is recorded as %+v, %d places are taken", d.ends, d.open)
			case !begun && !c.tardy.Load():
				t.Error("more are marked ahead")
			case a.begin():
				t.Error("a line begins it again")
			}
		})
	}
}
