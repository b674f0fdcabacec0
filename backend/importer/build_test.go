package importer_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
)

func catalogue() *crm.Catalogue {
	return &crm.Catalogue{
		Product: crm.Product{ID: 1, Name: "Clienți"},
		Statuses: []crm.Status{
			{ID: 2, Product: 1, Name: "Ofertă trimisă", Position: 2},
			{ID: 1, Product: 1, Name: "Nou", Position: 1},
		},
		Fields: []crm.Field{
			{ID: 1, Product: 1, Name: "Valoare ofertă", Type: crm.FieldNumber},
			{ID: 2, Product: 1, Name: "Valabilă până", Type: crm.FieldDate},
			{ID: 3, Product: 1, Name: "Sursă", Type: crm.FieldChoice, Choices: []crm.Choice{{ID: 1, Field: 3, Name: "Târg"}, {ID: 2, Field: 3, Name: "Site"}}},
			{ID: 4, Product: 1, Name: "Are contract", Type: crm.FieldYesNo},
			{ID: 5, Product: 1, Name: "Observații", Type: crm.FieldText},
		},
		Users: []crm.User{
			{ID: 1, Name: "Ana Marin", Email: "ana@firma.ro", Active: true},
			{ID: 2, Name: "Ion Stan", Email: "ion@firma.ro"},
			{ID: 3, Name: "Dan Pop", Email: "dan1@firma.ro", Active: true},
			{ID: 4, Name: "Dan Pop", Email: "dan2@firma.ro", Active: true},
		},
	}
}

// mapped is a mapping for a workspace in Romania.
func mapped(columns ...importer.Target) importer.Mapping {
	return importer.Mapping{Columns: columns, DateFormat: importer.DateAuto, DecimalComma: true, Region: "RO"}
}

func build(t *testing.T, table *importer.Table, m importer.Mapping) *importer.Result {
	t.Helper()
	result, err := importer.Build(table, m, catalogue())
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Drafts)+len(result.Bad) != len(table.Rows) {
		t.Fatalf("%d drafts and %d bad rows of %d rows", len(result.Drafts), len(result.Bad), len(table.Rows))
	}
	return result
}

// one builds a table of one row under "Nume" and the given header.
func one(t *testing.T, header string, target importer.Target, cell string) *importer.Result {
	t.Helper()
	table := read(t, importer.WriteCSV([]string{"Nume", header}, [][]string{{"Ion Pop", cell}}, ";"))
	return build(t, table, mapped(importer.ContactName, target))
}

// reasons are the keys of a row's problems by header.
func reasons(row importer.BadRow) map[string]string {
	keys := map[string]string{}
	for _, p := range row.Problems {
		keys[p.Path] = p.Key
	}
	return keys
}

func TestAMessyRomanianFileBecomesCardsAndReasons(t *testing.T) {
	t.Parallel()
	table := read(t, file(t, "messy_cp1250.csv"))
	m := importer.Guess(table, catalogue())
	m.Region = "RO"
	want := []importer.Target{
		importer.Ignore, importer.ContactLast, importer.ContactFirst, importer.ContactFirm, importer.ContactPhone, importer.ContactEmail,
		importer.CardStatus, importer.CardOwner, "field:fld_1", "field:fld_2", "field:fld_4", "field:fld_5",
	}
	if !slices.Equal(m.Columns, want) || !m.DecimalComma || m.DefaultStatus != 1 {
		t.Fatalf("guessed %+v", m)
	}
	result := build(t, table, m)

	lines := make([]int, 0, len(result.Drafts))
	for _, d := range result.Drafts {
		lines = append(lines, d.Line)
	}
	if !slices.Equal(lines, []int{2, 3, 4, 7, 8, 9, 11}) {
		t.Fatalf("drafts of lines %v", lines)
	}
	first := result.Drafts[0]
	if first.CardName != "Ștefan Popescu" || first.Contact.Company != `Moara "Țăranul" SRL` || first.Contact.Phones[0].E164 != "+40712345678" ||
		first.Contact.Phones[0].Typed != "0712 345 678" || first.Contact.Emails[0].Typed != "stefan@exemplu.ro" {
		t.Errorf("first draft %+v of %+v", first, first.Contact)
	}
	if first.Status != 2 || first.Owner != 1 {
		t.Errorf("status %v, owner %v", first.Status, first.Owner)
	}
	if fields := (crm.Values{1: 1234.56, 2: crm.Date("2026-11-26"), 4: true, 5: "sună după ora 14; cere discount"}); !maps.Equal(first.Fields, fields) {
		t.Errorf("fields %v", first.Fields)
	}
	if d := result.Drafts[1]; d.Status != 2 || d.Owner != 1 || d.Fields[4] != false {
		t.Errorf("second draft %+v", d)
	}
	if d := result.Drafts[2]; d.Status != 1 || d.Fields[5] != "primul rând al doilea rând" || d.Contact.Phones[0].E164 != "+40712345679" {
		t.Errorf("third draft %+v", d)
	}
	if d := result.Drafts[3]; d.CardName != "Prăvălia SRL" || d.Contact.Kind != crm.ContactCompany || d.Contact.Name != "Prăvălia SRL" || d.Contact.Phones[0].SMS || d.Fields[1] != 800.0 {
		t.Errorf("a company alone: %+v of %+v", d, d.Contact)
	}

	if len(result.Bad) != 2 || result.Bad[0].Line != 6 || result.Bad[1].Line != 10 {
		t.Fatalf("bad rows %+v", result.Bad)
	}
	all := reasons(result.Bad[0])
	for header, key := range map[string]string{
		"Telefon": "phone.exponent", "Stadiu": "import.status_unknown", "Valoare ofertă": "import.number.comma",
		"Valabilă până": "import.date.impossible", "Are contract": "import.yesno",
	} {
		if all[header] != key {
			t.Errorf("%s: %q, want %s", header, all[header], key)
		}
	}
	if len(all) != 6 || !strings.HasPrefix(all["E-mail"], "mailaddr.") {
		t.Errorf("not every reason at once: %v", all)
	}
	if keys := reasons(result.Bad[1]); keys[""] != "import.row.nameless" {
		t.Errorf("a row without a name: %v", keys)
	}

	want2 := []importer.Duplicate{
		{Line: 8, First: 2, Header: "Telefon", Value: "+40712345678"},
		{Line: 9, First: 3, Header: "E-mail", Value: "laszlo@exemplu.ro", Whole: true},
	}
	if !slices.Equal(result.Duplicates, want2) || result.Drafts[4].SameAs != 2 || result.Drafts[5].SameAs != 3 {
		t.Errorf("duplicates %+v", result.Duplicates)
	}
	noted := map[int]string{}
	for _, n := range result.Noted {
		noted[n.Line] = n.Say.Key
	}
	if noted[4] != "import.note.lines" || noted[7] != "phone.no_sms.fixed" || noted[11] != "import.note.short" {
		t.Errorf("notes %v", noted)
	}
}

func TestAHungarianFileIsUnderstoodByItself(t *testing.T) {
	t.Parallel()
	table := read(t, file(t, "hungarian_utf16le.csv"))
	m := importer.Guess(table, catalogue())
	m.Region, m.CreateMissing = "RO", true
	result := build(t, table, m)
	if len(result.Drafts) != 2 || table.Delimiter != "\t" {
		t.Fatalf("%+v", result)
	}
	d := result.Drafts[0]
	if d.CardName != "Kovács Őze Anna" || d.Contact.LastName != "Kovács" || d.Contact.FirstName != "Őze Anna" || d.Contact.Company != "Példa Kft." {
		t.Errorf("draft %+v of %+v", d, d.Contact)
	}
	if d.Status != 0 || d.StatusName != "Új" || !slices.Equal(result.NewStatuses, []string{"Új"}) || d.Owner != 1 {
		t.Errorf("status %v %q, new %v", d.Status, d.StatusName, result.NewStatuses)
	}
	if n := result.Drafts[1].Contact.Phones[0]; n.E164 != "+36301234567" || n.Region != "HU" {
		t.Errorf("phone %+v", n)
	}
}

func TestAnEnglishFileMakesAFieldOfAnUnknownColumn(t *testing.T) {
	t.Parallel()
	table := read(t, []byte(strings.Replace(string(file(t, "bom.csv")), "Notes", "Hobby", 1)))
	m := importer.Guess(table, catalogue())
	result := build(t, table, m)
	d := result.Drafts[0]
	if d.CardName != "Ana Pop" || d.Contact.Company != "A, B & Co" || d.NewFields[5] != "=1+1 is no formula" {
		t.Errorf("draft %+v", d)
	}
	if len(result.NewFields) != 1 || result.NewFields[0].Name != "Hobby" || result.NewFields[0].Type != crm.FieldText || result.NewFields[0].Column != 5 {
		t.Errorf("new fields %+v", result.NewFields)
	}
}

func TestPhonesGetTheirAnswerInTheirRow(t *testing.T) {
	t.Parallel()
	for id, c := range map[string]struct{ cell, e164, reason string }{
		"PH01": {"0712 345 678", "+40712345678", ""},
		"PH04": {"712345678", "+40712345678", ""},
		"PH11": {"+36301234567", "+36301234567", ""},
		"PH13": {"0712345678, 0722333444", "", "phone.several"},
		"PH14": {"7.12345678E+08", "", "phone.exponent"},
		"PH16": {"\u202a+40712345678\u202c", "+40712345678", ""},
		"PH19": {"O712345678", "", "phone.letters"},
		"PH20": {"=0712345678", "+40712345678", ""},
		"IM02": {"+40712345678", "+40712345678", ""},
	} {
		result := one(t, "Telefon", importer.ContactPhone, c.cell)
		switch {
		case c.reason != "" && (len(result.Bad) != 1 || reasons(result.Bad[0])["Telefon"] != c.reason):
			t.Errorf("%s: %q: %+v", id, c.cell, result.Bad)
		case c.reason == "" && (len(result.Drafts) != 1 || result.Drafts[0].Contact.Phones[0].E164 != c.e164):
			t.Errorf("%s: %q: %+v", id, c.cell, result)
		}
	}
	for _, cell := range []string{"0712345678\r\nBcc: x", "112"} {
		if result := one(t, "Telefon", importer.ContactPhone, cell); len(result.Bad) != 1 {
			t.Errorf("%q was taken", cell)
		}
	}
}

func TestEmailsGetTheirAnswerInTheirRow(t *testing.T) {
	t.Parallel()
	for id, cell := range map[string]string{
		"EM01": "ion@exemplu.ro\r\nBcc: x@y.z", "EM05": "ion@exemplu.ro, ana@exemplu.ro", "EM10": "a@b", "EM11": "ion@1.2.3.4", "EM19": "ion@exemplu..ro",
	} {
		if result := one(t, "E-mail", importer.ContactEmail, cell); len(result.Bad) != 1 || reasons(result.Bad[0])["E-mail"] == "" {
			t.Errorf("%s: %q was taken: %+v", id, cell, result.Drafts)
		}
	}
	result := one(t, "E-mail", importer.ContactEmail, "ion@școala.ro")
	if len(result.Drafts) != 1 || result.Drafts[0].Contact.Emails[0].Typed != "ion@școala.ro" {
		t.Errorf("EM08: %+v", result)
	}
}

func TestEM02ANameWithALineBreakIsABadRow(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Ion\r\nBcc: victim@x.ro", "Ion\x07", strings.Repeat("x", 201)} {
		table := read(t, importer.WriteCSV([]string{"Nume", "Oraș"}, [][]string{{name, "Cluj"}}, ";"))
		result := build(t, table, mapped(importer.ContactName, importer.Ignore))
		if len(result.Bad) != 1 || reasons(result.Bad[0])["Nume"] == "" {
			t.Errorf("%q was taken", name)
		}
	}
	table := readText(t, "Nume;Oraș\n\u200bIon \u202e Pop;Cluj\n")
	if name := build(t, table, mapped(importer.ContactName, importer.Ignore)).Drafts[0].CardName; name != "Ion Pop" {
		t.Errorf("HT09: what can't be seen stays in %q", name)
	}
}

func TestACardIsNamedByTheBestThatTheRowHas(t *testing.T) {
	t.Parallel()
	const header = "Card;Nume;Firmă;E-mail;Telefon\n"
	all := mapped(importer.CardName, importer.ContactName, importer.ContactFirm, importer.ContactEmail, importer.ContactPhone)
	for row, want := range map[string]struct{ card, contact string }{
		"Oferta 7;Ion Pop;Moara SRL;ion@exemplu.ro;0712345678": {"Oferta 7", "Ion Pop"},
		";Ion Pop;Moara SRL;ion@exemplu.ro;0712345678":         {"Ion Pop", "Ion Pop"},
		";;Moara SRL;ion@exemplu.ro;0712345678":                {"Moara SRL", "Moara SRL"},
		";-;;ion@exemplu.ro;0712345678":                        {"ion@exemplu.ro", "ion@exemplu.ro"},
		";;;;0712345678":                                       {"+40 712 345 678", "+40 712 345 678"},
		"Oferta 7;;;;0712345678":                               {"Oferta 7", "Oferta 7"},
		"Oferta 7;;;;":                                         {"Oferta 7", ""},
	} {
		d := build(t, readText(t, header+row+"\n"), all).Drafts[0]
		got := ""
		if d.Contact != nil {
			got = d.Contact.Name
		}
		if d.CardName != want.card || got != want.contact {
			t.Errorf("%s: card %q of %q", row, d.CardName, got)
		}
	}
}

func TestNamesAreSplitOnlyWhenTheOrderIsKnown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ order, cell, first, last string }{
		{importer.NameWhole, "Ion Pop", "", ""},
		{importer.NameFirstLast, "Ana Maria Pop", "Ana Maria", "Pop"},
		{importer.NameLastFirst, "Pop Ana Maria", "Ana Maria", "Pop"},
		{importer.NameLastFirst, "Pop", "", ""},
	} {
		m := mapped(importer.ContactName)
		m.NameOrder = c.order
		d := build(t, readText(t, "Nume\n"+c.cell+"\n"), m).Drafts[0]
		if d.Contact.FirstName != c.first || d.Contact.LastName != c.last || d.Contact.Name != c.cell {
			t.Errorf("%q: %+v", c.cell, d.Contact)
		}
	}
}

func TestUnknownNamesAreReasonsUnlessTheyAreToBeMade(t *testing.T) {
	t.Parallel()
	table := readText(t, "Nume;Stadiu;Sursă;Mărime\nIon;Câștigat;Radio;mare\nAna;CÂSTIGAT;radio;Mare\nDan;Nou;Site;\nEva;x;Radio;mic\n")
	m := mapped(importer.ContactName, importer.CardStatus, importer.ToField(3), importer.ToNew(crm.FieldChoice))
	result := build(t, table, m)
	if len(result.Drafts) != 1 || len(result.Bad) != 3 || len(reasons(result.Bad[0])) != 2 || len(result.NewStatuses) != 0 {
		t.Errorf("%+v", result)
	}
	m.CreateMissing = true
	result = build(t, table, m)
	if !slices.Equal(result.NewStatuses, []string{"Câștigat", "x"}) || result.Drafts[1].StatusName != "Câștigat" {
		t.Errorf("new statuses %q", result.NewStatuses)
	}
	if len(result.NewChoices) != 1 || !slices.Equal(result.NewChoices[0].Names, []string{"Radio"}) || !slices.Equal(result.Drafts[1].NewChoices[3], []string{"Radio"}) {
		t.Errorf("new choices %+v", result.NewChoices)
	}
	if result.Drafts[2].Fields[3] != crm.ChoiceID(2) {
		t.Errorf("an existing choice: %v", result.Drafts[2].Fields)
	}
	if !slices.Equal(result.NewFields[0].Choices, []string{"Mare", "mic"}) || result.Drafts[1].NewFields[3] != "Mare" {
		t.Errorf("new field %+v", result.NewFields)
	}
}

func TestARowThatStandsTwiceInTheFileIsNoted(t *testing.T) {
	t.Parallel()
	table := readText(t, "Nume;Telefon\nIon;0712345678\nAna;\nAna;\nPop Ion;+40 712 345 678\nIon;0712345678\nAna;x\n")
	result := build(t, table, mapped(importer.ContactName, importer.ContactPhone))
	want := []importer.Duplicate{
		{Line: 4, First: 3, Value: "Ana", Whole: true},
		{Line: 5, First: 2, Header: "Telefon", Value: "+40712345678"},
		{Line: 6, First: 2, Header: "Telefon", Value: "+40712345678", Whole: true},
	}
	if !slices.Equal(result.Duplicates, want) {
		t.Errorf("duplicates %+v", result.Duplicates)
	}
}

func TestOwnersAreColleaguesAndNobodyElse(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"Ana Marin": "", "ANA@firma.ro": "", "dan2@firma.ro": "", "-": "",
		"Ion Stan": "import.owner_inactive", "Dan Pop": "import.owner_twice", "Vasile": "import.owner_unknown",
	} {
		result := one(t, "Responsabil", importer.CardOwner, cell)
		got := ""
		if len(result.Bad) > 0 {
			got = reasons(result.Bad[0])["Responsabil"]
		}
		if got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
}

func TestARowWithTooManyCellsIsBadAndNoOtherIs(t *testing.T) {
	t.Parallel()
	table := readText(t, "Nume,Oraș\nPop, Ion,Cluj\nAna,Dej\nEva,Turda\n")
	result := build(t, table, mapped(importer.ContactName, importer.Ignore))
	if len(result.Drafts) != 2 || len(result.Bad) != 1 || reasons(result.Bad[0])[""] != "import.row.long" || len(result.Bad[0].Row) != 3 {
		t.Errorf("%+v", result)
	}
}

func TestAMappingThatDoesNotFitIsRefusedWithAllProblems(t *testing.T) {
	t.Parallel()
	table := readText(t, "Nume;Alt nume;Sursă;X;Y\nIon;Pop;a;b;c\n")
	for name, c := range map[string]struct {
		m    importer.Mapping
		want map[string]string
	}{
		"too few columns": {mapped(importer.ContactName), map[string]string{"columns": "import.map.width"}},
		"no name":         {mapped(importer.CardStatus, "", "", "", ""), map[string]string{"columns": "import.map.no_name"}},
		"every fault at once": {
			importer.Mapping{
				Columns:    []importer.Target{importer.ContactName, importer.ContactName, "new:choice", "field:fld_9", "card.price"},
				DateFormat: "d/m", NameOrder: "x", DefaultStatus: 9, DefaultOwner: 2,
			},
			map[string]string{
				"Alt nume": "import.map.twice", "Sursă": "import.map.field_exists", "X": "import.map.no_field", "Y": "import.map.unknown",
				"dateFormat": "import.map.date_format", "nameOrder": "import.map.name_order",
				"defaultStatus": "import.map.default_status", "defaultOwner": "import.map.default_owner",
			},
		},
	} {
		_, err := importer.Build(table, c.m, catalogue())
		var said *crm.Error
		if !errors.As(err, &said) {
			t.Fatalf("%s: %v", name, err)
		}
		if got := reasons(importer.BadRow{Problems: said.Problems}); !maps.Equal(got, c.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAColumnOfNamesIsNotTakenForStatuses(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString("Nume;Stadiu\n")
	for i := range 60 {
		text.WriteString("Ion;client " + strings.Repeat("x", i) + "\n")
	}
	m := mapped(importer.ContactName, importer.CardStatus)
	m.CreateMissing = true
	_, err := importer.Build(readText(t, text.String()), m, catalogue())
	var said *crm.Error
	if !errors.As(err, &said) || said.Problems[0].Key != "import.map.many_statuses" || said.Problems[0].Path != "Stadiu" {
		t.Errorf("got %v", err)
	}
}
