package importer_test

import (
	"slices"
	"strings"
	"testing"

	"stepwise/backend/importer"
)

func TestHeadersInThreeLanguagesAreKnown(t *testing.T) {
	t.Parallel()
	for target, headers := range map[importer.Target]string{
		importer.ContactName:  "Nume|NUME COMPLET|Nume și prenume|Client|Persoană de contact|Name|Full name|Név|Teljes név|Ügyfél neve|Kapcsolattartó",
		importer.ContactFirst: "Prenume|First Name|Keresztnév",
		importer.ContactLast:  "Nume de familie|Last Name|Vezetéknév",
		importer.ContactFirm:  "Companie|Firmă|Firma|Company|Organization Name|Cég|Cégnév",
		importer.ContactEmail: "E-mail|Email|Adresă de e-mail|E-mail cím|E-mail 1 - Value|Email (serviciu)",
		importer.ContactPhone: "Telefon|Tel.|Mobil|Nr. telefon|Phone 1 - Value|Telefon (mobil)|Telefonszám|Mobile phone",
		importer.CardStatus:   "Status|Stadiu|Stare|Állapot|Státusz|Stage",
		importer.CardOwner:    "Responsabil|Owner|Felelős|Ügyintéző|Agent de vânzări",
		importer.CardName:     "Card|Deal name|Nume card|Kártya neve",

		importer.ContactMiddle: "Middle Name", importer.ContactWebsite: "Website|Pagină web|Weboldal", importer.ContactPostal: "Adresă|Cím|Postal address",
		importer.CardTags: "Etichete|Tags|Címkék|Categories", importer.CardNote: "Notes|Notă|Megjegyzés|Comentarii",
		importer.Ignore: "Created|Create Date|Data creării|Létrehozás dátuma",
	} {
		for _, header := range strings.Split(headers, "|") {
			table := read(t, importer.WriteCSV([]string{"Zzz", header}, [][]string{{"abc", "def"}}, ";"))
			if m := importer.Guess(table, catalogue()); m.Columns[1] != target {
				t.Errorf("%q is taken for %q, want %q", header, m.Columns[1], target)
			}
		}
	}
}

func TestColumnsAreKnownByTheirContent(t *testing.T) {
	t.Parallel()
	const text = "A;B;C;D;E;F;G;H;Nr. crt.;I\n"
	var rows strings.Builder
	for _, city := range []string{"Cluj", "Dej", "Cluj", "Dej", "Cluj", "Dej", "Cluj", "Dej"} {
		rows.WriteString("ion@exemplu.ro;0712 345 678;26.11.2026;12,5;da;" + city + ";liber;0012345;1;\n")
	}
	m := importer.Guess(readText(t, text+rows.String()), catalogue())
	want := []importer.Target{importer.ContactEmail, importer.ContactPhone, "new:date", "new:number", "new:yesno", "new:choice", "new:text", "new:text", "", ""}
	if !slices.Equal(m.Columns, want) {
		t.Errorf("guessed %q", m.Columns)
	}
}

func TestAnAddressUnderAnotherNameIsStillAnAddress(t *testing.T) {
	t.Parallel()
	m := importer.Guess(readText(t, "Client;Contact\nIon;ion@exemplu.ro\nAna;ana@exemplu.ro\n"), catalogue())
	if !slices.Equal(m.Columns, []importer.Target{importer.ContactName, importer.ContactEmail}) {
		t.Errorf("guessed %q", m.Columns)
	}
}

func TestTheProductsOwnFieldsComeFirst(t *testing.T) {
	t.Parallel()
	m := importer.Guess(readText(t, "Nume;sursa;VALABILA PANA\nIon;Site;x\n"), catalogue())
	if !slices.Equal(m.Columns, []importer.Target{importer.ContactName, "field:fld_3", "field:fld_2"}) {
		t.Errorf("guessed %q", m.Columns)
	}
}

func TestAGuessIsAMappingThatBuildTakes(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Nume;Name;Név;Client;Status;Stage;Telefon;Mobil\nIon;x;y;z;Nou;Nou;0712345678;0722333444\n",
		"Nume;Prenume;Nume complet\nPop;Ion;Pop Ion\n",
	} {
		table := readText(t, text)
		if _, err := importer.Build(table, importer.Guess(table, catalogue()), catalogue()); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}
