package merge

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// language says how dates, numbers and yes/no look in a message. These are
// formats of data, not sentences of the product.
type language struct {
	code          string
	date          string // patterns of format
	months        []string
	shortMonths   []string
	days          []string // from Sunday
	shortDays     []string
	yes, no       string
	decimal       string
	group         string
	currencyFirst bool
}

var languages = map[string]*language{
	"en": {
		code: "en", date: "d MMM yyyy", decimal: ".", group: ",", yes: "Yes", no: "No", currencyFirst: true,
		months:      words("January February March April May June July August September October November December"),
		shortMonths: words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
		days:        words("Sunday Monday Tuesday Wednesday Thursday Friday Saturday"),
		shortDays:   words("Sun Mon Tue Wed Thu Fri Sat"),
	},
	"ro": {
		code: "ro", date: "dd.MM.yyyy", decimal: ",", group: ".", yes: "Da", no: "Nu",
		months:      words("ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie"),
		shortMonths: words("ian. feb. mar. apr. mai iun. iul. aug. sept. oct. nov. dec."),
		days:        words("duminică luni marți miercuri joi vineri sâmbătă"),
		shortDays:   words("dum. lun. mar. mie. joi vin. sâm."),
	},
	"hu": {
		// The group mark is a plain space: a no-break space would force an SMS
		// into the encoding that doubles its price.
		code: "hu", date: "yyyy. MM. dd.", decimal: ",", group: " ", yes: "Igen", no: "Nem",
		months:      words("január február március április május június július augusztus szeptember október november december"),
		shortMonths: words("jan. febr. márc. ápr. máj. jún. júl. aug. szept. okt. nov. dec."),
		days:        words("vasárnap hétfő kedd szerda csütörtök péntek szombat"),
		shortDays:   words("V H K Sze Cs P Szo"),
	},
}

func words(s string) []string { return strings.Fields(s) }

// languageOf is the language with this code; what isn't known is English.
func languageOf(code string) *language {
	if l, ok := languages[code]; ok {
		return l
	}
	return languages["en"]
}

// number writes without group marks, since it may be a year or the number of
// an offer. places is the least number of decimals.
func (l *language) number(n float64, places int) string {
	s := strconv.FormatFloat(n, 'f', -1, 64)
	if _, frac, _ := strings.Cut(s, "."); len(frac) < places {
		s = fixed(n, places)
	}
	return strings.Replace(s, ".", l.decimal, 1)
}

// money writes with group marks and two decimals (none for forints), the
// currency where the language wants it.
func (l *language) money(n float64, currency string) string {
	places := 2
	if currency == "HUF" || currency == "Ft" || crm.Decimals(currency) == 0 {
		places = 0
	}
	s := fixed(n, places)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, _ := strings.Cut(s, ".")
	out := l.grouped(whole)
	if frac != "" {
		out += l.decimal + frac
	}
	switch {
	case currency == "":
		return sign + out
	case l.currencyFirst && utf8.RuneCountInString(currency) == 1:
		return sign + currency + out
	}
	return sign + out + " " + currency
}

func (l *language) grouped(digits string) string {
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(l.group)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// fixed rounds the number as people read it, half away from zero, so 1.005
// becomes 1.01 although its binary form lies a little below.
func fixed(n float64, places int) string {
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(n, 'f', -1, 64))
	if !ok {
		return "0"
	}
	s := r.FloatString(places)
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return s
}
