package importer

import (
	"iter"
	"math"
	"strings"
	"unicode"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// currencyWords are signs and words of currencies that people write instead of
// the code, folded.
var currencyWords = map[string]string{
	"lei": "RON", "leu": "RON", "€": "EUR", "euro": "EUR", "eur.": "EUR", "$": "USD", "us$": "USD", "£": "GBP",
	"ft": "HUF", "ft.": "HUF", "forint": "HUF", "zł": "PLN", "kc": "CZK", "₺": "TRY", "₴": "UAH", "fr.": "CHF",
}

// splitAmount takes the currency off an amount, before or behind it. ok is
// false where what stands there is none.
func splitAmount(s string) (amount, currency string, ok bool) {
	amount = strings.TrimSpace(s)
	first, last := strings.IndexFunc(amount, unicode.IsDigit), strings.LastIndexFunc(amount, amountSign)
	if first < 0 {
		return "", "", false
	}
	end := last + width(amount[last:])
	before, behind := strings.TrimSpace(amount[:first]), strings.TrimSpace(amount[end:])
	amount = amount[first:end]
	for _, sign := range []string{"-", "\u2212", "+"} { // -€5, € -5
		if bare := strings.TrimSuffix(strings.TrimPrefix(before, sign), sign); bare != before {
			before, amount = strings.TrimSpace(bare), sign+amount
			break
		}
	}
	// "1.200,-" is how round amounts are written.
	amount = strings.TrimSuffix(strings.TrimSuffix(amount, ",-"), ".-")
	switch {
	case before == "" && behind == "":
		return amount, "", true
	case before != "" && behind != "":
		return amount, "", false
	}
	word := fold.Fold(before + behind)
	if code, known := currencyWords[word]; known {
		return amount, code, true
	}
	if code := strings.ToUpper(word); crm.IsCurrency(code) {
		return amount, code, true
	}
	return amount, "", false
}

func width(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// amountSign says whether a character can be the last of an amount.
func amountSign(r rune) bool { return unicode.IsDigit(r) || r == '-' }

// parseMoney reads an amount; currency is what its field has, "" takes any.
func parseMoney(s, currency string, comma bool) (crm.Money, *crm.Phrase) {
	amount, said, ok := splitAmount(s)
	if !ok {
		return 0, problem("import.money.unknown", "value", clip(s))
	}
	if said != "" && currency != "" && said != currency {
		return 0, problem("import.money.currency", "value", clip(s), "currency", currency)
	}
	n, bad := parseNumber(amount, comma)
	if bad != nil {
		if bad.Key == "import.number.unknown" {
			bad.Key = "import.money.unknown"
		}
		bad.Args["value"] = clip(s)
		return 0, bad
	}
	m, ok := crm.MoneyOf(n)
	switch {
	case !ok && math.Abs(n) > crm.MaxMoney.Units():
		return 0, problem("import.number.digits", "value", clip(s))
	case !ok, crm.Decimals(currency) == 0 && m%100 != 0:
		return 0, problem("import.money.decimals", "value", clip(s))
	}
	return m, nil
}

// currencyOf is the currency that a column's header or its amounts name first.
func currencyOf(header string, values iter.Seq[string]) string {
	for word := range strings.FieldsFuncSeq(header, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()[]/,:-", r) }) {
		if code, ok := currencyWords[fold.Fold(word)]; ok {
			return code
		}
		if word == strings.ToUpper(word) && crm.IsCurrency(word) {
			return word
		}
	}
	for v := range values {
		if _, code, _ := splitAmount(v); code != "" {
			return code
		}
	}
	return ""
}

// looksMoney: an amount with its currency.
func looksMoney(s string) bool {
	amount, code, ok := splitAmount(s)
	return ok && code != "" && looksNumber(amount)
}

// bareAmounts are values without their currencies.
func bareAmounts(values iter.Seq[string]) iter.Seq[string] {
	return func(yield func(string) bool) {
		for v := range values {
			amount, _, ok := splitAmount(v)
			if !ok {
				amount = v
			}
			if !yield(amount) {
				return
			}
		}
	}
}
