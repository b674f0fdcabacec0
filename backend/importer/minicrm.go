package importer

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// MiniCRM names its columns "Adatlap: Státusz", "Persoana1: Email", "Company:
// Name": a part of the card, a colon, and what it is, in the language of the
// account. The part of the card itself is called as its module names its cards.
const (
	miniPerson  = "person|szemely|persoana|persoana de contact|kapcsolattarto|contact"
	miniCompany = "company|business|ceg|companie|compania|firma|vallalkozas"
)

// miniColumns are what stands behind the colon, by part.
var miniColumns = map[string][]rule{
	"card": {
		{CardName, "name|nev|nume|megnevezes|denumire"}, {CardStatus, "status|statusz|statut|stadiu|stare|allapot"},
		{CardOwner, "responsible|owner|felelos|responsabil|detinator"}, {CardTags, "tags|cimkek|etichete|labels"},
		{CardNote, "note|notes|comment|description|megjegyzes|leiras|observatii|nota|descriere"},
		{leaveOut, "id|azonosito|identificator|created|created at|create date|created by|letrehozva|letrehozas|letrehozas datuma|letrehozta|" +
			"creat|creat la|creat de|data crearii|modified|updated|last modified|modositva|utolso modositas|modificat|modificat la|" +
			"ultima modificare|url|link"},
	},
	"person": {
		{ContactFirst, "first name|keresztnev|utonev|prenume"}, {ContactLast, "last name|vezeteknev|csaladnev|nume de familie"},
		{ContactName, "name|nev|nume"}, {ContactEmail, "email|e mail|mail|adresa email|email cim"},
		{ContactPhone, "phone|telefon|mobile|mobil|phone number|telefonszam|mobiltelefon|telefon mobil"},
		{leaveOut, "id|azonosito|identificator"},
	},
	"company": {
		{ContactFirm, "name|nev|nume|denumire"}, {ContactEmail, "email|e mail|mail|adresa email|email cim"},
		{ContactPhone, "phone|telefon|phone number|telefonszam|mobil|mobile"}, {ContactWebsite, "website|web|weboldal|honlap|pagina web|site"},
		{ContactPostal, "address|cim|adresa|szekhely|sediu|postal address"}, {leaveOut, "id|azonosito|identificator"},
	},
}

// miniPart takes a header apart: "card", "person", "company" or "other", and
// what stands behind the colon. ok is false of a header without a colon.
func miniPart(header string) (part, column string, ok bool) {
	before, behind, found := strings.Cut(header, ":")
	if !found || strings.TrimSpace(behind) == "" {
		return "", "", false
	}
	before = words(before)
	name := strings.TrimSpace(strings.TrimRight(before, "0123456789"))
	number := strings.TrimSpace(before[len(strings.TrimRight(before, "0123456789")):])
	switch {
	case listed(miniPerson, name) && (number == "" || number == "1"):
		part = "person"
	case listed(miniPerson, name):
		part = "other"
	case listed(miniCompany, name):
		part = "company"
	default:
		part = "card"
	}
	return part, words(behind), true
}

// fieldNames are what the columns' fields are called: as the columns, of the
// card's own columns of MiniCRM only what stands behind the colon.
func (t *Table) fieldNames() []string {
	if !isMiniCRM(t) {
		return t.Headers
	}
	names := slices.Clone(t.Headers)
	taken := map[string]int{}
	for i, h := range t.Headers {
		if part, _, ok := miniPart(h); ok && part == "card" {
			_, behind, _ := strings.Cut(h, ":")
			names[i] = strings.TrimSpace(behind)
		}
		taken[alike(names[i])]++
	}
	for i := range names {
		if taken[alike(names[i])] > 1 {
			names[i] = t.Headers[i]
		}
	}
	return names
}

// isMiniCRM wants a column of a person or company, and one of the card.
func isMiniCRM(t *Table) bool {
	client, card := false, false
	for _, h := range t.Headers {
		part, column, ok := miniPart(h)
		switch {
		case !ok:
		case part == "card":
			card = card || slices.ContainsFunc(miniColumns["card"], func(r rule) bool { return listed(r.headers, column) })
		case part != "other":
			client = client || slices.ContainsFunc(miniColumns[part], func(r rule) bool { return listed(r.headers, column) })
		}
	}
	return client && card
}

func (g *guesser) byMiniCRM() {
	g.m.SplitCells = true
	for _, part := range []string{"card", "person", "company"} {
		for _, r := range miniColumns[part] {
			for i, h := range g.t.Headers {
				if p, column, ok := miniPart(h); ok && p == part && listed(r.headers, column) {
					g.settle(i, r.target)
				}
			}
		}
	}
	for i, h := range g.t.Headers {
		// A second person is not this card's client: what is known of them stays
		// on the card.
		part, _, ok := miniPart(h)
		if !ok || part != "other" || len(g.values[i]) == 0 {
			continue
		}
		switch {
		case most(g.values[i], looksEmail):
			g.settle(i, ToNew(crm.FieldEmail))
		case most(g.values[i], looksPhone):
			g.settle(i, ToNew(crm.FieldPhone))
		default:
			g.settle(i, ToNew(crm.FieldText))
		}
	}
	// "Persoana1: Nume" beside "Persoana1: Prenume" is the family name alone.
	whole := slices.Index(g.m.Columns, ContactName)
	if whole >= 0 && slices.Contains(g.m.Columns, ContactFirst) && !slices.Contains(g.m.Columns, ContactLast) {
		g.m.Columns[whole] = ContactLast
	}
	if slices.ContainsFunc(g.t.Headers, func(h string) bool { return strings.HasPrefix(fold.Fold(h), "szemely") }) {
		g.m.NameOrder = NameLastFirst
	}
}
