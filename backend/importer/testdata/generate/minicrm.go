package main

import (
	"fmt"
	"strings"
)

var minicrmHeaders = strings.Split("Adatlap: Azonosító;Adatlap: Név;Adatlap: Státusz;Adatlap: Felelős;Adatlap: Létrehozva;Személy1: Vezetéknév;Személy1: Keresztnév;"+
	"Személy1: Email;Személy1: Telefon;Személy1: Beosztás;Cég: Név;Cég: Telefon;Cég: Weboldal;Cég: Cím;Adatlap: Ajánlat értéke;Adatlap: Érvényes;"+
	"Adatlap: Forrás;Adatlap: Hírlevél;Adatlap: Megjegyzés;Adatlap: Címkék;Személy2: Email;Adatlap: Módosítva", ";")

// minicrm is the sales module of a firm in Hungary, saved by a spreadsheet in
// windows-1250. Its statuses are Új and Ajánlat kiküldve, which exist, and two
// that don't; the choice Kiállítás of the field Forrás exists.
func minicrm() *export {
	e := begin(3, ";", minicrmHeaders)
	for i := range rowsPerFile {
		switch {
		case i > 50 && i%101 == 0:
			e.again(e.fresh(i - 1 - e.below(40)))
		case i%32 == 31:
			e.minicrmBroken(i)
		default:
			row, c := e.minicrmCard(i)
			if i > 30 && e.one(25) {
				e.minicrmTwin(i, row, &c)
			}
			e.add(cells(minicrmHeaders, row), c)
		}
	}
	return e
}

// minicrmTwin is a second card of an earlier client.
func (e *export) minicrmTwin(i int, row map[string]string, c *card) {
	other := e.cards[e.fresh(i-1-e.below(20))]
	if len(other.Emails) == 0 || len(c.Emails) == 0 {
		return
	}
	row["Személy1: Email"], c.Emails, c.SameAs = strings.TrimPrefix(other.Emails[0], "- "), other.Emails[:1], other.Line
}

func (e *export) minicrmCard(i int) (map[string]string, card) {
	row := map[string]string{"Adatlap: Azonosító": fmt.Sprint(1000 + i), "Adatlap: Létrehozva": "2024-05-06 10:11:12", "Adatlap: Módosítva": "2025-01-02 03:04:05"}
	c := card{Kind: "person", Status: "Új", Fields: map[string]string{}}
	if kind := e.below(10); kind > 1 {
		c.First, c.Last = e.pick(firstHU+"|Ștefan|Ioana"), e.pick(lastHU+"|Țurcanu")
		row["Személy1: Vezetéknév"], row["Személy1: Keresztnév"] = c.Last, c.First
	} else {
		c.Kind = "company"
	}
	if c.Kind == "company" || e.one(2) {
		c.Company = e.pick(firmsHU)
		row["Cég: Név"] = c.Company
	}
	c.Name = strings.TrimSpace(c.Last + " " + c.First)
	if c.Kind == "company" {
		c.Name = c.Company
	}
	if e.one(3) {
		c.Name = e.pick("Kapu|Kerítés|Ajtócsere") + fmt.Sprintf(" – %s (%d)", c.Name, i)
		row["Adatlap: Név"] = c.Name
		row["Adatlap: Név"] = strings.Replace(row["Adatlap: Név"], " – ", e.pick(" – | –  "), 1)
	}
	e.minicrmAddresses(i, row, &c)
	e.minicrmFields(row, &c)
	return row, c
}

func (e *export) minicrmAddresses(i int, row map[string]string, c *card) {
	if c.Kind == "person" && e.below(5) > 0 {
		email := e.email(c.First, c.Last, i)
		row["Személy1: Email"] = e.written(email, "")
		c.Emails = []string{"- " + email}
		if e.one(8) {
			second := "iroda." + email
			row["Személy1: Email"] = email + e.pick(", |; |,") + second
			c.Emails = append(c.Emails, "- "+second)
		}
	}
	if c.Kind == "person" && e.below(4) > 0 {
		n := e.phone(e.pick("HU|HU|HU|RO"), i)
		row["Személy1: Telefon"] = e.spelledHU(n)
		c.Phones = append(c.Phones, "- "+n.e164())
	}
	if c.Company != "" && e.one(2) {
		n := e.phone("HU", 3000+i)
		row["Cég: Telefon"] = e.spelledHU(n)
		c.Phones = append(c.Phones, "work "+n.e164())
	}
	if c.Company != "" && e.one(4) {
		row["Cég: Weboldal"], c.Website = "www.pelda.hu", "https://www.pelda.hu"
	}
	if c.Company != "" && e.one(4) {
		row["Cég: Cím"] = "4025 Debrecen\nPiac utca 1."
		c.Postal = row["Cég: Cím"]
	}
	if e.one(20) {
		other := fmt.Sprintf("masik%d@pelda.hu", i)
		row["Személy2: Email"], c.Fields["Személy2: Email"] = other, other
	}
}

// spelledHU: cp1250 has no invisible marks.
func (e *export) spelledHU(n number) string {
	text := e.spelled(n, "HU")
	for strings.ContainsAny(text, "\u202a\u202c") {
		text = e.spelled(n, "HU")
	}
	return text
}

func (e *export) minicrmFields(row map[string]string, c *card) {
	if status := e.pick("Új|új|Ajánlat kiküldve|AJANLAT KIKULDVE|Folyamatban|Megnyert|"); status != "" {
		row["Adatlap: Státusz"] = status
		c.Status = map[string]string{"ú": "Új", "Ú": "Új", "A": "Ajánlat kiküldve", "F": "Folyamatban", "M": "Megnyert"}[string([]rune(status)[0])]
	}
	if owner := e.pick("Kovács Béla|kovács béla|Ana Marin|"); owner != "" {
		row["Adatlap: Felelős"] = owner
		c.Owner = map[bool]string{true: "Ana Marin", false: "Kovács Béla"}[owner == "Ana Marin"]
	}
	if e.one(2) {
		n := 1000 + e.below(9000000)
		grouped := fmt.Sprintf("%d %03d", n/1000, n%1000)
		if n >= 1000000 {
			grouped = fmt.Sprintf("%d %03d %03d", n/1000000, n/1000%1000, n%1000)
		}
		row["Adatlap: Ajánlat értéke"] = []string{fmt.Sprintf("%d Ft", n), grouped + " Ft", strings.ReplaceAll(grouped, " ", ".") + ",50 HUF", strings.ReplaceAll(grouped, " ", "\u00a0") + ",- Ft"}[n%4]
		c.Fields["Ajánlat értéke"] = []string{fmt.Sprintf("%d.00", n), fmt.Sprintf("%d.00", n), fmt.Sprintf("%d.50", n), fmt.Sprintf("%d.00", n)}[n%4]
	}
	if e.one(2) {
		month, day := 1+e.below(12), 1+e.below(28)
		row["Adatlap: Érvényes"] = []string{fmt.Sprintf("2026.%02d.%02d.", month, day), fmt.Sprintf("2026. %02d. %02d.", month, day), fmt.Sprintf("2026-%02d-%02d", month, day), fmt.Sprintf("2026-%02d-%02d 00:00:00", month, day)}[day%4]
		c.Fields["Érvényes"] = fmt.Sprintf("2026-%02d-%02d", month, day)
	}
	if source := e.pick("Kiállítás|kiallitas|Honlap|Ajánlás|ajánlás|"); source != "" {
		row["Adatlap: Forrás"] = source
		c.Fields["Forrás"] = map[string]string{"k": "Kiállítás", "h": "Honlap", "a": "Ajánlás"}[strings.ToLower(source[:1])]
	}
	if yes := e.pick("Igen|Nem|igen|"); yes != "" {
		row["Adatlap: Hírlevél"], c.Fields["Hírlevél"] = yes, fmt.Sprint(yes != "Nem")
	}
	if e.one(5) {
		row["Adatlap: Megjegyzés"], c.Note = "hívni; \"délután\"\n2. sor", "hívni; \"délután\"\n2. sor"
	}
	switch e.below(5) {
	case 0:
		row["Adatlap: Címkék"], c.Tags = "VIP, Viszonteladó", []string{"VIP", "Viszonteladó"}
	case 1:
		row["Adatlap: Címkék"], c.Tags = "viszontelado|VIP|vip", []string{"Viszonteladó", "VIP"}
	}
	if e.one(4) && c.Kind == "person" {
		title := e.pick("ügyvezető|könyvelő|műszaki vezető|igazgató|főnök") + fmt.Sprintf(" %d", e.below(50))
		row["Személy1: Beosztás"], c.Fields["Személy1: Beosztás"] = title, title
	}
}

func (e *export) minicrmBroken(i int) {
	row, _ := e.minicrmCard(i)
	rejected := map[string]string{}
	spoil := func(header, value, code string) { row[header], rejected[header] = value, code }
	switch (i / 32) % 9 {
	case 0:
		spoil("Adatlap: Felelős", "Tóth Kilépett", "import.owner_unknown")
	case 1:
		spoil("Személy1: Telefon", "+36 30 123 45", "phone.invalid_in")
	case 2:
		spoil("Személy1: Email", "laszlo@pelda..hu", "mailaddr.bad_domain")
	case 3:
		spoil("Adatlap: Érvényes", "2026. 02. 30.", "import.date.impossible")
	case 4:
		spoil("Adatlap: Ajánlat értéke", "3000 EUR", "import.money.currency")
	case 5:
		spoil("Adatlap: Hírlevél", "talán", "import.yesno")
	case 6:
		spoil("Személy1: Telefon", "3,0123E+10", "phone.exponent")
		spoil("Adatlap: Érvényes", "46352", "import.date.serial")
	case 7:
		row = map[string]string{"Adatlap: Azonosító": row["Adatlap: Azonosító"], "Adatlap: Státusz": "Új"}
		rejected[""] = "import.row.nameless"
	case 8:
		spoil("Személy1: Email", "laszlo@", "mailaddr.no_domain")
	}
	e.add(cells(minicrmHeaders, row), card{Rejected: rejected})
}
