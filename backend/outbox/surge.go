package outbox

import (
	"context"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// What the surge guard (RULES 3.13) goes by.
const (
	surgeLeast  = 50 // client messages of a day that are never a surge
	surgeTimes  = 3  // times the usual
	surgeWindow = 30 // days that say what is usual
	surgeCarry  = 3  // days for which what was announced and did not come yet is expected
)

// The answers to "far more than usual".
const (
	SurgeGo     = "go"     // that day passes
	SurgeRecall = "recall" // what waits is cancelled
)

// surges counts what became due of client messages and says whether sending to
// clients stops until a person answers.
func (o *Outbox) surges(tx *store.Tx) (stopped bool, err error) {
	if !o.Guard {
		return false, nil
	}
	cal, err := o.Calendar(&tx.View)
	if err != nil {
		return false, err
	}
	today := timing.DateAt(tx.Now, cal.Zone)
	fresh, err := tx.CountDueMessages(today, timing.StartOfDay(today, cal.Zone))
	if err != nil {
		return false, err
	}
	if _, open, err := tx.OpenSurge(); err != nil || open || fresh == 0 {
		return open, err
	}
	days, err := tx.SurgeDays(today.AddDays(-surgeWindow), today)
	if err != nil {
		return false, err
	}
	usual, over := judgeSurge(days, today)
	if !over {
		return false, nil
	}
	return true, tx.AskSurge(today, usual)
}

// judgeSurge says how many client messages a day usually has, and whether today
// has far more. What a person recalled and what activations announced is neither
// usual nor a surprise; the mean is over the days since the first one known.
func judgeSurge(days []store.SurgeDay, today crm.Date) (usual int, over bool) {
	var now store.SurgeDay
	sum, known, carry := 0, 0, 0
	for _, d := range days {
		if d.Day == today {
			now = d
			break
		}
		if d.Due > 0 && known == 0 {
			known = min(daysBetween(d.Day, today), surgeWindow)
		}
		sum += max(d.Due-d.Recalled-d.Announced, 0)
		if daysBetween(d.Day, today) <= surgeCarry {
			carry = max(carry+d.Announced-d.Due, 0)
		}
	}
	mean := float64(sum) / float64(max(known, 1))
	surprise := now.Due - now.Recalled - now.Announced - carry
	passed := now.Answer == SurgeGo
	return int(mean + 0.5), !passed && float64(surprise) > max(surgeLeast, surgeTimes*mean)
}

// daysBetween counts calendar days; dates of the database are dates.
func daysBetween(from, to crm.Date) int {
	a, err := time.Parse(time.DateOnly, string(from))
	b, worse := time.Parse(time.DateOnly, string(to))
	if err != nil || worse != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

const recallChunk = 200

// Recall cancels the client messages that wait because of an open question, and
// answers it: their steps count as skipped. told hears how many are done. A
// crash leaves the question open and what was cancelled cancelled.
func (o *Outbox) Recall(ctx context.Context, user crm.UserID, told func(done int)) (recalled int, err error) {
	var day crm.Date
	var since crm.Instant
	var last, after crm.MessageID
	err = o.Store.Read(ctx, func(v *store.View) error {
		d, begin, err := o.openSurge(v)
		if err != nil {
			return err
		}
		day, since = d.Day, begin
		last, err = v.LastMessage()
		return err
	})
	for more := true; more && err == nil; {
		var n int
		from := after
		err = o.Store.WriteBulk(ctx, func(tx *store.Tx) (err error) {
			n, after, err = o.recallChunk(tx, since, from, last)
			more = after != from
			return err
		})
		if err == nil {
			recalled += n
			told(recalled)
		}
	}
	if err != nil {
		return recalled, err
	}
	return recalled, o.Store.Write(ctx, func(tx *store.Tx) error { return tx.AnswerSurge(day, SurgeRecall, recalled, user) })
}

func (o *Outbox) recallChunk(tx *store.Tx, since crm.Instant, after, last crm.MessageID) (n int, to crm.MessageID, err error) {
	list, err := tx.SurgeMessages(since, after, last, recallChunk)
	to = after
	for _, m := range list {
		to = m.ID
		m.Withdraw(crm.ReasonRecalled, tx.Now)
		moved, err := o.move(tx, m, crm.MessageQueued)
		if err != nil {
			return n, to, err
		}
		if moved {
			n++
		}
	}
	return n, to, err
}

// LetPass answers an open question with go on: the day passes. Errors: conflict
// where none is open.
func (o *Outbox) LetPass(tx *store.Tx, user crm.UserID) error {
	d, _, err := o.openSurge(&tx.View)
	if err != nil {
		return err
	}
	if err := tx.UnmarkSurge(); err != nil {
		return err
	}
	return tx.AnswerSurge(d.Day, SurgeGo, 0, user)
}

// openSurge is the day asked about and its first moment.
func (o *Outbox) openSurge(v *store.View) (store.SurgeDay, crm.Instant, error) {
	d, open, err := v.OpenSurge()
	if err != nil {
		return d, 0, err
	}
	if !open {
		return d, 0, crm.Fail(crm.CodeConflict, "surge.none")
	}
	cal, err := o.Calendar(v)
	return d, timing.StartOfDay(d.Day, cal.Zone), err
}

// Surge is an open question with what it is about.
type Surge struct {
	Day     store.SurgeDay
	Waiting []store.SurgeSource
}

// OpenSurge reads the open question, nil for none.
func (o *Outbox) OpenSurge(v *store.View) (*Surge, error) {
	d, begin, err := o.openSurge(v)
	if crm.CodeOf(err) == crm.CodeConflict {
		return nil, nil //nolint:nilnil // no question
	}
	if err != nil {
		return nil, err
	}
	list, err := v.SurgeSources(begin)
	return &Surge{Day: d, Waiting: list}, err
}
