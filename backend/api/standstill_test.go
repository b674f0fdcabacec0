package api_test

import (
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestNothingRunsByItselfUntilAPersonSaysSo(t *testing.T) {
	t.Parallel()
	d := open(t)
	letter := d.Template(crm.TemplateEmail, "Hello", "Hello")
	d.Activate(d.Sequence(d.offers(), testkit.EmailStep("0d", letter)), "new")
	equal(t, "all is well", len(ask(d.api.ListStandstills()).ok(t)), 0)
	stop := func(why crm.StandstillReason) {
		d.Write(func(tx *store.Tx) error {
			_, err := tx.StandStill(why, crm.Say("", "at", tx.Now, "held", 2, "steps", 1, "sent", 3, "was", tx.Now+1, "now", tx.Now).Args)
			return err
		})
	}
	stop(crm.StandstillRestored)
	stop(crm.StandstillClockBack)
	stop(crm.StandstillRestored)
	d.Card("Ana Pop", testkit.OfferSent)
	d.Tick()
	equal(t, "sent meanwhile", len(d.Email.Taken()), 0)
	list := ask(d.api.ListStandstills()).ok(t)
	equal(t, "reasons", len(list), 2)
	for _, s := range list {
		said(t, s.Say)
	}
	equal(t, "left", len(ask(d.api.Resume(api.ResumeIn{Reason: crm.StandstillRestored})).ok(t)), 1)
	d.Tick()
	equal(t, "sent while the clock is in doubt", len(d.Email.Taken()), 0)
	equal(t, "left", len(ask(d.api.Resume(api.ResumeIn{Reason: crm.StandstillClockBack})).ok(t)), 0)
	d.Tick()
	equal(t, "sent", len(d.Email.Taken()), 1)
	ask(d.api.Resume(api.ResumeIn{Reason: crm.StandstillMoved})).refused(t, "not_found error.not_found.standstill")
}

func TestWhatIsWorthKnowingIsSaidForADay(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Write(func(tx *store.Tx) error {
		if err := tx.AddNotice(crm.NoticeZoneData, crm.Args{"zone": "Europe/Bucharest", "count": 3}); err != nil {
			return err
		}
		return tx.AddNotice(crm.NoticeClockBack, crm.Say("", "was", tx.Now+1, "now", tx.Now).Args)
	})
	list := ask(d.api.GetStatus()).ok(t).Notices
	equal(t, "notices", len(list), 2)
	for _, n := range list {
		said(t, n)
	}
	d.Advance("1d")
	equal(t, "a day later", len(ask(d.api.GetStatus()).ok(t).Notices), 0)
}
