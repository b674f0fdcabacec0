package phone

import (
	"github.com/nyaruka/phonenumbers"

	"stepwise/backend/crm"
)

// Number is a valid telephone number.
type Number struct {
	E164   string       `json:"e164"`   // "+40712345678": stored, compared, dialled
	Shown  string       `json:"shown"`  // "+40 712 345 678"
	Region string       `json:"region"` // ISO 3166 country of the number, "001" for numbers of no country; +44 may be GG
	Kind   Kind         `json:"kind"`
	SMS    bool         `json:"sms"`   // whether an SMS may be sent to it
	Noted  []crm.Phrase `json:"noted"` // what was stripped or normalised on the way, never nil
}

// Kind is what answers at a number.
type Kind string

// The kinds. Only Mobile and FixedOrMobile (countries whose numbers don't tell)
// get SMS.
const (
	Mobile        Kind = "mobile"
	Fixed         Kind = "fixed"
	FixedOrMobile Kind = "fixed_or_mobile"
	TollFree      Kind = "toll_free"
	Premium       Kind = "premium"
	SharedCost    Kind = "shared_cost"
	VoIP          Kind = "voip"
	Company       Kind = "company" // a universal access number
	Other         Kind = "other"
)

var kinds = map[phonenumbers.PhoneNumberType]Kind{
	phonenumbers.MOBILE:               Mobile,
	phonenumbers.FIXED_LINE:           Fixed,
	phonenumbers.FIXED_LINE_OR_MOBILE: FixedOrMobile,
	phonenumbers.TOLL_FREE:            TollFree,
	phonenumbers.PREMIUM_RATE:         Premium,
	phonenumbers.SHARED_COST:          SharedCost,
	phonenumbers.VOIP:                 VoIP,
	phonenumbers.UAN:                  Company,
}

func newNumber(n *phonenumbers.PhoneNumber, noted []crm.Phrase) Number {
	kind, ok := kinds[phonenumbers.GetNumberType(n)]
	if !ok {
		kind = Other
	}
	return Number{
		E164:   phonenumbers.Format(n, phonenumbers.E164),
		Shown:  phonenumbers.Format(n, phonenumbers.INTERNATIONAL),
		Region: phonenumbers.GetRegionCodeForNumber(n),
		Kind:   kind,
		SMS:    kind == Mobile || kind == FixedOrMobile,
		Noted:  noted,
	}
}

// NoSMS is why no SMS is sent to the number, nil where one may be.
func (n Number) NoSMS() *crm.Phrase {
	if n.SMS {
		return nil
	}
	why := crm.Say("phone.no_sms."+string(n.Kind), "phone", n.Shown)
	return &why
}
