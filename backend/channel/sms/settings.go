package sms

import (
	"net/url"
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

// longestName is how many letters a sender's name may have in a GSM network.
const longestName = 11

// CheckAccount says everything wrong with an account, at the paths of the
// account: "twilio.accountSid", "sms.from".
func (r *Router) CheckAccount(a crm.Account) crm.Problems {
	var p crm.Problems
	way, ok := r.ways[a.Kind]
	if !ok {
		p.Add("kind", "account.bad_kind")
		return p
	}
	p.AddBelow(string(a.Kind), way.CheckAccount(a))
	if a.SMS == nil {
		return p
	}
	p.AddBelow("sms", checkSMS(a))
	return p
}

func checkSMS(a crm.Account) crm.Problems {
	var p crm.Problems
	s := a.SMS
	if a.Kind != crm.AccountGateway && s.From != "" {
		checkSender(&p, a.Kind, s.From)
	}
	if s.Price < 0 {
		p.Add("price", "account.price")
	}
	if len(s.Currency) != 0 && !isCurrency(s.Currency) {
		p.Add("currency", "sms_gateway.currency")
	}
	seen := map[string]bool{}
	for i, row := range s.Prices {
		at := "prices." + strconv.Itoa(i)
		switch {
		case !isPrefix(row.Prefix):
			p.Add(at+".prefix", "sms_gateway.prefix")
		case seen[row.Prefix]:
			p.Add(at+".prefix", "sms_gateway.prefix_twice", "prefix", row.Prefix)
		case row.Price < 0:
			p.Add(at+".price", "account.price")
		}
		seen[row.Prefix] = true
	}
	if s.PublicURL != "" {
		u, err := url.Parse(s.PublicURL)
		if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			p.Add("publicUrl", "sms_gateway.public_url")
		}
	}
	return p
}

// checkSender takes a number, or a name that networks can show. A Messaging
// Service of Twilio stands where the sender stands.
func checkSender(p *crm.Problems, kind crm.AccountKind, from string) {
	if kind == crm.AccountTwilio && len(from) == 34 && strings.HasPrefix(from, "MG") {
		return
	}
	digits := strings.TrimPrefix(from, "+")
	if onlyDigits(digits) {
		if len(digits) < 3 || len(digits) > 15 {
			p.Add("from", "sms_gateway.from_number")
		}
		return
	}
	if len([]rune(from)) > longestName {
		p.Add("from", "sms_gateway.from_long", "max", longestName)
		return
	}
	for _, r := range from {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune(" .-_&", r) {
			p.Add("from", "sms_gateway.from_letters", "letter", string(r))
			return
		}
	}
}

func onlyDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func isPrefix(s string) bool {
	digits, plus := strings.CutPrefix(s, "+")
	return plus && onlyDigits(digits) && digits[0] != '0' && len(digits) <= 8
}

func isCurrency(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
