package importer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
)

// valueOf reads one cell into a new field and gives the value, or the reason.
func valueOf(t *testing.T, typ crm.FieldType, cell string) any {
	t.Helper()
	table := read(t, importer.WriteCSV([]string{"Nume", "Câmp"}, [][]string{{"Ion", cell}}, ";"))
	m := mapped(importer.ContactName, importer.ToNew(typ))
	m.Zone = "Europe/Bucharest"
	result := build(t, table, m)
	if len(result.Bad) > 0 {
		return result.Bad[0].Problems[0].Key
	}
	return result.Drafts[0].NewFields[1]
}

func TestEveryTypeOfFieldIsRead(t *testing.T) {
	t.Parallel()
	at := func(text string) crm.Instant {
		var y, mo, d, h, mi int
		_, _ = fmt.Sscanf(text, "%d-%d-%d %d:%d", &y, &mo, &d, &h, &mi)
		return crm.Instant(daysSince1970(y, mo, d)*86_400_000 + int64(h*60+mi)*60_000)
	}
	for _, c := range []struct {
		typ  crm.FieldType
		cell string
		want any
	}{
		{crm.FieldMoney, "1.234,56 lei", crm.Money(123456)},
		{crm.FieldMoney, "1 234,5", crm.Money(123450)},
		{crm.FieldMoney, "€ 1.234", crm.Money(123400)},
		{crm.FieldMoney, "-€5", crm.Money(-500)},
		{crm.FieldMoney, "1.200,- Ft", crm.Money(120000)},
		{crm.FieldMoney, "RON 7", crm.Money(700)},
		{crm.FieldMoney, "12,345 lei", "import.money.decimals"},
		{crm.FieldMoney, "12.50 lei", "import.number.comma"},
		{crm.FieldMoney, "5 mere", "import.money.unknown"},
		{crm.FieldMoney, "lei", "import.money.unknown"},
		{crm.FieldMoney, "€ 5 lei", "import.money.unknown"},
		{crm.FieldMoney, "99999999999999", "import.number.digits"},
		{crm.FieldDateTime, "26.11.2026 09:30", at("2026-11-26 07:30")},
		{crm.FieldDateTime, "2026-07-26T09:30:59", at("2026-07-26 06:30") + 59_000},
		{crm.FieldDateTime, "26.11.2026", at("2026-11-25 22:00")},
		{crm.FieldDateTime, "2026-11-26T09:30:00Z", at("2026-11-26 09:30")},
		{crm.FieldDateTime, "2026-11-26 09:30:00+02:00", at("2026-11-26 07:30")},
		{crm.FieldDateTime, "11/26/2026 2:30 PM", at("2026-11-26 12:30")},
		{crm.FieldDateTime, "2027-03-28 03:30", at("2027-03-28 01:00")}, // a clock never shows it: the end of the gap
		{crm.FieldDateTime, "2026-10-25 03:30", at("2026-10-25 00:30")}, // it shows it twice: the first time
		{crm.FieldDateTime, "2026-11-26 13:30 PM", "import.date.unknown"},
		{crm.FieldDateTime, "2026-11-26 09:30 CET", "import.date.unknown"},
		{crm.FieldDate, "0/0/00", nil},
		{crm.FieldDate, "--03-05", nil},
		{crm.FieldLink, "exemplu.ro/a?b=1", "https://exemplu.ro/a?b=1"},
		{crm.FieldLink, "javascript:alert(1)", "error.field.link"},
		{crm.FieldPhone, "0712 345 678", "+40712345678"},
		{crm.FieldPhone, "O712 345 678", "phone.letters"},
		{crm.FieldEmail, "Ion@ȘCOALA.ro", "Ion@școala.ro"},
		{crm.FieldEmail, "ion", "mailaddr.no_at"},
		{crm.FieldLongText, "a\r\n b \u202e\rc\n\n", "a\n b\nc"},
		{crm.FieldLongText, strings.Repeat("x", importer.MaxCell), strings.Repeat("x", importer.MaxCell)},
		{crm.FieldText, strings.Repeat("x", 501), "import.text_long"},
	} {
		if got := valueOf(t, c.typ, c.cell); got != c.want {
			t.Errorf("%s %.40q: %v, want %v", c.typ, c.cell, got, c.want)
		}
	}
}

// daysSince1970 counts days of the Gregorian calendar.
func daysSince1970(y, m, d int) int64 {
	if m <= 2 {
		y, m = y-1, m+12
	}
	return int64(365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d - 719_469)
}

func TestSeveralChoicesStandInOneCell(t *testing.T) {
	t.Parallel()
	cat := catalogue()
	cat.Fields = append(cat.Fields, crm.Field{ID: 6, Name: "Interese", Type: crm.FieldChoices, Choices: []crm.Choice{{ID: 4, Name: "Uși"}, {ID: 5, Name: "Ferestre, geamuri"}}})
	table := readText(t, "Nume;Interese;Nou\nIon;\"usi | Ferestre, geamuri\";\"a, b;A\"\nAna;Ferestre, geamuri;b\nEva;Garaj;\n")
	m := mapped(importer.ContactName, importer.ToField(6), importer.ToNew(crm.FieldChoices))
	m.CreateMissing = true
	result, err := importer.Build(table, m, cat)
	if err != nil {
		t.Fatal(err)
	}
	if d := result.Drafts[0]; d.Fields[6] != crm.ChoiceSetOf(4) || !slices.Equal(d.NewChoices[6], []string{"Ferestre", "geamuri"}) {
		t.Errorf("several: %+v", d)
	}
	if d := result.Drafts[1]; d.Fields[6] != crm.ChoiceSetOf(5) {
		t.Errorf("one whose name has a comma: %+v", d)
	}
	if names := result.NewFields[0].Choices; !slices.Equal(names, []string{"A", "b"}) || !slices.Equal(result.NewChoices[0].Names, []string{"Ferestre", "geamuri", "Garaj"}) {
		t.Errorf("to be made: %q, %+v", names, result.NewChoices)
	}
	m.CreateMissing = false
	if result, err = importer.Build(table, m, cat); err != nil || len(result.Bad) != 2 || reasons(result.Bad[1])["Interese"] != "import.choice_unknown" {
		t.Errorf("nothing may be made: %+v %v", result, err)
	}
}

func TestTagsAreSplitAndSpelledOnce(t *testing.T) {
	t.Parallel()
	table := readText(t, "Nume;Etichete;Grup\nIon;\"VIP, târg|vip; #Nou\";* myContacts ::: * Prieteni\nAna;Targ;\nEva;-;\n")
	result := build(t, table, mapped(importer.ContactName, importer.CardTags, importer.CardTags))
	if d := result.Drafts[0]; !slices.Equal(d.Tags, []string{"VIP", "târg", "Nou", "Prieteni"}) {
		t.Errorf("tags %q", d.Tags)
	}
	if d := result.Drafts[1]; !slices.Equal(d.Tags, []string{"târg"}) || result.Drafts[2].Tags != nil {
		t.Errorf("tags %q, %q", d.Tags, result.Drafts[2].Tags)
	}
	if !slices.Equal(result.Tags, []string{"VIP", "târg", "Nou", "Prieteni"}) {
		t.Errorf("all tags %q", result.Tags)
	}
}

func TestNotesKeepTheirLines(t *testing.T) {
	t.Parallel()
	table := readText(t, "Nume;A;B\nIon;\"a\n\nb\";c\nAna;;\nEva;"+strings.Repeat("x", 6000)+";"+strings.Repeat("y", 6000)+"\n")
	result := build(t, table, mapped(importer.ContactName, importer.CardNote, importer.CardNote))
	if result.Drafts[0].Note != "a\n\nb\nc" || result.Drafts[1].Note != "" {
		t.Errorf("notes %q, %q", result.Drafts[0].Note, result.Drafts[1].Note)
	}
	if len(result.Bad) != 1 || reasons(result.Bad[0])["B"] != "import.text_long" {
		t.Errorf("too long together: %+v", result.Bad)
	}
}

func TestACellMayHoldSeveralAddressesOnlyIfThatWasSaid(t *testing.T) {
	t.Parallel()
	table := readText(t, "Nume;E-mail;Telefon\nIon;ion@exemplu.ro, ana@exemplu.ro;0712345678 | 0722333444\nAna;a@exemplu.ro ::: b@exemplu.ro;\n")
	m := mapped(importer.ContactName, importer.ContactEmail, importer.ContactPhone)
	result := build(t, table, m)
	if len(result.Bad) != 1 || reasons(result.Bad[0])["E-mail"] != "mailaddr.several" || reasons(result.Bad[0])["Telefon"] != "phone.several" {
		t.Errorf("EM05, PH13: %+v", result.Bad)
	}
	if len(result.Drafts[0].Contact.Emails) != 2 {
		t.Errorf("an address book's own sign: %+v", result.Drafts[0].Contact)
	}
	m.SplitCells = true
	result = build(t, table, m)
	if c := result.Drafts[0].Contact; len(c.Emails) != 2 || len(c.Phones) != 2 || c.Phones[1].E164 != "+40722333444" {
		t.Errorf("said so: %+v", c)
	}
}

func TestChunksAreTheDraftsOfTheWholeAndHaveNothingNewOnceItWasMade(t *testing.T) {
	t.Parallel()
	table := readText(t, "Nume;Stadiu;Sursă;Etaj;E-mail\nIon;Vechi;Radio;3;ion@exemplu.ro\nx;;;;greșit\nAna;Nou;Târg;;ion@exemplu.ro\nAna;Nou;Târg;;ion@exemplu.ro\n")
	cat := catalogue()
	m := mapped(importer.ContactName, importer.CardStatus, importer.ToField(3), importer.ToNew(crm.FieldNumber), importer.ContactEmail)
	m.CreateMissing = true
	b, err := importer.NewBuilder(table, m, cat)
	if err != nil {
		t.Fatal(err)
	}
	result, err := b.Survey()
	if err != nil || result.Good != 3 || len(result.Bad) != 1 || len(result.Drafts) != 0 {
		t.Fatalf("%+v %v", result, err)
	}
	if d := b.Chunk(0, 2); len(d) != 1 || d[0].StatusName != "Vechi" || !slices.Equal(d[0].NewChoices[3], []string{"Radio"}) || d[0].NewFields[3] != 3.0 {
		t.Errorf("before: %+v", d)
	}

	cat.Statuses = append(cat.Statuses, crm.Status{ID: 9, Name: "Vechi"})
	cat.Fields[2].Choices = append(cat.Fields[2].Choices, crm.Choice{ID: 8, Name: "Radio"})
	cat.Fields = append(cat.Fields, crm.Field{ID: 7, Name: "Etaj", Type: crm.FieldNumber})
	after, err := b.After(map[int]crm.FieldID{3: 7}, cat)
	if err != nil {
		t.Fatal(err)
	}
	first := after.Chunk(0, 2)[0]
	if first.Status != 9 || first.StatusName != "" || first.Fields[3] != crm.ChoiceID(8) || first.Fields[7] != 3.0 || first.NewFields != nil || first.NewChoices != nil {
		t.Errorf("after: %+v", first)
	}
	rest := after.Chunk(2, 4)
	if rest[0].SameAs != 2 || rest[0].Repeated || rest[1].SameAs != 2 || !rest[1].Repeated {
		t.Errorf("twins: %+v", rest)
	}
}

func TestAFileFieldTakesNoColumn(t *testing.T) {
	t.Parallel()
	cat := catalogue()
	cat.Fields = append(cat.Fields, crm.Field{ID: 6, Name: "Contract", Type: crm.FieldFile})
	table := readText(t, "Nume;Contract\nIon;a.pdf\n")
	for target, key := range map[importer.Target]string{"field:fld_6": "import.map.file", "new:file": "import.map.unknown"} {
		_, err := importer.Build(table, mapped(importer.ContactName, target), cat)
		if crm.CodeOf(err) != crm.CodeInvalid || !strings.Contains(err.Error(), key) {
			t.Errorf("%s: %v", target, err)
		}
	}
	if m := importer.Guess(table, cat); m.Columns[1] != importer.Ignore {
		t.Errorf("guessed %q", m.Columns)
	}
}
