package phone

import (
	"errors"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"stepwise/backend/crm"
)

// Parse reads one number as somebody wrote it; region is the workspace's
// country ("RO"), for numbers without a country code, "" if there is none. The
// phrase says why it is no number, and what to do; nil means that it is one.
func Parse(text, region string) (Number, *crm.Phrase) {
	cleaned, why := clean(text)
	if why == nil {
		why = refuse(cleaned.text)
	}
	if why != nil {
		return Number{}, why
	}
	n, err := read(cleaned.text, region)
	switch {
	case err != nil:
		return Number{}, explain(err, cleaned.text)
	case n.GetExtension() != "":
		return Number{}, no("phone.extension")
	case !phonenumbers.IsValidNumber(n):
		return Number{}, invalid(n, cleaned.text, region)
	}
	if lostItsZero(cleaned.text, n) {
		cleaned.note("phone.zero_was_missing")
	}
	return newNumber(n, cleaned.noted), nil
}

func no(key string, pairs ...any) *crm.Phrase {
	why := crm.Say(key, pairs...)
	return &why
}

// read tries what is written, then without a "(0)" after the country code,
// which some countries' numbers need and others can't have.
func read(text, region string) (*phonenumbers.PhoneNumber, error) {
	n, err := phonenumbers.Parse(text, region)
	if err == nil && phonenumbers.IsValidNumber(n) || !international(text) || !strings.Contains(text, "(0)") {
		return n, err
	}
	return phonenumbers.Parse(strings.Replace(text, "(0)", "", 1), region)
}

func international(text string) bool {
	text = strings.TrimLeft(text, "( ")
	return strings.HasPrefix(text, "+") || strings.HasPrefix(text, "00")
}

func explain(err error, text string) *crm.Phrase {
	switch {
	case errors.Is(err, phonenumbers.ErrInvalidCountryCode) && international(text):
		return no("phone.unknown_country")
	case errors.Is(err, phonenumbers.ErrInvalidCountryCode):
		return no("phone.need_country")
	case errors.Is(err, phonenumbers.ErrNumTooLong):
		return no("phone.too_long")
	}
	return no("phone.not_number")
}

// lostItsZero says whether the digits are a national number without the
// leading zero that its country dials, as a spreadsheet leaves them.
func lostItsZero(text string, n *phonenumbers.PhoneNumber) bool {
	zero := phonenumbers.GetNddPrefixForRegion(phonenumbers.GetRegionCodeForNumber(n), true)
	return strings.HasPrefix(zero, "0") && digits(text) == phonenumbers.GetNationalSignificantNumber(n)
}

// invalid says as well as it can what is wrong with digits that are no number.
func invalid(n *phonenumbers.PhoneNumber, text, region string) *crm.Phrase {
	national := phonenumbers.GetNationalSignificantNumber(n)
	home := phonenumbers.GetRegionCodeForCountryCode(int(n.GetCountryCode()))
	if home == region && phonenumbers.IsEmergencyNumber(national, home) {
		return no("phone.emergency", "number", national)
	}
	if len(national) <= shortest || phonenumbers.IsValidShortNumberForRegion(n, home) {
		return no("phone.short", "number", national)
	}
	if other := suggest(text, region); other != "" {
		return no("phone.did_you_mean", "in", in(home), "suggestion", other)
	}
	switch phonenumbers.IsPossibleNumberWithReason(n) {
	case phonenumbers.TOO_SHORT:
		return no("phone.too_short_in", "in", in(home))
	case phonenumbers.TOO_LONG:
		return no("phone.too_long_in", "in", in(home))
	}
	return no("phone.invalid_in", "in", in(home))
}

// shortest is how many digits are too few for anything but a service number.
const shortest = 5
