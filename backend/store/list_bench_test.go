package store_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// BenchmarkLists measures what a person waits for in a list of cards: 100,000 of
// them with 20 fields, or as many as LIST_CARDS says.
func BenchmarkLists(b *testing.B) {
	n := 100_000
	if text := os.Getenv("LIST_CARDS"); text != "" {
		n, _ = strconv.Atoi(text)
	}
	w := testkit.NewWorld(b)
	crowd(w, n)
	all := store.ListQuery{Product: w.Product, Limit: 100}
	for _, sort := range []string{"name", "created", "modified", "since"} {
		q := all
		q.Sort = sort
		bench(b, w, "first by "+sort, q)
		q.Offset = n / 2
		bench(b, w, "middle by "+sort, q)
		q.Offset, q.Total = n-100, n
		bench(b, w, "end by "+sort, q)
	}
	q := all
	q.Sort, q.Status = "name", w.Status(testkit.Won)
	bench(b, w, "first of a status by name", q)
	q.Offset = n / 20
	bench(b, w, "middle of a status by name", q)
	for _, text := range []string{"p", "an", "pop", "popescu", "popescu ion", "ștefan ion", "0721", "0721 123", "client.example", "cluj", "zzz", "popescu17"} {
		q := all
		q.Search = text
		bench(b, w, "search "+text, q)
	}
	q = all
	q.Sort = w.Field("City").ID.String()
	bench(b, w, "first by a text field", q)
	b.Run("count all", func(b *testing.B) {
		for b.Loop() {
			count(b, w, all)
		}
	})
	b.Run("search everywhere ion", func(b *testing.B) {
		for b.Loop() {
			w.Read(func(v *store.View) error {
				if _, err := v.FindCards(0, "ion", 6); err != nil {
					return err
				}
				_, err := v.FindContacts("ion", 6)
				return err
			})
		}
	})
	b.Run("save one card", func(b *testing.B) {
		i := 0
		for b.Loop() {
			i++
			w.Save(crm.CardID(1+i*7919%n), func(d *engine.Draft) { d.Name = fmt.Sprint("Nou ", i) })
		}
	})
}

func bench(b *testing.B, w *testkit.World, name string, q store.ListQuery) {
	b.Run(name, func(b *testing.B) {
		for b.Loop() {
			cards(b, w, q)
		}
	})
}

var (
	firstNames = []string{"Ion", "Ștefan", "Maria", "Ana", "Éva", "László", "Zoltán", "Ioana", "Andrei", "Mihai", "Elena", "György", "Katalin", "Radu", "Oana", "Dan"}
	lastNames  = []string{"Popescu", "Ionescu", "Szabó", "Nagy", "Kovács", "Pop", "Rusu", "Munteanu", "Őri", "Tóth", "Stan", "Dumitru", "Balogh", "Țurcanu", "Marin", "Lungu"}
	cities     = []string{"Cluj", "Iași", "Târgu Mureș", "București", "Brașov", "Sibiu", "Oradea", "Arad", "Győr", "Pécs"}
)

// crowd makes n cards with 20 fields, of which 14 are set, each with a client of
// its own.
func crowd(w *testkit.World, n int) {
	w.T.Helper()
	have := len(w.Catalogue().Fields)
	w.Write(func(tx *store.Tx) error {
		for i := have; i < 20; i++ {
			kind := []crm.FieldType{crm.FieldNumber, crm.FieldDate, crm.FieldText, crm.FieldYesNo}[i%4]
			if _, err := tx.SaveField(crm.Field{Product: w.Product, Name: fmt.Sprint("Field ", i), Slug: fmt.Sprint("field_", i), Type: kind, Position: i + 1}); err != nil {
				return err
			}
		}
		return nil
	})
	cat := w.Catalogue()
	const chunk = 2000
	for from := 0; from < n; from += chunk {
		w.Clock.Set(w.Now() + 60_000)
		w.Write(func(tx *store.Tx) error {
			contacts, list := make([]crm.Contact, 0, chunk), make([]crm.Card, 0, chunk)
			for i := from; i < min(from+chunk, n); i++ {
				contacts = append(contacts, crowdContact(i))
				list = append(list, crowdCard(w, cat, i))
			}
			if err := tx.InsertContacts(contacts); err != nil {
				return err
			}
			for i := range list {
				list[i].Contact = contacts[i].ID
			}
			return tx.InsertCards(list)
		})
	}
	index(w)
}

// index waits until the quick search knows everything.
func index(w *testkit.World) {
	w.T.Helper()
	for left := true; left; {
		var err error
		left, err = w.Engine.Index(context.Background())
		w.OK(err)
	}
}

func crowdContact(i int) crm.Contact {
	first, last := firstNames[i%16], lastNames[i/16%16]+lastNames[i/256%16]
	email, phone := fmt.Sprintf("%s%d@client%d.example", first, i, i%1000), fmt.Sprintf("+4072%07d", i)
	return crm.Contact{Kind: crm.ContactPerson, FirstName: first, LastName: last, Name: first + " " + last, Addresses: []crm.Address{
		{Channel: crm.ChannelEmail, Typed: email, Value: email, Default: true, Consent: crm.ConsentActive, Source: "import"},
		{Channel: crm.ChannelSMS, Typed: phone, Value: phone, Kind: "mobile", SMS: true, Default: true, Consent: crm.ConsentActive, Source: "import"},
	}}
}

func crowdCard(w *testkit.World, cat *crm.Catalogue, i int) crm.Card {
	values := crm.Values{}
	for k, f := range cat.Fields {
		switch mixed := i*31 + k*17; {
		case mixed%10 < 3:
		case f.Type == crm.FieldText:
			values[f.ID] = cities[mixed%10] + fmt.Sprint(" ", mixed%97)
		case f.Type == crm.FieldNumber:
			values[f.ID] = float64(mixed%100_000) / 4
		case f.Type == crm.FieldDate:
			values[f.ID] = crm.Date("2025-01-01").AddDays(mixed % 1000)
		case f.Type == crm.FieldYesNo:
			values[f.ID] = mixed%2 == 0
		case f.Type == crm.FieldChoice:
			values[f.ID] = f.Choices[mixed%len(f.Choices)].ID
		}
	}
	statuses := cat.Statuses
	return crm.Card{
		Product: w.Product, Name: lastNames[i*7%16] + " " + firstNames[i*11%16] + fmt.Sprint(" ", i), Status: statuses[i*13%len(statuses)].ID, StatusSince: w.Now(),
		Owner: w.Admin, Fields: values, CreatedBy: crm.OriginImport,
	}
}
