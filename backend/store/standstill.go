package store

import (
	"encoding/json"
	"slices"

	"stepwise/backend/crm"
)

// Standstills are the reasons why nothing runs by itself now, the oldest first;
// none where all is well.
func (v *View) Standstills() ([]crm.Standstill, error) {
	var rows []struct {
		crm.Standstill
		Text string `db:"args"`
	}
	if err := v.list(&rows, "SELECT reason, since, args FROM standstill ORDER BY since, reason"); err != nil {
		return nil, err
	}
	list := make([]crm.Standstill, 0, len(rows))
	for _, r := range rows {
		if err := json.Unmarshal([]byte(r.Text), &r.Args); err != nil {
			return nil, err
		}
		list = append(list, r.Standstill)
	}
	written := slices.ContainsFunc(list, func(s crm.Standstill) bool { return s.Reason == crm.StandstillDamaged })
	if h := v.s.hurt.Load(); h != nil && !written {
		list = append(list, crm.Standstill{Reason: crm.StandstillDamaged, Since: h.at, Args: crm.Args{"words": h.words}})
	}
	return list, nil
}

// StandsStill says whether nothing may run by itself now.
func (v *View) StandsStill() (bool, error) {
	if v.s.hurt.Load() != nil {
		return true, nil
	}
	var n int
	err := v.get(&n, "SELECT EXISTS (SELECT 1 FROM standstill)")
	return n == 1, err
}

// StandStill keeps everything from running by itself until GoOn; where it stands
// still for this reason already, the first time counts. first says whether it
// didn't before.
func (t *Tx) StandStill(why crm.StandstillReason, args crm.Args) (first bool, err error) {
	if args == nil {
		args = crm.Args{}
	}
	text, err := json.Marshal(args)
	if err != nil {
		return false, err
	}
	n, err := t.exec("INSERT INTO standstill (reason, since, args) VALUES (?, ?, ?) ON CONFLICT (reason) DO NOTHING", why, t.Now, string(text))
	if n == 1 {
		t.Changed("standstill", string(why))
	}
	return n == 1, err
}

// GoOn ends a standstill. Errors: not_found where there is none of this reason.
func (t *Tx) GoOn(why crm.StandstillReason) error {
	n, err := t.exec("DELETE FROM standstill WHERE reason = ?", why)
	if err == nil && n == 0 {
		err = crm.NotFound("standstill")
	}
	if err == nil && (why == crm.StandstillClockBack || why == crm.StandstillClockAhead) {
		err = t.trustClock()
	}
	t.Changed("standstill", string(why))
	return err
}
