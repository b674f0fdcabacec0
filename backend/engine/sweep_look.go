package engine

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// look goes from midnight to midnight, as if it had been there, and follows the
// cards that each of them, and the hours between, may have turned.
func (w *sweeping) look(v *store.View) error {
	if w.since > w.env.Now { // the clock went back
		days, hours := filter.Crossings(w.tree, w.env, w.since)
		cards, err := v.Crossed(w.q.Product, slices.Concat(days, hours))
		for _, card := range cards {
			w.others[card] = true
		}
		return err
	}
	from := w.since
	for _, at := range append(filter.Midnights(w.env, w.since), w.env.Now) {
		if at <= from {
			continue
		}
		days, hours := filter.Crossings(w.tree, w.env.At(at), from)
		if err := w.lookAtHours(v, hours, from, at); err != nil {
			return err
		}
		if err := w.lookAtMidnight(v, days, at); err != nil {
			return err
		}
		from = at
	}
	return nil
}

// strangers are the cards that crossed and are no members; members are noted.
func (w *sweeping) strangers(v *store.View, ranges []filter.Query) ([]crm.CardID, error) {
	cards, err := v.Crossed(w.q.Product, ranges)
	if err != nil || len(cards) == 0 {
		return nil, err
	}
	members, err := v.MembersAmong(w.q.ID, cards)
	for _, card := range members {
		w.others[card] = true
	}
	return slices.DeleteFunc(cards, func(card crm.CardID) bool { return w.others[card] }), err
}

// lookChunk is how many cards one statement looks at.
const lookChunk = 5000

func (w *sweeping) lookAtMidnight(v *store.View, days []filter.Query, at crm.Instant) error {
	cards, err := w.strangers(v, days)
	if err != nil || len(cards) == 0 {
		return err
	}
	return w.judgeAt(v, cards, at)
}

// judgeAt notes what each of some cards was from a moment on.
func (w *sweeping) judgeAt(v *store.View, cards []crm.CardID, at crm.Instant) error {
	tree, err := filter.Compile(w.tree, w.env.At(at))
	if err != nil {
		return err
	}
	for some := range slices.Chunk(cards, lookChunk) {
		holding, err := v.HoldingOf(some, []filter.Query{tree})
		if err != nil {
			return err
		}
		holds, err := idSet(holding[0])
		if err != nil {
			return err
		}
		for _, card := range some {
			w.turn(card, at, holds[card])
		}
	}
	return nil
}

// flip is a moment at which hours may have turned a card.
type flip struct {
	card crm.CardID
	at   crm.Instant
}

func (w *sweeping) lookAtHours(v *store.View, hours []filter.Query, from, to crm.Instant) error {
	cards, err := w.strangers(v, hours)
	if err != nil || len(cards) == 0 {
		return err
	}
	began, err := v.Began(cards)
	if err != nil {
		return err
	}
	var flips []flip
	for _, c := range began {
		for _, at := range filter.HoursOf(w.tree, w.env.At(to), from, c.StatusSince) {
			flips = append(flips, flip{c.ID, at})
		}
	}
	slices.SortStableFunc(flips, func(a, b flip) int { return int(a.at - b.at) })
	for len(flips) > 0 {
		at := flips[0].at
		var cards []crm.CardID
		for len(flips) > 0 && flips[0].at == at {
			cards, flips = append(cards, flips[0].card), flips[1:]
		}
		if err := w.judgeAt(v, cards, at); err != nil {
			return err
		}
	}
	return nil
}

// turn notes what a card was from a moment on.
func (w *sweeping) turn(card crm.CardID, at crm.Instant, holds bool) {
	since, in := w.entered[card]
	switch {
	case holds && !in:
		w.entered[card] = at
	case !holds && in:
		delete(w.entered, card)
		w.missed[card] = since
	}
}

// enteredAt is when a card began to match; now, where only now is known.
func (w *sweeping) enteredAt(card crm.CardID, now crm.Instant) crm.Instant {
	if at, ok := w.entered[card]; ok {
		return at
	}
	return now
}
