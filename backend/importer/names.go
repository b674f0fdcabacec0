package importer

import (
	"strings"
	"unicode"

	"stepwise/backend/fold"
)

// alike is the form in which the names of statuses, choices, users and fields
// are compared.
func alike(s string) string { return fold.Fold(squeeze(s)) }

// words is the form in which headers are looked up: folded, letters and digits
// only, one space between words.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(fold.Fold(s), func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.N)
	}), " ")
}

// knownHeaders are what columns are called in Romanian, Hungarian and English
// files, each list in the form of words.
var knownHeaders = map[Target]string{
	CardName: "card|card name|nume card|numele cardului|titlu card|deal|deal name|nume oferta|kartya|kartya neve|adatlap|adatlap neve|ugy neve",
	CardStatus: "status|statusul|statut|stare|starea|stadiu|stadiul|etapa|faza|stage|deal stage|lead status|card status|status card|" +
		"allapot|statusz|fazis|szakasz",
	CardOwner: "responsabil|proprietar|owner|agent|agent vanzari|agent de vanzari|vanzator|consultant|card owner|deal owner|contact owner|" +
		"sales rep|assigned to|assignee|responsible|account manager|felelos|ugyintezo|tulajdonos|ertekesito",
	ContactFirst: "prenume|prenumele|prenume client|first name|firstname|given name|forename|keresztnev|utonev",
	ContactLast: "nume de familie|numele de familie|nume familie|last name|lastname|surname|family name|vezeteknev|csaladnev|" +
		"csaladi nev",
	ContactName: "nume|numele|nume complet|nume si prenume|nume prenume|prenume si nume|prenume nume|client|nume client|numele clientului|" +
		"contact|nume contact|persoana|persoana de contact|persoana contact|name|full name|fullname|client name|customer|customer name|" +
		"contact name|contact person|display name|nev|teljes nev|ugyfel|ugyfel neve|ugyfelnev|kapcsolattarto|kapcsolattarto neve",
	ContactFirm: "companie|compania|firma|nume firma|nume companie|numele firmei|denumire|denumire firma|denumire companie|societate|" +
		"organizatie|company|company name|organization|organisation|organization name|business name|ceg|cegnev|ceg neve|vallalat|" +
		"szervezet|szervezet neve",
	ContactEmail: "email|e mail|mail|adresa email|adresa de email|adresa e mail|adresa de e mail|posta electronica|email address|" +
		"e mail address|email client|email cim|e mail cim|emailcim|email value|e mail value",
	ContactPhone: "telefon|telefonul|tel|nr tel|nr telefon|nr de telefon|numar telefon|numar de telefon|numarul de telefon|mobil|telefon mobil|" +
		"tel mobil|nr mobil|telefon fix|telefon client|gsm|phone|phone number|mobile|mobile phone|mobile number|cell|cell phone|telephone|" +
		"tel no|phone no|phone value|telefonszam|telefon szam|mobilszam|mobiltelefon|mobil telefonszam|vezetekes telefon",
	ContactMiddle:  "middle name|additional name|al doilea prenume|masodik keresztnev|tovabbi nev",
	ContactWebsite: "website|web site|web|web page|webpage|website url|homepage|pagina web|site web|site|adresa web|weboldal|honlap|weblap",
	ContactPostal: "adresa|adresa postala|adresa completa|adresa client|address|postal address|mailing address|full address|cim|postacim|" +
		"postai cim|lakcim|levelezesi cim|teljes cim",
	CardTags: "tags|tag|labels|etichete|eticheta|taguri|cimkek|cimke|categories|group membership|groups|grupuri|csoportok",
	CardNote: "note|notes|nota|notita|notite|observatii|observatie|comentarii|comentariu|comments|comment|remarks|mentiuni|" +
		"megjegyzes|megjegyzesek|jegyzet|jegyzetek",
}

// rowNumbers are columns that only count or identify the rows of the program
// that wrote the file.
// The last are those of ErrorFile.
const rowNumbers = "id|nr|no|nr crt|numar curent|index|record id|contact id|deal id|sorszam|azonosito|" +
	"line in the file|reasons|linia din fisier|motive|sor a fajlban|okok"

// madeWhen are columns that say when the program that wrote the file made or
// changed its entry; a card's own dates are when it came here.
const madeWhen = "created|created at|created on|create date|created date|date created|creation date|createdate|creat|creat la|creat la data|data crearii|" +
	"data adaugarii|letrehozva|letrehozas|letrehozas datuma|letrehozas ideje|rogzitve|modified|modified at|last modified|last modified date|" +
	"updated|updated at|last updated|modificat|modificat la|data modificarii|ultima modificare|modositva|utolso modositas|modositas datuma"

// lastFirstFamily are family names' columns in a language that puts them first.
const lastFirstFamily = "vezeteknev|csaladnev|csaladi nev"

// lastFirstHeaders and firstLastHeaders say in which order a name stands.
const (
	lastFirstHeaders = "nume si prenume|nume prenume|nev|teljes nev|ugyfel neve|ugyfelnev|kapcsolattarto neve"
	firstLastHeaders = "prenume si nume|prenume nume|full name|fullname|display name"
)

var targetsByHeader = func() map[string]Target {
	byHeader := map[string]Target{}
	for target, list := range knownHeaders {
		for _, name := range strings.Split(list, "|") {
			byHeader[name] = target
		}
	}
	return byHeader
}()

func listed(list, name string) bool {
	return name != "" && strings.Contains("|"+list+"|", "|"+name+"|")
}

// headerTarget is what a header means by itself: as it stands, without what is
// in brackets ("Telefon (mobil)"), without numbers ("Phone 1 - Value").
func headerTarget(header string) Target {
	if t, ok := targetsByHeader[words(header)]; ok {
		return t
	}
	if open := strings.IndexAny(header, "(["); open > 0 {
		if t, ok := targetsByHeader[words(header[:open])]; ok {
			return t
		}
	}
	letters := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return ' '
		}
		return r
	}, header)
	return targetsByHeader[words(letters)]
}
