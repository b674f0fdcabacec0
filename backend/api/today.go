package api

import (
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// TodayOut is what the automations do today, by hour.
type TodayOut struct {
	Day    crm.Date    `json:"day" ts_type:"string"`
	Hours  []TodayHour `json:"hours"`  // those in which something happens, in order
	Kinds  []TodayKind `json:"kinds"`  // the day's totals, of the kinds that occur
	Active int         `json:"active"` // active automations, so that "nothing" can be explained
}

// TodayHour is one hour of today.
type TodayHour struct {
	From  crm.Instant `json:"from"`
	To    crm.Instant `json:"to"`
	Past  bool        `json:"past"` // it has ended
	Kinds []TodayKind `json:"kinds"`
}

// TodayKind is what steps of one kind do.
type TodayKind struct {
	Kind    crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Done    int          `json:"done"`
	Skipped int          `json:"skipped"` // and failed
	Coming  int          `json:"coming"`
}

// ListTodayStepsIn asks for the steps behind a number of today.
type ListTodayStepsIn struct {
	Kind   crm.StepKind `json:"kind" ts_type:"''|'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"` // "" for all
	From   crm.Instant  `json:"from"`                                                                                                 // 0: the whole day
	To     crm.Instant  `json:"to"`
	Coming bool         `json:"coming"` // those to come; else what was done or skipped
}

// TodayStep is one step of today.
type TodayStep struct {
	Card     crm.CardID     `json:"card" ts_type:"string"`
	CardName string         `json:"cardName"`
	Product  crm.ProductID  `json:"product" ts_type:"string"`
	Sequence crm.SequenceID `json:"sequence" ts_type:"string"`
	SeqName  string         `json:"seqName"`
	Kind     crm.StepKind   `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	At       crm.Instant    `json:"at"`
	Outcome  string         `json:"outcome" ts_type:"''|'done'|'skipped'|'failed'"` // "" for one to come
	Reason   *crm.Phrase    `json:"reason"`                                         // why it was skipped or failed
}

// maxTodaySteps is how many steps a number opens.
const maxTodaySteps = 200

// GetToday reads what the automations have done today and will do.
func (s *Session) GetToday() (out TodayOut, err error) {
	return out, s.read(func(v *store.View) error {
		day, from, to, err := dayOf(v)
		if err != nil {
			return err
		}
		out.Day = day
		done, err := v.StepsDone(from, to)
		if err != nil {
			return err
		}
		coming, err := v.StepsComing(from, to)
		if err != nil {
			return err
		}
		out.Hours, out.Kinds = hours(append(done, coming...), from, v.Clock())
		running, err := v.RunningSequences(0)
		out.Active = len(running)
		return err
	})
}

// dayOf is today, and its first moment and tomorrow's.
func dayOf(v *store.View) (day crm.Date, from, to crm.Instant, err error) {
	ws, err := v.Workspace()
	if err != nil {
		return "", 0, 0, err
	}
	zone, err := timing.Zone(ws.Zone)
	if err != nil {
		return "", 0, 0, err
	}
	day = timing.DateAt(v.Clock(), zone)
	return day, timing.StartOfDay(day, zone), timing.StartOfDay(day.AddDays(1), zone), nil
}

func hours(counts []store.HourCount, from, now crm.Instant) (list []TodayHour, totals []TodayKind) {
	all, byHour, last := map[crm.StepKind]TodayKind{}, map[int]map[crm.StepKind]TodayKind{}, -1
	for _, c := range counts {
		if byHour[c.Hour] == nil {
			byHour[c.Hour] = map[crm.StepKind]TodayKind{}
		}
		byHour[c.Hour][c.Kind] = byHour[c.Hour][c.Kind].plus(c)
		all[c.Kind] = all[c.Kind].plus(c)
		last = max(last, c.Hour)
	}
	for h := range last + 1 {
		if byHour[h] == nil {
			continue
		}
		at := from.Add(time.Duration(h) * time.Hour)
		list = append(list, TodayHour{From: at, To: at.Add(time.Hour), Past: at.Add(time.Hour) <= now, Kinds: ordered(byHour[h])})
	}
	return list, ordered(all)
}

func (k TodayKind) plus(c store.HourCount) TodayKind {
	k.Kind = c.Kind
	switch c.Outcome {
	case "":
		k.Coming += c.N
	case "done":
		k.Done += c.N
	default:
		k.Skipped += c.N
	}
	return k
}

func ordered(kinds map[crm.StepKind]TodayKind) (out []TodayKind) {
	for _, kind := range crm.StepKinds {
		if k, ok := kinds[kind]; ok {
			out = append(out, k)
		}
	}
	return out
}

// ListTodaySteps reads at most 200 steps behind a number of today.
func (s *Session) ListTodaySteps(in ListTodayStepsIn) (out []TodayStep, err error) {
	return out, s.read(func(v *store.View) error {
		_, from, to, err := dayOf(v)
		if err != nil {
			return err
		}
		if in.From != 0 {
			from, to = max(from, in.From), min(to, in.To)
		}
		ask := v.DoneSteps
		if in.Coming {
			ask = v.ComingSteps
		}
		steps, err := ask(in.Kind, from, to, maxTodaySteps)
		for _, st := range steps {
			out = append(out, todayStep(st))
		}
		return err
	})
}

func todayStep(st store.DayStep) TodayStep {
	row := TodayStep{
		Card: st.Card, CardName: st.CardName, Product: st.Product, Sequence: st.Sequence, SeqName: st.SeqName, Kind: st.Kind, At: st.At, Outcome: st.Outcome,
	}
	if st.Reason != crm.ReasonNone {
		say := crm.Say("reason." + string(st.Reason))
		row.Reason = &say
	}
	return row
}
