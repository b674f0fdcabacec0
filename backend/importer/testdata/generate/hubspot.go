package main

import (
	"fmt"
	"strings"
)

var hubspotHeaders = strings.Split("Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Company Name,Lead Status,Lifecycle Stage,"+
	"Job Title,City,Annual Revenue,Amount,Next Meeting,Website URL,Create Date,Last Activity Date,Marketing contact status,Associated Company,Notes,Interests", ",")

// hubspot is the contacts of a firm in Romania that has the users Ana Marin and
// Kovács Béla, and Ion Stan who left; statuses New and Open, and a field City.
func hubspot() *export {
	e := begin(2, ",", hubspotHeaders)
	for i := range rowsPerFile {
		switch {
		case i > 50 && i%89 == 0:
			e.again(e.fresh(i - 1 - e.below(40)))
		case i%33 == 32:
			e.hubspotBroken(i)
		default:
			row, c := e.hubspotPerson(i)
			if i > 30 && e.one(25) {
				e.hubspotTwin(i, row, &c)
			}
			e.add(cells(hubspotHeaders, row), c)
		}
	}
	return e
}

// hubspotTwin is somebody with the phone of an earlier row.
func (e *export) hubspotTwin(i int, row map[string]string, c *card) {
	other := e.cards[e.fresh(i-1-e.below(20))]
	if len(other.Phones) == 0 || len(c.Phones) == 0 {
		return
	}
	_, number, _ := strings.Cut(other.Phones[0], " ")
	row["Phone Number"], row["Mobile Phone Number"] = number, ""
	c.Phones, c.SameAs = []string{"- " + number}, other.Line
}

func (e *export) hubspotPerson(i int) (map[string]string, card) {
	row := map[string]string{"Record ID": fmt.Sprint(9000000 + i*7), "Marketing contact status": "Marketing contact"}
	c := card{Kind: "person", Status: "Nou", Fields: map[string]string{}}
	if e.below(12) > 0 {
		c.First, c.Last = e.pick(firstRO+"|"+firstHU), e.pick(lastRO+"|"+lastHU)
		row["First Name"], row["Last Name"] = c.First, c.Last
		if e.one(15) {
			row["Last Name"], c.Last = "", ""
		}
		c.Name = strings.TrimSpace(c.First + " " + c.Last)
	} else {
		c.Kind, c.Company = "company", e.pick(firmsRO+"|"+firmsHU)
		c.Name, row["Company Name"] = c.Company, c.Company
	}
	if c.Kind == "person" && e.one(2) {
		c.Company = e.pick(firmsRO + "|" + firmsHU)
		row["Company Name"], row["Associated Company"] = c.Company, c.Company
	}
	row["Create Date"], row["Last Activity Date"] = fmt.Sprintf("2024-%02d-%02d 09:14", 1+e.below(12), 1+e.below(28)), "2025-11-03"
	e.hubspotAddresses(i, row, &c)
	e.hubspotFields(row, &c)
	return row, c
}

func (e *export) hubspotAddresses(i int, row map[string]string, c *card) {
	if e.below(6) > 0 {
		email := e.email(firstOfText(c.First, c.Company), firstOfText(c.Last, "x"), i)
		if e.one(30) {
			email = fmt.Sprintf("ion%d@xn--coala-e9b.ro", i)
			row["Email"] = fmt.Sprintf("ion%d@școala.ro", i)
		} else {
			row["Email"] = e.written(email, c.Name)
		}
		c.Emails = []string{"- " + email}
	}
	if e.below(4) > 0 {
		n := e.phone(e.pick("RO|RO|HU"), i)
		row["Phone Number"] = e.spelled(n, "RO")
		c.Phones = append(c.Phones, "- "+n.e164())
	}
	if e.one(5) {
		n := e.phone("RO", 3000+i)
		row["Mobile Phone Number"] = e.spelled(n, "RO")
		c.Phones = append(c.Phones, "mobile "+n.e164())
	}
}

func (e *export) hubspotFields(row map[string]string, c *card) {
	owner := e.pick("Ana Marin|ana marin|Kovács Béla|KOVACS BELA|bela@firma.ro|")
	row["Contact owner"] = owner
	if owner != "" {
		c.Owner = map[bool]string{true: "Ana Marin", false: "Kovács Béla"}[strings.HasPrefix(strings.ToLower(owner), "a")]
	}
	status := e.pick("New|new|Open|In progress|IN PROGRESS|Connected|")
	row["Lead Status"] = status
	if status != "" {
		c.Status = map[string]string{"n": "New", "o": "Open", "i": "In progress", "c": "Connected"}[strings.ToLower(status)[:1]]
	}
	e.put(row, c, "Lifecycle Stage", e.pick("Lead|Customer|Subscriber"), 1)
	e.put(row, c, "Job Title", e.pick("Director, vânzări|Contabil|Administrator „unic”|Inginer")+fmt.Sprintf(" %d", e.below(90)), 3)
	e.put(row, c, "City", e.pick(citiesR), 2)
	e.put(row, c, "Interests", e.pick("Uși;Ferestre|Uși|Ferestre;Garaje|Garaje;Uși;Ferestre"), 2)
	if list := c.Fields["Interests"]; list != "" {
		c.Fields["Interests"] = strings.Join(sorted(strings.Split(list, ";")), " + ")
	}
	if e.one(3) {
		n := e.below(9000000)
		row["Annual Revenue"] = []string{fmt.Sprint(n), fmt.Sprintf("%d.50", n)}[n%2]
		c.Fields["Annual Revenue"] = []string{fmt.Sprint(n), fmt.Sprintf("%d.5", n)}[n%2]
	}
	if e.one(3) {
		n := 1000 + e.below(900000)
		row["Amount"] = []string{fmt.Sprintf("%d.%02d", n, n%100), fmt.Sprintf("%d,%03d.%02d", n/1000, n%1000, n%100), fmt.Sprintf("€%d", n), fmt.Sprintf("%d EUR", n)}[n%4]
		c.Fields["Amount"] = []string{fmt.Sprintf("%d.%02d", n, n%100), fmt.Sprintf("%d.%02d", n, n%100), fmt.Sprintf("%d.00", n), fmt.Sprintf("%d.00", n)}[n%4]
	}
	if e.one(4) {
		day, hour := 1+e.below(28), 8+e.below(9)
		row["Next Meeting"] = fmt.Sprintf("2027-01-%02d %02d:30", day, hour)
		c.Fields["Next Meeting"] = fmt.Sprintf("2027-01-%02dT%02d:30:00Z", day, hour-2) // Bucharest, in winter
	}
	if e.one(6) {
		row["Website URL"] = e.pick("www.exemplu.ro|http://exemplu.com/x?a=1&b=2|firma.example")
		c.Website = row["Website URL"]
		if !strings.HasPrefix(c.Website, "http") {
			c.Website = "https://" + c.Website
		}
	}
	if e.one(6) {
		row["Notes"], c.Note = "Întâlnire:\r\n- ofertă, 2 variante\r\n- \"ușă\"", "Întâlnire:\n- ofertă, 2 variante\n- \"ușă\""
	}
}

// put fills a field once in n times.
func (e *export) put(row map[string]string, c *card, header, value string, n int) {
	if e.one(n) {
		row[header], c.Fields[header] = value, value
	}
}

// sorted is an insertion sort: the lists have three words.
func sorted(list []string) []string {
	for i := range list {
		for j := i; j > 0 && list[j] < list[j-1]; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
	return list
}

func (e *export) hubspotBroken(i int) {
	row, _ := e.hubspotPerson(i)
	rejected := map[string]string{}
	spoil := func(header, value, code string) { row[header], rejected[header] = value, code }
	switch (i / 33) % 10 {
	case 0:
		spoil("Contact owner", "Maria Plecată", "import.owner_unknown")
	case 1:
		spoil("Contact owner", "Ion Stan", "import.owner_inactive")
	case 2:
		spoil("Phone Number", "112", "phone.emergency")
	case 3:
		spoil("Amount", "1200 RON", "import.money.currency")
	case 4:
		spoil("Annual Revenue", "12,50", "import.number.point")
	case 5:
		spoil("Email", "ion@[127.0.0.1]", "mailaddr.literal")
	case 6:
		spoil("Next Meeting", "2027-01-32 10:30", "import.date.impossible")
	case 7:
		spoil("Phone Number", "06301234567", "phone.did_you_mean")
	case 8:
		spoil("Website URL", "javascript:alert(1)", "error.field.link")
	case 9:
		spoil("Email", "ion@exem plu.ro", "mailaddr.space")
		spoil("Amount", "multe", "import.money.unknown")
		spoil("Phone Number", "0722333444 int. 12", "phone.extension")
	}
	e.add(cells(hubspotHeaders, row), card{Rejected: rejected})
}
