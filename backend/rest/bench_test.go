package rest_test

import (
	"net/http"
	"strconv"
	"testing"

	"stepwise/backend/rest"
)

// A page of 50 cards of 10,000, as another program reads them one after the
// other.
func BenchmarkAPageOfCards(b *testing.B) {
	d := open(b)
	for range 10 {
		d.cards("Card", "Offer sent", 1000)
	}
	cursor := ""
	for b.Loop() {
		page := read[rest.Page[rest.Card]](d.ask(http.MethodGet, d.list()+cursor, "").is(http.StatusOK))
		if cursor = ""; page.Next != "" {
			cursor = "&cursor=" + page.Next
		}
	}
}

// A card with its client, with a key and without one.
func BenchmarkACardIsMade(b *testing.B) {
	for name, key := range map[string]string{"without a key": "", "with a key": "Idempotency-Key: "} {
		b.Run(name, func(b *testing.B) {
			d := open(b)
			for n := 0; b.Loop(); n++ {
				if key == "" {
					d.ask(http.MethodPost, "/cards", d.offer("Villa")).is(http.StatusCreated)
					continue
				}
				d.ask(http.MethodPost, "/cards", d.offer("Villa"), key+strconv.Itoa(n)).is(http.StatusCreated)
			}
		})
	}
}

// What a command pays before it asks anything.
func BenchmarkTheRoutesAreMade(b *testing.B) {
	for b.Loop() {
		rest.Document()
	}
}
