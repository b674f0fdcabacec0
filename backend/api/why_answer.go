package api

import (
	"stepwise/backend/crm"
)

// conclude says the answer in one sentence, what else decided, and what would
// change it.
func (w *why) conclude() error {
	member, since, err := w.v.MemberSince(w.q.ID, w.card.ID)
	if err != nil {
		return err
	}
	missed, err := w.v.MissedOf(w.q.ID, w.card.ID)
	if err != nil {
		return err
	}
	w.out.Notes, w.out.Turn = []crm.Phrase{}, []crm.Phrase{}
	w.out.Answer = w.answer(member, since)
	for _, m := range missed {
		key := "missed"
		if m.Decision != "" {
			key += "_" + string(m.Decision)
		}
		w.note(key, "at", m.At)
	}
	if len(w.out.Passages) > 0 {
		w.notePassage(w.out.Passages[0].Enrolment)
	}
	w.turns(member)
	return nil
}

func (w *why) note(key string, pairs ...any) {
	w.out.Notes = append(w.out.Notes, crm.Say("why.entry."+key, pairs...))
}

func (w *why) turn(key string) {
	w.out.Turn = append(w.out.Turn, crm.Say("why.turn_"+key))
}

// answer is the one sentence on top.
func (w *why) answer(member bool, since crm.Instant) crm.Phrase {
	pairs := []any{"card", w.card.Name, "sequence", w.q.Name}
	say := func(key string, more ...any) crm.Phrase { return crm.Say("why.answer."+key, append(pairs, more...)...) }
	if len(w.out.Passages) > 0 {
		en := w.out.Passages[0].Enrolment
		switch {
		case en.PausedByHand:
			return say("paused_by_hand")
		case en.Paused:
			return say("paused")
		case en.State == crm.EnrolmentHeld:
			return say("held", "reason", crm.Say("reason."+string(en.Reason)))
		case en.State.Live():
			return say("live", "at", en.Entered)
		case en.State == crm.EnrolmentCompleted:
			return say("completed", "at", en.Ended)
		default:
			return say("ended", "at", en.Ended, "reason", crm.Say("reason."+string(en.Reason)))
		}
	}
	switch {
	case w.card.Deleted != 0:
		return say("deleted", "at", w.card.Deleted)
	case !w.q.State.Runs():
		return say("inactive")
	case w.out.Filter.Matches && member && since > w.q.Activated:
		return say("silent", "at", since) // an import that starts nothing, or a card that came back
	case w.out.Filter.Matches && member:
		return say("was_there") // matched when only new cards were to start
	case w.out.Filter.Matches:
		return say("will_enter")
	default:
		return say("no_match")
	}
}

// notePassage says of the last passage how it began, and what re-entry makes of
// it.
func (w *why) notePassage(en crm.Enrolment) {
	if en.ByHand {
		w.note("by_hand")
	}
	if en.Date != "" {
		w.note("date", "date", crm.Date(en.Date))
	}
	if en.State.Live() {
		if w.q.RunToEnd {
			w.note("to_end")
		}
		return
	}
	switch w.q.Reentry {
	case crm.ReentryOnce:
		w.note("once", "from", en.Entered, "to", en.Ended)
	case crm.ReentryAfterDays:
		w.note("after_days", "count", w.q.ReentryDays, "at", en.Ended+crm.Instant(w.q.ReentryDays)*24*3600*1000)
	case crm.ReentryEach:
		w.note("each")
	case crm.ReentryEachDate:
		w.note("each_date")
	}
}

// turns says what would change the answer, the nearest first.
func (w *why) turns(member bool) {
	live := len(w.out.Passages) > 0 && w.out.Passages[0].Enrolment.State.Live()
	switch {
	case w.card.Deleted != 0:
		w.turn("restore")
		return
	case live:
		w.turnsOfLive(w.out.Passages[0].Enrolment)
		return
	case !w.q.State.Runs():
		w.turn("activate")
	}
	if w.out.Filter.Matches && member {
		w.turn("leave_and_return")
	}
	if !w.out.Filter.Matches {
		w.out.Turn = append(w.out.Turn, w.out.Filter.Turn)
	}
	if w.q.State.Runs() {
		w.turn("by_hand")
	}
}

func (w *why) turnsOfLive(en crm.Enrolment) {
	switch {
	case en.State == crm.EnrolmentHeld:
		w.turn("decide")
	case en.PausedByHand:
		w.turn("resume")
	case en.Paused:
		w.turn("activate")
	}
	if !en.ByHand && !w.q.RunToEnd {
		w.out.Turn = append(w.out.Turn, w.out.Filter.Turn)
	}
	w.turn("stop")
}
