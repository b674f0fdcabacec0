package phone

import (
	"slices"

	"github.com/nyaruka/phonenumbers"

	"stepwise/backend/crm"
)

// neighbours are the countries whose numbers are most likely to turn up
// without a country code in the lists of a business in another one.
var neighbours = map[string][]string{
	"RO": {"HU", "MD", "BG"},
	"HU": {"RO", "SK", "AT", "RS"},
	"MD": {"RO"},
}

// named are the countries that the phrases name; others appear by their code.
var named = []string{
	"AT", "BE", "BG", "CH", "CZ", "DE", "DK", "ES", "FR", "GB", "GR", "HR", "HU", "IE", "IT",
	"MD", "NL", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR", "UA", "US",
}

// in is "in Romania", for a phrase that says where a number is not valid.
func in(region string) crm.Phrase {
	if slices.Contains(named, region) {
		return crm.Say("phone.in." + region)
	}
	return crm.Say("phone.in.other", "code", region)
}

// suggest is the mobile number that was probably meant, as it is shown, "" if none:
// the same digits in a neighbouring country, or with the + that got lost.
func suggest(text, region string) string {
	if international(text) {
		return ""
	}
	for _, other := range neighbours[region] {
		if shown := shownIfMobile(text, other); shown != "" {
			return shown
		}
	}
	return shownIfMobile("+"+digits(text), "")
}

func shownIfMobile(text, region string) string {
	n, err := phonenumbers.Parse(text, region)
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return ""
	}
	if meant := newNumber(n, nil); meant.SMS && meant.Region != "001" {
		return meant.Shown
	}
	return ""
}
