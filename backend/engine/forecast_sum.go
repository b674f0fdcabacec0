package engine

import (
	"cmp"
	"maps"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

// summary adds up the rows of one scope.
type summary struct {
	t       *Twin
	out     crm.ForecastScope
	days    map[crm.Date]*crm.ForecastDay
	steps   map[int]*crm.ForecastStep // by position
	reasons map[crm.ForecastReason]int
	written map[personDay]map[crm.SequenceID]bool
	names   map[crm.SequenceID]string
}

// personDay is a person on one local day.
type personDay struct {
	contact crm.ContactID
	day     crm.Date
}

// summed is what the rows of a twin come to. Steps that a draft adds have no id
// outside of the twin.
func summed(t *Twin, h *Happened, draft *crm.Sequence) crm.ForecastScope {
	s := summary{
		t: t, days: map[crm.Date]*crm.ForecastDay{}, steps: map[int]*crm.ForecastStep{}, reasons: map[crm.ForecastReason]int{},
		written: map[personDay]map[crm.SequenceID]bool{}, names: map[crm.SequenceID]string{},
	}
	s.out = crm.ForecastScope{
		Cards: h.Cards, Later: h.Later, Beyond: h.Beyond,
		Days: []crm.ForecastDay{}, Steps: []crm.ForecastStep{}, Reasons: []crm.ForecastReason{}, Clashes: []crm.ForecastClash{},
	}
	for _, st := range t.Sequence.Live() {
		id := st.ID
		if draft != nil && draft.Steps[st.Position-1].ID == 0 {
			id = 0
		}
		s.steps[st.Position] = &crm.ForecastStep{Step: id, Position: st.Position, Kind: st.Kind}
	}
	for i := range h.Rows {
		s.add(&h.Rows[i])
	}
	return s.finish()
}

func (s *summary) add(ev *Event) {
	r := &ev.Row
	day := timing.DateAt(r.At, s.t.cal.Zone)
	if r.Outcome == crm.ForecastDone && r.Kind.Client() && ev.Contact != 0 {
		key := personDay{ev.Contact, day}
		if s.written[key] == nil {
			s.written[key] = map[crm.SequenceID]bool{}
		}
		s.written[key][r.Sequence] = true
		s.names[r.Sequence] = r.SequenceName
	}
	if r.Sequence != s.t.Sequence.ID {
		return
	}
	if r.Outcome == crm.ForecastDone && r.Kind.Client() && day == timing.DateAt(s.t.Start, s.t.cal.Zone) {
		s.out.FirstDay++
	}
	s.addToDay(day, r)
	s.addToStep(r)
	if r.Outcome != crm.ForecastDone && r.Outcome != crm.ForecastCompleted {
		s.reasons[crm.ForecastReason{Position: r.Position, Outcome: r.Outcome, Reason: r.Reason}]++
	}
}

func (s *summary) addToDay(day crm.Date, r *crm.ForecastRow) {
	if s.days[day] == nil {
		s.days[day] = &crm.ForecastDay{Day: day}
	}
	for _, d := range []*crm.ForecastDay{s.days[day], &s.out.Total} {
		d.Parts += r.Parts
		d.Cost += r.Cost
		switch r.Outcome {
		case crm.ForecastSkipped:
			d.Skipped++
		case crm.ForecastHeld:
			d.Held++
		case crm.ForecastDone:
			*dayCount(d, r.Kind)++
		}
	}
}

func dayCount(d *crm.ForecastDay, kind crm.StepKind) *int {
	switch kind {
	case crm.StepEmailClient:
		return &d.EmailClient
	case crm.StepSMSClient:
		return &d.SMSClient
	case crm.StepEmailUser:
		return &d.EmailUser
	case crm.StepPDF:
		return &d.PDF
	case crm.StepChangeCard:
		return &d.ChangeCard
	case crm.StepWebhook:
		return &d.Webhook
	default:
		return &d.TaskUser
	}
}

func (s *summary) addToStep(r *crm.ForecastRow) {
	st := s.steps[r.Position]
	if st == nil {
		return
	}
	st.Parts += r.Parts
	switch r.Outcome {
	case crm.ForecastDone:
		st.Done++
		if st.First == 0 || r.At < st.First {
			st.First = r.At
		}
		st.Last = max(st.Last, r.At)
	case crm.ForecastSkipped:
		st.Skipped++
	case crm.ForecastHeld:
		st.Held++
	}
	switch r.Letter {
	case "A":
		st.LettersA++
	case "B":
		st.LettersB++
	}
}

func (s *summary) finish() crm.ForecastScope {
	for _, day := range slices.Sorted(maps.Keys(s.days)) {
		if d := *s.days[day]; d != (crm.ForecastDay{Day: day}) {
			s.out.Days = append(s.out.Days, d)
		}
	}
	for _, position := range slices.Sorted(maps.Keys(s.steps)) {
		s.out.Steps = append(s.out.Steps, *s.steps[position])
	}
	for r, n := range s.reasons {
		r.Count = n
		s.out.Reasons = append(s.out.Reasons, r)
	}
	slices.SortFunc(s.out.Reasons, func(a, b crm.ForecastReason) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Position, b.Position), cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Reason, b.Reason))
	})
	s.clashes()
	return s.out
}

// clashes counts the persons to whom another sequence writes on the same day.
func (s *summary) clashes() {
	persons := map[crm.SequenceID]map[crm.ContactID]bool{}
	for key, wrote := range s.written {
		if !wrote[s.t.Sequence.ID] {
			continue
		}
		for other := range wrote {
			if other == s.t.Sequence.ID {
				continue
			}
			if persons[other] == nil {
				persons[other] = map[crm.ContactID]bool{}
			}
			persons[other][key.contact] = true
		}
	}
	for _, other := range slices.Sorted(maps.Keys(persons)) {
		s.out.Clashes = append(s.out.Clashes, crm.ForecastClash{Sequence: other, Name: s.names[other], Count: len(persons[other])})
	}
}
