package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// machine plays one row of the table of enrolments: a sequence over "Offer sent"
// with a task after one day and one after three more, and the card Ion Popescu.
// Each act is a few words; look says where the card stands, in words.
type machine struct {
	story
	q    crm.SequenceID
	ion  crm.CardID
	undo crm.BatchID
}

func (m *machine) do(act string) {
	m.T.Helper()
	verb, rest, _ := strings.Cut(act, " ")
	switch verb {
	case "exists":
		m.ion = m.valid("Ion Popescu", "2026-12-10")
	case "enters":
		m.undo = m.Move(testkit.OfferSent, m.ion)
	case "leaves":
		m.undo = m.Move(testkit.Contacted, m.ion)
	case "undo":
		m.Undo(m.undo, 100)
	case "activate":
		scope, midway, _ := strings.Cut(rest, " ")
		if midway == "" {
			midway = engine.MidwayKeep
		}
		m.Activate(m.q, scope, midway)
	case "deactivate":
		m.Deactivate(m.q)
	case "delete":
		m.Delete(m.ion)
	case "restore":
		m.Write(func(tx *store.Tx) error { return m.Engine.RestoreCard(tx, m.ion, m.By()) })
	case "import":
		to := m.Status(testkit.OfferSent)
		cause := crm.Cause{Kind: crm.CauseImport, User: m.Admin, Silent: rest == "silently"}
		m.SaveAs(m.ion, cause, func(d *engine.Draft) { d.Status = to })
	case "date":
		m.SetField(m.ion, "Valid until", crm.Date(rest))
	case "edit":
		m.edit(rest)
	case "start":
		m.OK(m.story.start(m.q, m.ion, rest == "anyway"))
	case "stop":
		m.stop(m.Enrolment(m.q, m.ion).ID)
	case "remove":
		m.Write(func(tx *store.Tx) error {
			_, err := m.Engine.DeleteSequence(tx, m.q, m.By())
			return err
		})
	case "wait":
		m.Advance(rest)
	default:
		m.T.Fatalf("no such act: %q", act)
	}
}

func (m *machine) edit(what string) {
	m.T.Helper()
	task := m.task("2d")
	m.Edit(m.q, func(q *crm.Sequence) {
		switch what {
		case "a step first":
			q.Steps = append([]crm.Step{task}, q.Steps...)
		case "a step last":
			q.Steps = append(q.Steps, task)
		case "step 1 to 5 days":
			q.Steps[0].Timing.Delay = 5
		case "without step 2":
			q.Steps[1].Disabled = true
		}
	})
}

// look says where the card stands: its round, what it waits for, and its tasks.
func (m *machine) look() string {
	m.T.Helper()
	var words []string
	if m.IsMember(m.q, m.ion) {
		words = append(words, "member")
	}
	for _, en := range m.Enrolments(m.q, m.ion) {
		line := fmt.Sprintf("round %d %s", en.Round, en.State)
		if en.State == crm.EnrolmentWaiting {
			line += " until " + strings.TrimPrefix(m.Civil(en.Due), "2026-")
		}
		if en.Reason != crm.ReasonNone {
			line += " (" + string(en.Reason) + ")"
		}
		if en.Paused {
			line += " paused"
		}
		if done := len(m.Runs(en.ID)); done > 0 {
			line += fmt.Sprintf(" after %d", done)
		}
		words = append(words, line)
	}
	if n := len(m.Tasks()); n > 0 {
		words = append(words, fmt.Sprintf("%d tasks", n))
	}
	return strings.Join(words, ", ")
}

// The stories begin on Monday 23 November 2026 at 10:00; step 1 acts a day after
// the entry, step 2 three days later.
var machineRows = []struct {
	name    string
	reentry crm.Reentry
	toEnd   bool
	dated   bool // step 1 stands two days before "Valid until" instead
	acts    string
	want    string
}{
	// scope
	{name: "all cards: what matches starts", acts: "enters; activate all", want: "member, round 1 waiting until 11-24 10:00"},
	{name: "only new: what matches is noted and gets nothing", acts: "enters; activate new; wait 9d", want: "member"},
	{name: "only new: it may enter after leaving", acts: "enters; activate new; leaves; enters", want: "member, round 1 waiting until 11-24 10:00"},
	{name: "nothing matches", acts: "activate all; wait 9d", want: ""},
	{name: "inactive: nothing is tracked", acts: "enters; leaves; enters", want: ""},

	// the run
	{name: "to its end", acts: "activate new; enters; wait 9d", want: "member, round 1 completed after 2, 2 tasks"},
	{name: "leaving ends it", acts: "activate new; enters; wait 2d; leaves; wait 9d", want: "round 1 left (left_filter) after 1, 1 tasks"},
	{name: "leaving when it runs to its end", toEnd: true, acts: "activate new; enters; wait 2d; leaves; wait 9d", want: "round 1 completed after 2, 2 tasks"},

	// re-entry
	{name: "once: no second round", acts: "activate new; enters; leaves; enters", want: "member, round 1 left (left_filter)"},
	{name: "each: a second round", reentry: crm.ReentryEach, acts: "activate new; enters; leaves; enters", want: "member, round 1 left (left_filter), round 2 waiting until 11-24 10:00"},
	{name: "each, run to its end: the first round goes on", reentry: crm.ReentryEach, toEnd: true, acts: "activate new; enters; leaves; enters", want: "member, round 1 waiting until 11-24 10:00"},
	{name: "after 3 days: too early", reentry: crm.ReentryAfterDays, acts: "activate new; enters; leaves; wait 2d; enters", want: "member, round 1 left (left_filter)"},
	{name: "after 3 days: late enough", reentry: crm.ReentryAfterDays, acts: "activate new; enters; leaves; wait 4d; enters", want: "member, round 1 left (left_filter), round 2 waiting until 11-28 10:00"},
	{name: "once, all cards again: what ran stays away", acts: "activate all; enters; wait 9d; deactivate; activate all", want: "member, round 1 completed after 2, 2 tasks"},
	{name: "each, all cards again: a second round", reentry: crm.ReentryEach, acts: "activate all; enters; wait 9d; deactivate; activate all", want: "member, round 1 completed after 2, round 2 waiting until 12-03 10:00, 2 tasks"},

	// undo
	{name: "undo of the entry", acts: "activate new; enters; undo", want: ""},
	{name: "undo of the entry gives the first time back", acts: "activate new; enters; undo; enters", want: "member, round 1 waiting until 11-24 10:00"},
	{name: "undo of leaving: the same round and date", acts: "activate new; enters; wait 2d; leaves; undo", want: "member, round 1 waiting until 11-27 10:00 after 1, 1 tasks"},
	{name: "undo of leaving after its date: lateness", acts: "activate new; enters; leaves; wait 2d; undo; wait 1h", want: "member, round 1 waiting until 11-28 10:00 after 1, 1 tasks"},

	// imports
	{name: "a silent import notes it", acts: "activate new; import silently; wait 9d", want: "member"},
	{name: "a silent import doesn't use up the once", acts: "activate new; import silently; leaves; enters", want: "member, round 1 waiting until 11-24 10:00"},
	{name: "an import that enrols", acts: "activate new; import enrolling", want: "member, round 1 waiting until 11-24 10:00"},

	// deactivate, edit, activate again
	{name: "a pause", acts: "activate new; enters; deactivate; wait 5d", want: "round 1 waiting until 11-24 10:00 paused"},
	{name: "keep: late by less than its limit goes on", acts: "activate new; enters; deactivate; wait 1h; activate new keep", want: "member, round 1 waiting until 11-24 10:00"},
	{name: "shift: by the pause", acts: "activate new; enters; deactivate; wait 5d; activate new shift", want: "member, round 1 waiting until 11-29 10:00"},
	{name: "end", acts: "activate new; enters; deactivate; wait 5d; activate new end", want: "member, round 1 stopped (ended_at_reactivation)"},
	{name: "it left during the pause", acts: "activate new; enters; deactivate; leaves; activate new", want: "round 1 left (left_filter)"},
	{name: "it began to match during the pause: only new", acts: "activate new; deactivate; enters; activate new", want: "member"},
	{name: "it began to match during the pause: all", acts: "activate new; deactivate; enters; activate all", want: "member, round 1 waiting until 11-24 10:00"},
	{name: "a new step before its position is not for it", acts: "activate new; enters; wait 2d; deactivate; edit a step first; activate new; wait 9d", want: "member, round 1 completed after 2, 2 tasks"},
	{name: "a new first step is for one that has done nothing", acts: "activate new; enters; deactivate; edit a step first; activate new", want: "member, round 1 waiting until 11-25 10:00"},
	{name: "a new last step is for it", acts: "activate new; enters; wait 2d; deactivate; edit a step last; activate new; wait 9d", want: "member, round 1 completed after 3, 3 tasks"},
	{name: "a new last step is not for one that completed", acts: "activate new; enters; wait 9d; deactivate; edit a step last; activate new; wait 9d", want: "member, round 1 completed after 2, 2 tasks"},
	{name: "another timing counts from the stored anchor", acts: "activate new; enters; deactivate; edit step 1 to 5 days; activate new", want: "member, round 1 waiting until 11-28 10:00"},
	{name: "the step it waits for is disabled", acts: "activate new; enters; wait 2d; deactivate; edit without step 2; activate new", want: "member, round 1 completed after 1, 1 tasks"},
	{name: "the sequence is deleted", acts: "activate new; enters; deactivate; remove", want: "round 1 stopped (sequence_deleted)"},

	// the card
	{name: "deleted", acts: "activate new; enters; delete; wait 9d", want: "round 1 stopped (card_deleted)"},
	{name: "restored: what ended stays ended", acts: "activate new; enters; delete; restore; wait 9d", want: "member, round 1 stopped (card_deleted)"},
	{name: "restored, each: noted, and a new round only after leaving", reentry: crm.ReentryEach, acts: "activate new; enters; delete; restore; wait 1d; leaves; enters", want: "member, round 1 stopped (card_deleted), round 2 waiting until 11-25 10:00"},

	// by hand
	{name: "by hand without matching: not bound by the filter", acts: "activate new; start anyway; wait 9d", want: "round 1 completed after 2, 2 tasks"},
	{name: "by hand counts for once", acts: "activate new; start anyway; wait 9d; enters", want: "member, round 1 completed after 2, 2 tasks"},
	{name: "by hand goes over once", acts: "activate new; enters; leaves; enters; start", want: "member, round 1 left (left_filter), round 2 waiting until 11-24 10:00"},
	{name: "stopped", acts: "activate new; enters; stop; wait 9d", want: "member, round 1 stopped (stopped)"},

	// a date
	{name: "a date", dated: true, acts: "activate new; enters", want: "member, round 1 waiting until 12-08 09:00"},
	{name: "a date that moves", dated: true, acts: "activate new; enters; date 2026-12-20", want: "member, round 1 waiting until 12-18 09:00"},
	{name: "a date that moves into the past", dated: true, acts: "activate new; enters; date 2026-11-20", want: "member, round 1 waiting until 11-26 10:00 after 1"},
	{name: "a date that moves during a pause", dated: true, acts: "activate new; enters; deactivate; date 2026-12-20; activate new", want: "member, round 1 waiting until 12-18 09:00"},
	{name: "each new date: moved while it waits", dated: true, reentry: crm.ReentryEachDate, acts: "activate new; enters; date 2026-12-20", want: "member, round 1 waiting until 12-18 09:00"},
	{name: "each new date: once it is completed", dated: true, reentry: crm.ReentryEachDate, acts: "activate new; enters; wait 30d; date 2027-01-20", want: "member, round 1 completed after 2, round 2 waiting until 2027-01-18 09:00, 2 tasks"},
	{name: "each new date: the old one again", dated: true, reentry: crm.ReentryEachDate, acts: "activate new; enters; leaves; enters", want: "member, round 1 left (left_filter)"},
}

func TestWhereACardStandsAfterWhatCanHappenToIt(t *testing.T) {
	t.Parallel()
	for _, row := range machineRows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			m := &machine{story: tell(t)}
			m.do("exists")
			m.SetStatus(m.ion, testkit.NewLead)
			first := m.task("1d")
			until := m.Field("Valid until").ID
			if row.dated {
				first = m.task("2d", m.on("Valid until", true))
			}
			m.q = m.offers(first, m.task("3d"))
			m.Edit(m.q, func(q *crm.Sequence) {
				q.RunToEnd = row.toEnd
				if row.reentry != "" {
					q.Reentry, q.ReentryDays = row.reentry, 3
				}
				if row.reentry == crm.ReentryEachDate {
					q.ReentryDate = until
				}
			})
			for act := range strings.SplitSeq(row.acts, "; ") {
				m.do(act)
			}
			equal(t, row.acts, m.look(), row.want)
		})
	}
}
