package store

import (
	"slices"
	"strings"
	"sync"

	"stepwise/backend/crm"
)

// gathered is what a part of a transaction that works on many enrolments has
// read ahead, and what it has not written yet. Whoever asks for something that
// was read ahead gets it without a statement; whoever adds a row or moves an
// enrolment only puts it onto a pile. Every other statement comes after all
// piles, so that it sees what was written before it; and one that writes lets go
// of everything that was read ahead. What comes of it is therefore the same as
// without, only quicker.
type gathered struct {
	t       *Tx
	writing bool // the piles are being written
	aside   bool // what is asked has nothing to do with the piles
	known   *readAhead
	piles   [pileCount]*bulk
	buffers *buffers                          // of the piles
	moved   map[crm.EnrolmentID]crm.Enrolment // as they are to be
	order   []crm.EnrolmentID
	done    []crm.EnrolmentID // of runs on the pile; without those known to have an earlier one
	full    bool              // something is on the piles
}

// The piles, in the order in which they are written: what others name comes
// first.
const (
	pileTask = iota
	pileMessage
	pileRun
	pileNote
	pileCount
)

type buffers [pileCount][]any

// spare are buffers that no transaction uses now.
var spare = sync.Pool{New: func() any { return &buffers{} }}

var pileTables = [pileCount]struct{ table, columns string }{
	{"task", taskInsert}, {"message", messageInsert}, {"step_run", runInsert}, {"activity", noteInsert},
}

// Gather runs fn on some enrolments that are live now. What fn writes is gathered
// and written with few statements, at the latest when fn ends. An error, of fn or
// of what was gathered, leaves the transaction unfit for anything but being
// rolled back.
func (t *Tx) Gather(list []crm.Enrolment, fn func() error) error {
	if t.rec != nil || t.gather != nil {
		return fn() // what is to be undone notes each thing as it comes
	}
	g := &gathered{t: t, known: readAheadOf(list), moved: map[crm.EnrolmentID]crm.Enrolment{}}
	g.buffers, _ = spare.Get().(*buffers)
	for i := range g.piles {
		g.piles[i] = t.bulk(pileTables[i].table, pileTables[i].columns)
		g.piles[i].args = g.buffers[i][:0]
	}
	t.gather = g
	defer func() {
		t.gather = nil
		for _, b := range g.buffers {
			clear(b[:cap(b)])
		}
		spare.Put(g.buffers)
	}()
	if err := fn(); err != nil {
		return err
	}
	return g.flush()
}

// Ahead says whether what was read ahead still holds: nothing but gathered rows
// was written since.
func (t *Tx) Ahead() bool { return t.gather != nil && t.gather.known != nil }

// saw looks at a statement before it runs.
func (g *gathered) saw(query string) {
	if !g.writing && !strings.HasPrefix(query, "SELECT ") && !strings.HasPrefix(query, "WITH c AS ") {
		g.known = nil
	}
}

// apart asks something that gathered rows are no part of, so that they may stay
// on their piles.
func (g *gathered) apart(ask func() error) error {
	was := g.aside
	g.aside = true
	defer func() { g.aside = was }()
	return ask()
}

// pile puts a row onto a pile.
func (g *gathered) pile(which int, row []any) {
	g.full = true
	g.piles[which].args = append(g.piles[which].args, row...)
}

// ran puts what happened to a step onto its pile.
func (g *gathered) ran(r crm.StepRun, row []any) {
	before := false
	if k := g.known; k != nil {
		before = slices.ContainsFunc(k.runs[r.Enrolment], func(was crm.StepRun) bool { return was.Outcome == crm.OutcomeDone })
	}
	if r.Outcome == crm.OutcomeDone && !before {
		g.done = append(g.done, r.Enrolment)
	}
	g.pile(pileRun, row)
}

// move notes how an enrolment is to be.
func (g *gathered) move(e crm.Enrolment) {
	if _, again := g.moved[e.ID]; !again {
		g.order = append(g.order, e.ID)
	}
	g.full, g.moved[e.ID] = true, e
	if g.known != nil {
		g.known.enrolments[e.ID] = e
	}
}

// flush writes the piles.
func (g *gathered) flush() error {
	if g.writing || !g.full {
		return nil
	}
	g.writing, g.full = true, false
	defer func() { g.writing = false }()
	if err := g.t.reached(g.done); err != nil {
		return err
	}
	g.done = g.done[:0]
	for i, p := range g.piles {
		whole := p.args
		if err := p.write(); err != nil {
			return err
		}
		if cap(whole) > cap(g.buffers[i]) {
			g.buffers[i] = whole
		}
		p.args = g.buffers[i][:0]
	}
	return g.flushMoves()
}

// move is how some enrolments are to be alike.
type sameMove struct {
	state                       crm.EnrolmentState
	reason                      crm.Reason
	paused, byHand              bool
	anchor, due, planned, ended crm.Instant
	step                        crm.StepID
	date                        string
}

// flushMoves writes the enrolments: those that are to be alike with one
// statement.
func (g *gathered) flushMoves() error {
	groups := map[sameMove][]crm.EnrolmentID{}
	var order []sameMove
	for _, id := range g.order {
		e := g.moved[id]
		m := sameMove{e.State, e.Reason, e.Paused, e.Paused && e.PausedByHand, e.Anchor, e.Due, e.Planned, e.Ended, e.Step, e.Date}
		if groups[m] == nil {
			order = append(order, m)
		}
		groups[m] = append(groups[m], id)
	}
	g.order = g.order[:0]
	clear(g.moved)
	for _, m := range order {
		if err := g.t.moveAlike(m, groups[m]); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) moveAlike(m sameMove, ids []crm.EnrolmentID) error {
	args := []any{string(m.state), string(m.reason), number(m.paused), number(m.byHand), orNull(m.anchor), orNull(m.step), orNull(m.due), orNull(m.planned), orNull(m.ended), m.date}
	if len(ids) == 1 {
		return t.must(moveEnrolment+" WHERE id = ?", append(args, int64(ids[0]))...)
	}
	_, err := t.exec(moveEnrolment+" WHERE id IN (SELECT value FROM json_each(?))", append(args, idList(ids))...)
	return err
}

const moveEnrolment = "UPDATE enrolment SET state = ?, reason = ?, paused = ?, paused_by_hand = ?, anchor = ?, step = ?, due = ?, planned = ?, ended = ?, date = ?"
