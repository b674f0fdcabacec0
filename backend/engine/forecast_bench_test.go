package engine_test

import (
	"fmt"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// manyOffers makes cards in "Offer sent", each with a client of its own.
func manyOffers(w *testkit.World, n int) {
	w.T.Helper()
	status := w.Status(testkit.OfferSent)
	for from := 0; from < n; from += 1000 {
		w.Write(func(tx *store.Tx) error {
			var drafts []engine.Draft
			for i := from; i < min(n, from+1000); i++ {
				email, phone := fmt.Sprintf("client%d@client.example", i), fmt.Sprintf("+40721%06d", i)
				k, err := tx.SaveContact(crm.Contact{Kind: crm.ContactPerson, FirstName: "Ion", LastName: "Pop", Name: "Ion Pop", Addresses: []crm.Address{
					{Channel: crm.ChannelEmail, Typed: email, Value: email, Default: true, Consent: crm.ConsentActive, Source: "user"},
					{Channel: crm.ChannelSMS, Typed: phone, Value: phone, Kind: "mobile", SMS: true, Default: true, Consent: crm.ConsentActive, Source: "user"},
				}})
				if err != nil {
					return err
				}
				drafts = append(drafts, engine.Draft{Product: w.Product, Name: fmt.Sprintf("Card %d", i), Status: status, Owner: w.Admin, Contact: k.ID, Fields: crm.Values{}, Origin: crm.OriginUser})
			}
			_, err := w.Engine.SaveCards(tx, drafts, w.By())
			return err
		})
	}
}

// BenchmarkForecast foresees what "all cards" does: 10,000 cards, five steps of
// all kinds that write.
func BenchmarkForecast(b *testing.B) {
	w := testkit.NewWorld(b)
	s := story{w}
	q := s.offers(s.email("0d"), s.sms("2d 10:00 workdays"), s.task("1d"), s.email("3d 09:00"), s.toUser("1d"))
	manyOffers(w, 10_000)
	for b.Loop() {
		f, err := w.Engine.Forecast(b.Context(), engine.ForecastOptions{Sequence: q, Scope: engine.ScopeAll, User: w.Admin}, nil)
		w.OK(err)
		b.ReportMetric(float64(f.Rows()), "rows")
	}
}
