package crm

import "slices"

// Currencies are the ISO 4217 codes that a money field can have, those with two
// decimals or none.
var Currencies = []string{
	"AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BIF", "BMD", "BND", "BOB", "BRL", "BSD",
	"BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD",
	"EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF",
	"IDR", "ILS", "INR", "IRR", "ISK", "JMD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KYD", "KZT", "LAK", "LBP", "LKR",
	"LRD", "LSL", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN",
	"NIO", "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD",
	"SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TOP", "TRY",
	"TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER",
	"ZAR", "ZMW", "ZWG",
}

var whole = []string{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"}

// Decimals is how many decimals amounts of a currency have: 2 or 0.
func Decimals(currency string) int {
	if slices.Contains(whole, currency) {
		return 0
	}
	return 2
}

// IsCurrency says whether a money field can have a currency.
func IsCurrency(code string) bool { return slices.Contains(Currencies, code) }

// CurrencyOf is the currency of a country (ISO 3166), EUR where it isn't known.
func CurrencyOf(country string) string {
	if code, ok := map[string]string{
		"RO": "RON", "HU": "HUF", "MD": "MDL", "PL": "PLN", "CZ": "CZK", "GB": "GBP", "US": "USD", "CH": "CHF", "SE": "SEK",
		"NO": "NOK", "DK": "DKK", "RS": "RSD", "UA": "UAH", "TR": "TRY",
	}[country]; ok {
		return code
	}
	return "EUR"
}
