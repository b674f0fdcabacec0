package merge_test

import (
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

const (
	fieldOffer = crm.FieldID(iota + 1)
	fieldValue
	fieldUntil
	fieldSigned
	fieldSource
	fieldPrice
	fieldMeeting
	fieldRooms
	fieldNotes
	fieldContract
)

func catalogue() *crm.Catalogue {
	return &crm.Catalogue{
		Product:  crm.Product{ID: 1, Name: "Clienți"},
		Statuses: []crm.Status{{ID: 1, Name: "Ofertă trimisă"}},
		Tags:     []crm.Tag{{ID: 1, Name: "VIP"}, {ID: 2, Name: "Brașov"}, {ID: 3, Name: "Nou"}},
		Fields: []crm.Field{
			{ID: fieldOffer, Name: "Ofertă", Slug: "offer", Type: crm.FieldText},
			{ID: fieldValue, Name: "Valoare", Slug: "value", Type: crm.FieldNumber},
			{ID: fieldUntil, Name: "Valabilă până la", Slug: "valid_until", Type: crm.FieldDate},
			{ID: fieldSigned, Name: "Semnat", Slug: "signed", Type: crm.FieldYesNo},
			{ID: fieldSource, Name: "Sursă", Slug: "source", Type: crm.FieldChoice, Choices: []crm.Choice{{ID: 7, Name: "Târg"}}},
			{ID: fieldPrice, Name: "Preț", Slug: "price", Type: crm.FieldMoney, Currency: "EUR"},
			{ID: fieldMeeting, Name: "Întâlnire", Slug: "meeting", Type: crm.FieldDateTime},
			{ID: fieldRooms, Name: "Camere", Slug: "rooms", Type: crm.FieldChoices, Choices: []crm.Choice{{ID: 8, Name: "Baie"}, {ID: 9, Name: "Hol"}}},
			{ID: fieldNotes, Name: "Note", Slug: "notes", Type: crm.FieldLongText},
			{ID: fieldContract, Name: "Contract", Slug: "contract", Type: crm.FieldFile},
		},
	}
}

func source(t testing.TB, language string) merge.Source {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Bucharest")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2027, 3, 26, 22, 30, 0, 0, time.UTC) // already Saturday 27 March in Bucharest
	return merge.Source{
		Cat: catalogue(),
		Workspace: crm.Workspace{
			Name: "Mobilă & Fiii", Language: "ro", Address: "Str. Lungă 5\nBrașov", Phone: "0268 111 222", Email: "office@firma.ro",
			Website: "https://firma.ro", ReviewLink: "https://firma.ro/pareri", Link: "https://crm.firma.ro/",
		},
		FileName: func(id crm.FileID) string { return map[crm.FileID]string{3: "contract semnat.pdf"}[id] },
		Card: crm.Card{
			ID: 417, Product: 1, Tags: crm.Tags(1, 2), Owner: 1, Modified: crm.At(now), StatusSince: crm.At(now.Add(-76 * time.Hour)),
			Name: "Bucătărie Popescu", Status: 1, Created: crm.At(now),
			Fields: crm.Values{fieldOffer: "B-17", fieldValue: 12345.5, fieldUntil: crm.Date("2027-04-09"), fieldSigned: false, fieldSource: crm.ChoiceID(7),
				fieldPrice: crm.Money(-123450), fieldMeeting: crm.At(now.Add(36 * time.Hour)), fieldRooms: crm.ChoiceSetOf(9, 8), fieldNotes: "a\nb", fieldContract: crm.FileID(3)},
		},
		Contact: &crm.Contact{Kind: crm.ContactPerson, FirstName: "Ștefan", LastName: "Őry", Name: "Ștefan Őry", Addresses: []crm.Address{
			{Channel: crm.ChannelEmail, Typed: "stefan@școala.ro", Value: "stefan@xn--coala-e9b.ro", Default: true},
			{Channel: crm.ChannelSMS, Typed: "0712 345 678", Value: "+40712345678", Default: true},
		}},
		Company:  &crm.Contact{Kind: crm.ContactCompany, Name: "Popescu SRL", Postal: "Calea Victoriei 1", Website: "https://popescu.ro", Tags: crm.Tags(3)},
		Owner:    &crm.User{Name: "Ioana Radu", Email: "ioana@exemplu.ro", Phone: "+40722000111", Signature: "Ioana\nMobilă & Fiii"},
		Zone:     zone,
		Now:      crm.At(now),
		Language: language,
	}
}

// merged freezes and renders, as a step does.
func merged(t testing.TB, src, language string) string {
	t.Helper()
	return mergedFrom(t, src, source(t, language))
}

func mergedFrom(t testing.TB, src string, s merge.Source) string {
	t.Helper()
	out, err := merge.Text(src, merge.Values([]string{src}, s))
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return out
}
