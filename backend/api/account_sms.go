package api

import (
	"strings"

	"stepwise/backend/crm"
)

// forSMS puts what a kind of gateway needs into an account, and nothing of
// another kind.
func (in SaveAccountIn) forSMS(a *crm.Account) {
	switch a.Kind {
	case crm.AccountTwilio:
		a.Twilio = in.Twilio
	case crm.AccountVonage:
		a.Vonage = in.Vonage
	case crm.AccountAndroid:
		a.Android = in.Android
	case crm.AccountSMPP:
		a.SMPP = in.SMPP
	case crm.AccountGammu:
		a.Gammu = in.Gammu
	}
	if a.Kind == crm.AccountSMTP {
		return
	}
	a.SMS = tidySMS(in.SMS)
	if in.Hooked != nil {
		a.Hooked = *in.Hooked
	}
}

// tidySMS trims what was typed.
func tidySMS(in *crm.SMSSettings) *crm.SMSSettings {
	if in == nil {
		return &crm.SMSSettings{Prices: []crm.PrefixPrice{}}
	}
	out := *in
	out.From, out.Currency = strings.TrimSpace(in.From), strings.ToUpper(strings.TrimSpace(in.Currency))
	out.PublicURL = strings.TrimRight(strings.TrimSpace(in.PublicURL), "/")
	out.Prices = make([]crm.PrefixPrice, 0, len(in.Prices))
	for _, row := range in.Prices {
		row.Prefix = strings.ReplaceAll(strings.TrimSpace(row.Prefix), " ", "")
		if digits, found := strings.CutPrefix(row.Prefix, "00"); found {
			row.Prefix = "+" + digits
		}
		out.Prices = append(out.Prices, row)
	}
	return &out
}

// isSMS says whether an account is one for SMS with the settings of its kind.
func isSMS(a *crm.Account) bool {
	switch a.Kind {
	case crm.AccountGateway:
		return a.Gateway != nil
	case crm.AccountTwilio:
		return a.Twilio != nil
	case crm.AccountVonage:
		return a.Vonage != nil
	case crm.AccountAndroid:
		return a.Android != nil
	case crm.AccountSMPP:
		return a.SMPP != nil
	case crm.AccountGammu:
		return a.Gammu != nil
	}
	return false
}

// smsNames are the names of accounts that nobody gave one.
var smsNames = map[crm.AccountKind]string{
	crm.AccountGateway: "SMS", crm.AccountTwilio: "Twilio", crm.AccountVonage: "Vonage", crm.AccountAndroid: "Android",
	crm.AccountSMPP: "SMPP", crm.AccountGammu: "GSM",
}
