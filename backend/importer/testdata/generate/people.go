package main

import (
	"fmt"
	"strings"
)

const (
	firstRO = "Ștefan|Ioana|Mihai|Andreea|Răzvan|Cătălina|Țica|Gheorghe|Anca|Dănuț|Măriuca|Ion|Ana|Vlad|Elena|Ilinca|Sorin|Crina|Barbu|Zoe"
	lastRO  = "Popescu|Țurcanu|Ștefănescu|Ionescu|Dumitrașcu|Munteanu|Bălan|Rusu|Stănescu|Pop|Văcărescu|Câmpeanu|Lupu|Oprișan|Null|Moța|Ene"
	firstHU = "László|Őze|Katalin|Béla|Zsófia|István|Réka|Gergő|Ágnes|Mátyás|Ilona|Csaba|Enikő|Bence|Orsolya"
	lastHU  = "Kovács|Tőkés|Szabó|Nagy|Horváth|Kiss|Fűzfa|Őry|Balogh|Molnár|Fekete|Szűcs|Bárány"
	firmsRO = "Moara \"Țăranul\" SRL|Brutăria Șura SRL|A, B & Co SRL|Construcții Făgăraș SA|Prăvălia; SRL|Dent Iași SRL|Casa Țării SRL|Vin & Pâine SRL|Fix Auto SRL"
	firmsHU = "Példa Kft.|Őszi Kert Bt.|Tűzép \"Nagy\" Kft.|Fűszer és Társa Kft.|Malom Zrt.|Kút; Kút Bt.|Szőlő Kft."
	citiesR = "Cluj-Napoca|Iași|București|Timișoara|Târgu Mureș|Oradea|Brașov"
)

// bare writes a name for an address: without marks and signs.
func bare(s string) string {
	marks := strings.NewReplacer("ă", "a", "â", "a", "î", "i", "ș", "s", "ț", "t", "é", "e", "á", "a", "ó", "o", "ö", "o", "ő", "o", "ú", "u", "ü", "u", "ű", "u", "í", "i", " ", ".")
	return marks.Replace(strings.ToLower(strings.NewReplacer("Ș", "s", "Ț", "t", "Ő", "o", "Á", "a", "Ú", "u", "É", "e").Replace(s)))
}

// email is an address that nobody else in the file has, by its number.
func (c *chance) email(first, last string, number int) string {
	return fmt.Sprintf("%s.%s%d@%s", bare(first), bare(last), number, c.pick("exemplu.ro|exemplu.com|posta.example|pelda.hu"))
}

// written is an email as people leave it in an address book.
func (c *chance) written(email, name string) string {
	switch c.below(12) {
	case 0:
		return strings.ToUpper(email[:1]) + email[1:]
	case 1:
		return " " + email + " "
	case 2:
		local, domain, _ := strings.Cut(email, "@")
		return local + "@" + strings.ToUpper(domain)
	case 3:
		if !strings.ContainsAny(name, `";,`) && name != "" {
			return name + " <" + email + ">"
		}
		return "<" + email + ">"
	case 4:
		return "mailto:" + email
	default:
		return email
	}
}

// number is a phone number: its country code, the national number, and whether
// it is a mobile.
type number struct {
	code, national string
	mobile         bool
}

func (n number) e164() string { return "+" + n.code + n.national }

// phone is a number that nobody else in the file has, by its number.
func (c *chance) phone(country string, serial int) number {
	switch {
	case country == "RO" && c.below(4) > 0:
		return number{"40", fmt.Sprintf("7%d%07d", 2+c.below(6), serial*97+c.below(90)), true}
	case country == "RO" && c.one(2):
		return number{"40", fmt.Sprintf("21%07d", 3000000+serial*97+c.below(90)), false}
	case country == "RO":
		return number{"40", fmt.Sprintf("264%06d", 400000+serial*97+c.below(90)), false}
	case c.below(4) > 0:
		return number{"36", c.pick("20|30|70") + fmt.Sprintf("%07d", 2000000+serial*97+c.below(90)), true}
	case c.one(2):
		return number{"36", fmt.Sprintf("1%07d", 2000000+serial*97+c.below(90)), false}
	default:
		return number{"36", fmt.Sprintf("52%06d", 300000+serial*97+c.below(90)), false}
	}
}

// spelled is a number as somebody wrote it, who lives in a country.
func (c *chance) spelled(n number, home string) string {
	atHome := n.code == map[string]string{"RO": "40", "HU": "36"}[home]
	how := c.below(12)
	if !atHome {
		how = c.below(4)
	}
	d := n.national
	three := d[:2] + " " + d[2:5] + " " + d[5:]
	trunk := map[string]string{"RO": "0", "HU": "06"}[home]
	switch how {
	case 0:
		return n.e164()
	case 1:
		return "+" + n.code + " " + three
	case 2:
		return "00" + n.code + " " + d
	case 3:
		return "+" + n.code + " (" + d[:2] + ") " + d[2:]
	case 4:
		return trunk + d
	case 5:
		return trunk + "-" + d[:2] + "-" + d[2:]
	case 6:
		return trunk + d[:2] + "." + d[2:5] + "." + d[5:]
	case 7:
		return trunk + d[:2] + "/" + d[2:]
	case 8:
		return "'" + n.e164() // a spreadsheet was here
	case 9:
		if n.mobile && home == "RO" {
			return d // and here: it took the zero
		}
		return trunk + " " + three
	case 10:
		return "\u202a" + n.e164() + "\u202c" // copied from a contacts app
	default:
		return trunk + " " + three
	}
}
