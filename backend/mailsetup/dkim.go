package mailsetup

import (
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"regexp"
	"strings"

	"stepwise/backend/crm"
)

// selectorName is what a DKIM selector may be: labels of a domain name.
var selectorName = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$`)

// CheckSelector says what is wrong with a selector that somebody typed; nil
// where it may be asked for.
func CheckSelector(s string) *crm.Phrase {
	if s == "" || len(s) <= 200 && selectorName.MatchString(s) {
		return nil
	}
	say := crm.Say("account.advice.bad_selector")
	return &say
}

// dkim looks for the keys that mails of the domain are signed with. Their names
// can't be listed: they are known of providers, or somebody types one.
func (a *asking) dkim(ctx context.Context) crm.MailAdvice {
	selectors := a.selectors()
	line := crm.MailAdvice{Kind: "dkim"}
	if len(selectors) == 0 {
		line.State, line.Say = crm.AdviceUnknown, crm.Say("account.advice.dkim_selector", "domain", a.domain)
		return line
	}
	answered := false
	for _, selector := range selectors {
		list, err := a.texts(ctx, selector+"._domainkey."+a.domain)
		if err != nil {
			continue
		}
		answered = true
		for _, text := range list {
			key, ok := publicKey(text)
			if !ok {
				continue
			}
			line.Found = clip(text)
			line.State, line.Say = crm.AdviceGood, crm.Say("account.advice.dkim_good", "selector", selector, "domain", a.domain)
			switch bits := keyBits(key); {
			case key == "":
				line.State, line.Say = crm.AdviceWarning, crm.Say("account.advice.dkim_revoked", "selector", selector)
			case bits > 0 && bits < 1024:
				line.State, line.Say = crm.AdviceWarning, crm.Say("account.advice.dkim_short", "selector", selector, "bits", bits)
			default:
				return line
			}
		}
	}
	switch {
	case !answered:
		return noAnswer("dkim", a.domain)
	case line.State != "": // one that is no good
		return line
	case a.Selector != "":
		line.Say = crm.Say("account.advice.dkim_none_typed", "selector", a.Selector, "domain", a.domain)
	default:
		line.Say = crm.Say("account.advice.dkim_missing", "domain", a.domain, "name", a.signer().Name)
	}
	line.State = crm.AdviceMissing
	return line
}

func (a *asking) selectors() []string {
	if a.Selector != "" {
		return []string{a.Selector}
	}
	if p := a.signer(); p != nil {
		return p.selectors
	}
	return nil
}

// signer is the provider that signs the domain's mails, where it is known.
func (a *asking) signer() *provider {
	if a.provider != nil {
		return a.provider
	}
	return a.behind
}

// publicKey is the p tag of a DKIM record; ok where it is one.
func publicKey(record string) (key string, ok bool) {
	for _, tag := range strings.Split(record, ";") {
		name, value, _ := strings.Cut(tag, "=")
		switch strings.TrimSpace(name) {
		case "v":
			if strings.TrimSpace(value) != "DKIM1" {
				return "", false
			}
		case "p":
			key, ok = strings.Join(strings.Fields(value), ""), true
		}
	}
	return key, ok
}

// keyBits is the length of an RSA key; 0 for another kind, or none.
func keyBits(key string) int {
	der, err := base64.StdEncoding.DecodeString(key)
	if err != nil {
		return 0
	}
	parsed, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		return 0
	}
	if k, ok := parsed.(*rsa.PublicKey); ok {
		return k.N.BitLen()
	}
	return 0
}

// clip keeps a record short enough to be shown.
func clip(text string) string {
	const most = 500
	if len(text) <= most {
		return text
	}
	return text[:most] + "…"
}
