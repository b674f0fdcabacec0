package importer_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
)

// export makes a table of one row from "header=cell" pairs.
func export(t *testing.T, pairs string) *importer.Table {
	t.Helper()
	var headers, cells []string
	for pair := range strings.SplitSeq(pairs, "|") {
		header, cell, _ := strings.Cut(pair, "=")
		headers, cells = append(headers, header), append(cells, cell)
	}
	return read(t, importer.WriteCSV(headers, [][]string{cells}, ","))
}

func TestExportsAreRecognisedAndMapped(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pairs  string
		source importer.Source
		want   map[string]importer.Target
	}{
		"an older Google Contacts": {
			"Name=Ana Maria Pop|Given Name=Ana|Additional Name=Maria|Family Name=Pop|Yomi Name=x|Photo=y|Group Membership=Clienți ::: * myContacts|" +
				"E-mail 1 - Type=* Work|E-mail 1 - Value=ana@exemplu.ro|Phone 1 - Type=Mobile|Phone 1 - Value=0712345678|Organization 1 - Name=Moara|" +
				"Organization 1 - Title=Director|Notes=n|Birthday=1980-01-02|Address 1 - Formatted=Str. Lungă|Address 1 - Street=Str. Lungă|Website 1 - Value=exemplu.ro",
			importer.SourceGoogle,
			map[string]importer.Target{
				"Name": importer.ContactName, "Given Name": importer.ContactFirst, "Additional Name": importer.ContactMiddle, "Family Name": importer.ContactLast,
				"Group Membership": importer.CardTags, "E-mail 1 - Value": importer.ContactEmail, "Phone 1 - Value": importer.ContactPhone,
				"Organization 1 - Name": importer.ContactFirm, "Organization 1 - Title": "new:text", "Notes": importer.CardNote, "Birthday": "new:date",
				"Address 1 - Formatted": importer.ContactPostal, "Website 1 - Value": importer.ContactWebsite,
			},
		},
		"Outlook": {
			"Title=Dna|First Name=Ana|Middle Name=Maria|Last Name=Pop|Company=Moara|Job Title=Director|Business Street=Str. Lungă 5|Business City=Iași|" +
				"Business Phone=0213124567|Home Phone=0264123456|Mobile Phone=0712345678|E-mail Address=ana@exemplu.ro|E-mail Type=SMTP|" +
				"E-mail 2 Address=a@exemplu.com|Categories=Clienți;VIP|Notes=n|Birthday=0/0/00|Gender=Unspecified|Priority=Normal|Web Page=exemplu.ro",
			importer.SourceOutlook,
			map[string]importer.Target{
				"First Name": importer.ContactFirst, "Middle Name": importer.ContactMiddle, "Last Name": importer.ContactLast, "Company": importer.ContactFirm,
				"Business Street": importer.ContactPostal, "Business City": importer.ContactPostal, "Business Phone": importer.ContactPhone,
				"Home Phone": importer.ContactPhone, "Mobile Phone": importer.ContactPhone, "E-mail Address": importer.ContactEmail,
				"E-mail 2 Address": importer.ContactEmail, "Categories": importer.CardTags, "Notes": importer.CardNote, "Web Page": importer.ContactWebsite,
				"Title": "new:text", "Job Title": "new:text", "Birthday": "new:date",
			},
		},
		"Pipedrive's people": {
			"Person - ID=1|Person - Name=Ana Pop|Person - First name=Ana|Person - Last name=Pop|Person - Organization=Moara|Person - Email - Work=ana@exemplu.ro|" +
				"Person - Phone - Mobile=0712345678|Person - Phone - Work=0213124567|Person - Owner=Ana Marin|Person - Labels=VIP|Person - Person created=2024-01-02",
			importer.SourcePipedrive,
			map[string]importer.Target{
				"Person - Name": importer.ContactName, "Person - First name": importer.ContactFirst, "Person - Last name": importer.ContactLast,
				"Person - Organization": importer.ContactFirm, "Person - Email - Work": importer.ContactEmail, "Person - Phone - Mobile": importer.ContactPhone,
				"Person - Phone - Work": importer.ContactPhone, "Person - Owner": importer.CardOwner, "Person - Labels": importer.CardTags,
			},
		},
		"Pipedrive's deals": {
			"Deal - ID=1|Deal - Title=Oferta 7|Deal - Stage=Nou|Deal - Status=Open|Deal - Value=1234.5|Deal - Owner=Ana Marin|Deal - Organization=Moara|" +
				"Deal - Contact person=Ana Pop|Person - Email=ana@exemplu.ro|Deal - Expected close date=2026-11-26|Deal - Deal created=2024-01-02",
			importer.SourcePipedrive,
			map[string]importer.Target{
				"Deal - Title": importer.CardName, "Deal - Stage": importer.CardStatus, "Deal - Status": "new:text", "Deal - Value": "new:money",
				"Deal - Owner": importer.CardOwner, "Deal - Organization": importer.ContactFirm, "Deal - Contact person": importer.ContactName,
				"Person - Email": importer.ContactEmail, "Deal - Expected close date": "new:date",
			},
		},
		"HubSpot's deals": {
			"Record ID=1|Deal Name=Oferta 7|Deal Stage=Nou|Close Date=2026-11-26|Deal owner=Ana Marin|Amount=1200|Associated Contact=Ana Pop|Associated Company=Moara|Create Date=2024-01-02",
			importer.SourceHubSpot,
			map[string]importer.Target{
				"Deal Name": importer.CardName, "Deal Stage": importer.CardStatus, "Close Date": "new:date", "Deal owner": importer.CardOwner,
				"Amount": "new:money", "Associated Contact": importer.ContactName, "Associated Company": importer.ContactFirm,
			},
		},
		"MiniCRM in English": {
			"Card: Id=1|Card: Name=Oferta 7|Card: Responsible=Ana Marin|Card: Status=Nou|Person1: First name=Ana|Person1: Last name=Pop|Person1: Email=ana@exemplu.ro|" +
				"Person2: Phone=0712345678|Company: Name=Moara|Company: Phone=0213124567|Card: Budget=1.200 lei",
			importer.SourceMiniCRM,
			map[string]importer.Target{
				"Card: Name": importer.CardName, "Card: Responsible": importer.CardOwner, "Card: Status": importer.CardStatus,
				"Person1: First name": importer.ContactFirst, "Person1: Last name": importer.ContactLast, "Person1: Email": importer.ContactEmail,
				"Person2: Phone": "new:phone", "Company: Name": importer.ContactFirm, "Company: Phone": importer.ContactPhone, "Card: Budget": "new:money",
			},
		},
		"MiniCRM in Romanian": {
			"Oportunitate: Nume=Oferta 7|Oportunitate: Deținător=Ana Marin|Oportunitate: Status=Nou|Persoană1: Nume=Pop|Persoană1: Prenume=Ana|Companie: Nume=Moara",
			importer.SourceMiniCRM,
			map[string]importer.Target{
				"Oportunitate: Nume": importer.CardName, "Oportunitate: Deținător": importer.CardOwner, "Oportunitate: Status": importer.CardStatus,
				"Persoană1: Nume": importer.ContactLast, "Persoană1: Prenume": importer.ContactFirst, "Companie: Nume": importer.ContactFirm,
			},
		},
		"none of them": {
			"Nume=Ana|Telefon=0712345678", importer.SourceNone,
			map[string]importer.Target{"Nume": importer.ContactName, "Telefon": importer.ContactPhone},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table := export(t, c.pairs)
			if got := importer.SourceOf(table); got != c.source {
				t.Fatalf("recognised as %q", got)
			}
			m := importer.Guess(table, catalogue())
			for i, h := range table.Headers {
				if m.Columns[i] != c.want[h] {
					t.Errorf("%s is taken for %q, want %q", h, m.Columns[i], c.want[h])
				}
			}
			if _, err := importer.Build(table, m, catalogue()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAColumnOfStrangersIsNotTheOwner(t *testing.T) {
	t.Parallel()
	const text = "Nume;Responsabil\na;Maria\nb;Ioana\nc;Petre\nd;Ana Marin\n"
	if m := importer.Guess(readText(t, text), catalogue()); m.Columns[1] != "new:text" {
		t.Errorf("guessed %q", m.Columns)
	}
	if m := importer.Guess(readText(t, text+"e;ana@firma.ro\nf;ana marin\n"), catalogue()); m.Columns[1] != importer.CardOwner {
		t.Errorf("guessed %q", m.Columns)
	}
}

func TestAMappingIsRememberedByItsColumns(t *testing.T) {
	t.Parallel()
	table := readText(t, "Nume;Telefon;Etaj;Valoare ofertă\nIon;0712345678;3;5\n")
	m := mapped(importer.ContactName, importer.ContactPhone, "new:number", "field:fld_1")
	m.DefaultStatus, m.DefaultOwner, m.SplitCells, m.NameOrder = 2, 1, true, importer.NameLastFirst
	kept, err := json.Marshal(importer.Remember(table, m))
	if err != nil {
		t.Fatal(err)
	}
	var remembered importer.Remembered
	if err := json.Unmarshal(kept, &remembered); err != nil {
		t.Fatal(err)
	}

	turned := readText(t, "ETAJ,Valoare oferta,nume,Telefon\n3,5,Ion,0712345678\n")
	if importer.MappingKey(turned) != importer.MappingKey(table) {
		t.Error("the same columns in another order have another key")
	}
	if importer.MappingKey(turned) == importer.MappingKey(readText(t, "Nume;Telefon;Etaj\nIon;0712345678;3\n")) {
		t.Error("other columns have the same key")
	}
	cat := catalogue()
	again := remembered.Mapping(turned, cat)
	if !slices.Equal(again.Columns, []importer.Target{"new:number", "field:fld_1", importer.ContactName, importer.ContactPhone}) {
		t.Errorf("applied as %q", again.Columns)
	}
	if again.DefaultStatus != 2 || again.DefaultOwner != 1 || !again.SplitCells || !again.DecimalComma || again.NameOrder != importer.NameLastFirst {
		t.Errorf("applied as %+v", again)
	}

	cat.Fields = append(cat.Fields[1:], crm.Field{ID: 9, Name: "Etaj", Type: crm.FieldNumber})
	cat.Users[0].Active, cat.Statuses = false, cat.Statuses[1:]
	again = remembered.Mapping(turned, cat)
	if !slices.Equal(again.Columns, []importer.Target{importer.ToField(9), importer.Ignore, importer.ContactName, importer.ContactPhone}) {
		t.Errorf("after the field was made and another went: %q", again.Columns)
	}
	if again.DefaultStatus != 1 || again.DefaultOwner != 0 {
		t.Errorf("defaults that are gone: %+v", again)
	}
}
