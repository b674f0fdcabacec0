package api

import (
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// StandstillView is why nothing runs by itself, in words.
type StandstillView struct {
	Standstill crm.Standstill `json:"standstill"`
	Say        crm.Phrase     `json:"say"` // standstill.<reason>
}

// ResumeIn ends a standstill.
type ResumeIn struct {
	Reason crm.StandstillReason `json:"reason" ts_type:"'restored'|'moved'|'clock_back'|'clock_ahead'|'damaged'"`
}

// ListStandstills reads why nothing runs by itself now; empty where all is well.
func (s *Session) ListStandstills() (out []StandstillView, err error) {
	return out, s.read(func(v *store.View) (err error) {
		out, err = standstills(v)
		return err
	})
}

func standstills(v *store.View) ([]StandstillView, error) {
	list, err := v.Standstills()
	out := make([]StandstillView, 0, len(list))
	for _, st := range list {
		key := "standstill." + string(st.Reason)
		if st.Args["repaired"] == true {
			key = "standstill.repaired"
		}
		out = append(out, StandstillView{Standstill: st, Say: crm.Phrase{Key: key, Args: st.Args}})
	}
	return out, err
}

// notices are what was noticed today.
func notices(v *store.View, ws crm.Workspace) ([]crm.Phrase, error) {
	zone, err := timing.Zone(ws.Zone)
	if err != nil {
		zone = time.UTC
	}
	list, err := v.Notices(timing.StartOfDay(timing.DateAt(v.Clock(), zone), zone))
	out := make([]crm.Phrase, 0, len(list))
	for _, n := range list {
		out = append(out, crm.Phrase{Key: "standstill." + string(n.Kind), Args: n.Args})
	}
	if err != nil {
		return nil, err
	}
	state, err := v.BackupState()
	if err == nil && state.Failed != nil {
		out = append(out, crm.Say("backup.notice", "why", *state.Failed))
	}
	if err != nil {
		return out, err
	}
	hooks, err := v.Webhooks()
	for _, w := range hooks {
		if w.Stopped != "" || w.Failures > 0 && v.Clock()-w.Since > webhookTrouble {
			out = append(out, crm.Say("webhook.notice_"+webhookState(w), "name", w.Name))
		}
	}
	if err != nil {
		return out, err
	}
	leads, answers, err := v.UnreadMailboxes(v.Clock() - mailboxTrouble)
	for _, name := range leads {
		out = append(out, crm.Say("incoming.notice_leads", "name", name))
	}
	for _, name := range answers {
		out = append(out, crm.Say("incoming.notice_answers", "name", name))
	}
	return out, err
}

// mailboxTrouble is how long a mailbox may go wrong before everybody hears of it.
const mailboxTrouble = 3600 * 1000

// webhookTrouble is how long a webhook may fail before everybody hears of it.
const webhookTrouble = 24 * 3600 * 1000

func webhookState(w crm.Webhook) string {
	if w.Stopped == "" {
		return "down"
	}
	return w.Stopped
}

// Resume lets the automations run again for one reason (administrators); what
// is left of other reasons is answered. After damage the whole database is looked
// at first. Errors: unavailable "error.store.damaged" where it still is.
func (s *Session) Resume(in ResumeIn) (out []StandstillView, err error) {
	if in.Reason == crm.StandstillDamaged {
		if err := s.read(s.mustBeAdmin); err != nil {
			return nil, err
		}
		if err := s.svc.deps.Store.Examine(s.ctx); err != nil {
			return nil, err
		}
	}
	return out, s.change(func(tx *store.Tx) error {
		if err := tx.GoOn(in.Reason); err != nil {
			return err
		}
		out, err = standstills(&tx.View)
		return err
	})
}
