package main

import (
	"fmt"
	"strings"
)

var googleHeaders = strings.Split("First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,"+
	"Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"+
	"E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,"+
	"Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,"+
	"Address 1 - Extended Address,Website 1 - Label,Website 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value", ",")

// google is an address book of somebody in Romania. Its cards have the
// product's first status, "Nou", and no owner.
func google() *export {
	e := begin(1, ",", googleHeaders)
	for i := range rowsPerFile {
		switch {
		case i > 50 && i%97 == 0:
			e.again(e.fresh(i - 1 - e.below(40)))
		case i%34 == 33:
			e.googleBroken(i)
		default:
			e.googlePerson(i)
		}
	}
	return e
}

// fresh goes back to a good row whose addresses are its own.
func (e *export) fresh(row int) int {
	for e.cards[row].Rejected != nil || e.cards[row].SameAs > 0 || e.cards[row].Repeated {
		row--
	}
	return row
}

// cells makes a row by column names.
func cells(headers []string, values map[string]string) []string {
	row := make([]string, len(headers))
	for i, h := range headers {
		row[i] = values[h]
	}
	return row
}

func (e *export) googlePerson(i int) {
	row, c := e.googleBasics(i)
	if i > 20 && e.one(30) {
		e.googleTwin(i, row, &c)
	}
	if c.Name == "" {
		c.Name = firstOf(c.Emails, c.Phones)
	}
	if c.Name == "" {
		row["First Name"], c.First, c.Name = "Nimeni", "Nimeni", "Nimeni"
	}
	e.add(cells(googleHeaders, row), c)
}

// firstOf is the first address as it is shown: without its label.
func firstOf(lists ...[]string) string {
	for _, list := range lists {
		if len(list) > 0 {
			_, address, _ := strings.Cut(list[0], " ")
			return address
		}
	}
	return ""
}

// googleTwin is somebody who is in the book twice, with one email.
func (e *export) googleTwin(i int, row map[string]string, c *card) {
	other := e.cards[e.fresh(i-1-e.below(20))]
	if len(other.Emails) == 0 || len(c.Emails) == 0 {
		return
	}
	label, address, _ := strings.Cut(other.Emails[0], " ")
	row["E-mail 1 - Label"], row["E-mail 1 - Value"] = map[string]string{"work": "Work", "home": "Home", "other": "Other", "-": ""}[label], strings.ToUpper(address)
	c.Emails, c.SameAs = []string{label + " " + address}, other.Line
	row["E-mail 2 - Label"], row["E-mail 2 - Value"] = "", ""
}

func (e *export) googleBasics(i int) (map[string]string, card) {
	row, c := map[string]string{}, card{Status: "Nou", Kind: "person", Fields: map[string]string{}}
	kind := e.below(20)
	if kind > 1 {
		c.First, c.Last = e.pick(firstRO), e.pick(lastRO)
		row["First Name"], row["Last Name"] = c.First, c.Last
		if e.one(6) {
			row["Middle Name"] = e.pick("Maria|Andrei|Ioan|Ștefania")
			c.First += " " + row["Middle Name"]
		}
		if e.one(10) {
			row["First Name"] = "  " + row["First Name"] + "\u00a0"
		}
		c.Name = c.First + " " + c.Last
		row["File As"] = e.pick("|" + c.Last)
	}
	if kind == 1 || kind > 1 && e.one(4) {
		c.Company = e.pick(firmsRO)
		row["Organization Name"] = c.Company
	}
	if kind == 1 {
		c.Kind, c.Name = "company", c.Company
	} else if e.one(9) {
		row["Organization Title"] = e.pick("Director|Șef de șantier|Contabil")
		c.Fields["Organization Title"] = row["Organization Title"]
	}
	e.googleAddresses(i, kind == 0, row, &c)
	e.googleRest(row, &c)
	return row, c
}

func (e *export) googleAddresses(i int, must bool, row map[string]string, c *card) {
	person := firstOfText(c.First, c.Company)
	if must || e.below(4) > 0 {
		email := e.email(person, firstOfText(c.Last, "x"), i)
		label := e.pick("work|home|other|-")
		row["E-mail 1 - Label"] = e.pick(map[string]string{"work": "Work|* Work", "home": "Home|* Home", "other": "Other|* Other", "-": ""}[label])
		row["E-mail 1 - Value"] = e.written(email, strings.TrimSpace(c.Name))
		c.Emails = append(c.Emails, label+" "+email)
		switch e.below(12) {
		case 0:
			second := "al.doilea" + email
			row["E-mail 1 - Value"] = email + " ::: " + second
			c.Emails = append(c.Emails, label+" "+second)
		case 1:
			second := "acasa." + email
			row["E-mail 2 - Label"], row["E-mail 2 - Value"] = "Home", second
			c.Emails = append(c.Emails, "home "+second)
		case 2:
			preferred := "preferat." + email
			row["E-mail 2 - Label"], row["E-mail 2 - Value"] = "* Work", preferred
			c.Emails = append([]string{"work " + preferred}, c.Emails...)
			if strings.HasPrefix(row["E-mail 1 - Label"], "* ") { // both have the star: as they stand
				row["E-mail 1 - Label"] = row["E-mail 1 - Label"][2:]
			}
		case 3:
			row["E-mail 2 - Label"], row["E-mail 2 - Value"] = "Other", strings.ToUpper(email)
		}
	}
	if e.below(5) > 0 {
		n := e.phone(e.pick("RO|RO|RO|HU"), i)
		label := map[bool]string{true: "mobile", false: e.pick("work|home")}[n.mobile]
		row["Phone 1 - Label"] = map[string]string{"mobile": "Mobile", "work": "Work", "home": "Home"}[label]
		row["Phone 1 - Value"] = e.spelled(n, "RO")
		c.Phones = append(c.Phones, label+" "+n.e164())
		if e.one(6) {
			second := e.phone("RO", 2000+i)
			row["Phone 2 - Label"], row["Phone 2 - Value"] = "Work", e.spelled(second, "RO")
			c.Phones = append(c.Phones, "work "+second.e164())
		} else if e.one(12) {
			second := e.phone("HU", 2000+i)
			row["Phone 1 - Value"] += " ::: " + e.spelled(second, "RO")
			c.Phones = append(c.Phones, label+" "+second.e164())
		}
	}
}

func firstOfText(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return strings.Fields(strings.NewReplacer(`"`, "", "&", "", ";", "", ",", "", ".", "").Replace(s))[0]
		}
	}
	return "x"
}

func (e *export) googleRest(row map[string]string, c *card) {
	row["Labels"] = "* myContacts"
	switch e.below(5) {
	case 0:
		row["Labels"], c.Tags = "Clienți ::: * myContacts", []string{"Clienți"}
	case 1:
		row["Labels"], c.Tags = "Târg 2025 ::: Clienți ::: * starred ::: * myContacts", []string{"Târg 2025", "Clienți"}
	}
	switch e.below(8) {
	case 0:
		day := fmt.Sprintf("19%02d-%02d-%02d", 50+e.below(50), 1+e.below(12), 1+e.below(28))
		row["Birthday"], c.Fields["Birthday"] = day, day
	case 1:
		row["Birthday"] = fmt.Sprintf("--%02d-%02d", 1+e.below(12), 1+e.below(28))
	}
	switch e.below(6) {
	case 0:
		row["Notes"], c.Note = "sună după ora 14, vrea \"ofertă\"", "sună după ora 14, vrea \"ofertă\""
	case 1:
		row["Notes"], c.Note = "rând 1\nrând 2\n\nrând 4  ", "rând 1\nrând 2\n\nrând 4"
	}
	if e.one(5) {
		city := e.pick(citiesR)
		row["Address 1 - Label"], row["Address 1 - City"], row["Address 1 - Street"] = "Home", city, "Str. Lungă 5"
		row["Address 1 - Country"], row["Address 1 - Formatted"] = "RO", "Str. Lungă 5\n"+city+"\nRO"
		c.Postal = "Str. Lungă 5\n" + city + "\nRO"
	}
	if e.one(9) {
		row["Website 1 - Label"], row["Website 1 - Value"] = "Work", e.pick("https://exemplu.ro/despre|exemplu.ro")
		c.Website = "https://" + strings.TrimPrefix(row["Website 1 - Value"], "https://")
	}
	if e.one(7) {
		row["Custom Field 1 - Label"], row["Custom Field 1 - Value"] = "Cod client", fmt.Sprintf("C-%04d", e.below(10000))
		c.Fields["Custom Field 1 - Value"] = row["Custom Field 1 - Value"]
	}
}

// googleBroken is a row that can't be right, each kind in its turn.
func (e *export) googleBroken(i int) {
	row, _ := e.googleBasics(i)
	rejected := map[string]string{}
	spoil := func(header, value, code string) { row[header], rejected[header] = value, code }
	extra := []string{}
	switch (i / 34) % 10 {
	case 0:
		spoil("Phone 1 - Value", "O722 123 456", "phone.letters")
	case 1:
		spoil("Phone 1 - Value", "7.22123456E+08", "phone.exponent")
	case 2:
		spoil("E-mail 1 - Value", "ion@exemplu.ro, ana@exemplu.ro", "mailaddr.several")
	case 3:
		spoil("E-mail 1 - Value", "ion.exemplu.ro", "mailaddr.no_at")
	case 4:
		spoil("Birthday", "1985-02-30", "import.date.impossible")
	case 5:
		row = map[string]string{"Notes": "cine o fi?", "Labels": "* myContacts"}
		rejected[""] = "import.row.nameless"
	case 6:
		spoil("Last Name", "Po\x07pescu", "import.control")
	case 7:
		spoil("Phone 1 - Value", "0722 123", "phone.invalid_in") // some numbers of six digits are valid
		spoil("E-mail 1 - Value", "ion@localhost", "mailaddr.no_dot")
	case 8:
		spoil("First Name", strings.Repeat("Ș", 201), "import.name_long")
	case 9:
		rejected[""] = "import.row.long"
		extra = []string{"una în plus"}
	}
	e.add(append(cells(googleHeaders, row), extra...), card{Rejected: rejected})
}
