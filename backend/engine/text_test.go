package engine_test

import (
	"context"
	"strconv"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

const ionsNumber = "+40712345678"

func TestATextThatSaysStopKeepsEveryFurtherSMSAway(t *testing.T) {
	t.Parallel()
	for i, tc := range []struct {
		text, from string
		stops      bool
	}{
		{"STOP", ionsNumber, true},
		{" stop! ", "0712 345 678", true},
		{"Stopp", "40712345678", true},
		{"DEZABONARE", ionsNumber, true},
		{"dezabonați-mă", ionsNumber, true},
		{"Opriți", ionsNumber, true},
		{"Nu", ionsNumber, false}, // an answer to a question, more often
		{"LEIRATKOZÁS", ionsNumber, true},
		{"Leiratkozás kérem.", ionsNumber, true},
		{"Nu stop aici, continuați", ionsNumber, false},
		{"Da", ionsNumber, false},
		{"", ionsNumber, false},
		{"STOP", "Vodafone", false},
	} {
		t.Run(strconv.Itoa(i)+" "+tc.text, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.sms("0d"), s.sms("1d"))
			s.Activate(q, engine.ScopeNew)
			ion := s.Card("Ion Popescu", testkit.OfferSent, testkit.Phone(ionsNumber))
			s.Advance("1h")
			news := crm.News{Incoming: []crm.IncomingSMS{{Remote: "r1", From: tc.from, Text: tc.text}}}
			s.OK(s.Engine.TakeNews(context.Background(), s.SMSAcc, news))
			s.OK(s.Engine.TakeNews(context.Background(), s.SMSAcc, news)) // it may come twice
			s.Advance("48h")
			went := 2
			if tc.stops {
				went = 1
			}
			equal(t, "SMS that went", s.SMS.TakenTo(ionsNumber), went)
			replies, stops := 0, 0
			for _, key := range s.HistoryKeys(ion) {
				switch key {
				case "activity.reply_sms":
					replies++
				case "activity.unsubscribed_sms":
					stops++
				}
			}
			equal(t, "stops in the history", stops == 1, tc.stops)
			equal(t, "replies in the history", replies == 1, !tc.stops && tc.from != "Vodafone")
			s.Read(func(v *store.View) error {
				got, found, err := v.SuppressionOf(crm.ChannelSMS, ionsNumber)
				if found != tc.stops || found && (got.Source != "sms" || got.Proof == "") {
					t.Errorf("suppression %+v", got)
				}
				return err
			})
		})
	}
}

func TestAReplyBySMSEndsWhatIsToStopOnIt(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.sms("0d"), s.sms("1d"))
	s.Edit(q, func(q *crm.Sequence) { q.StopOnReply = true })
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent, testkit.Phone(ionsNumber))
	s.Advance("1h")
	s.OK(s.Engine.TakeNews(context.Background(), s.SMSAcc, crm.News{Incoming: []crm.IncomingSMS{{From: ionsNumber, Text: "Sunați-mă vă rog"}}}))
	equal(t, "its enrolment", s.Enrolment(q, ion).Reason, crm.ReasonReplied)
}
