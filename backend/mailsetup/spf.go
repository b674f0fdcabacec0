package mailsetup

import (
	"context"
	"net/netip"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"stepwise/backend/crm"
)

// maxLookups is how many names a receiver looks up for one SPF record (RFC
// 7208, 4.6.4); beyond it the record counts as broken.
const maxLookups = 10

// spf looks whether the domain names the servers that its mails leave through.
func (a *asking) spf(ctx context.Context) crm.MailAdvice {
	records, err := a.spfRecords(ctx, a.domain)
	if err != nil {
		return noAnswer("spf", a.domain)
	}
	line := crm.MailAdvice{Kind: "spf"}
	switch len(records) {
	case 0:
		line.State, line.Say = crm.AdviceMissing, crm.Say("account.advice.spf_missing", "domain", a.domain)
		line.Add = a.spfToAdd()
		return line
	case 1:
		line.Found = records[0]
	default:
		line.State, line.Say = crm.AdviceWarning, crm.Say("account.advice.spf_twice", "domain", a.domain, "n", len(records))
		line.Found = strings.Join(records, "\n")
		return line
	}
	left := maxLookups
	named := a.names(ctx, records[0], &left)
	switch {
	case slices.Contains(terms(records[0]), "+all") || slices.Contains(terms(records[0]), "all"):
		line.State, line.Say = crm.AdviceWarning, crm.Say("account.advice.spf_everybody", "domain", a.domain)
	case left < 0:
		line.State, line.Say = crm.AdviceWarning, crm.Say("account.advice.spf_lookups", "domain", a.domain, "max", maxLookups)
	case named:
		line.State, line.Say = crm.AdviceGood, crm.Say("account.advice.spf_good", "domain", a.domain, "host", a.Host)
	case a.provider != nil:
		line.State, line.Say = crm.AdviceWarning, crm.Say("account.advice.spf_elsewhere", "domain", a.domain, "name", a.provider.Name)
		line.Add = &crm.DNSRecord{Name: a.domain, Type: "TXT", Value: withInclude(records[0], a.provider.includes)}
	default:
		line.State, line.Say = crm.AdviceUnknown, crm.Say("account.advice.spf_there", "domain", a.domain, "host", a.Host)
	}
	return line
}

func (a *asking) spfRecords(ctx context.Context, domain string) (records []string, err error) {
	list, err := a.texts(ctx, domain)
	for _, text := range list {
		if t := terms(text); len(t) > 0 && t[0] == "v=spf1" {
			records = append(records, text)
		}
	}
	return records, err
}

func terms(record string) []string { return strings.Fields(strings.ToLower(record)) }

// names says whether a record, or one that it includes, names the account's
// server. left counts down the names that are looked up.
func (a *asking) names(ctx context.Context, record string, left *int) bool {
	found := false
	for _, term := range terms(record) {
		term = strings.TrimLeft(term, "+")
		further, isFurther := strings.CutPrefix(term, "include:")
		if !isFurther {
			further, isFurther = strings.CutPrefix(term, "redirect=")
		}
		switch {
		case isFurther:
			if *left--; *left < 0 {
				return found
			}
			found = found || a.namedBy(further) || a.namesIn(ctx, further, left)
		case term == "a" || term == "mx":
			*left--
			found = found || a.ownHost()
		case strings.HasPrefix(term, "a:") || strings.HasPrefix(term, "mx:"):
			*left--
			_, name, _ := strings.Cut(term, ":")
			found = found || strings.EqualFold(name, a.Host)
		}
	}
	return found
}

func (a *asking) namesIn(ctx context.Context, domain string, left *int) bool {
	records, err := a.spfRecords(ctx, domain)
	return err == nil && len(records) == 1 && a.names(ctx, records[0], left)
}

// namedBy says whether an include is that of the provider, or of the domain
// that the server belongs to.
func (a *asking) namedBy(include string) bool {
	for _, p := range []*provider{a.provider, a.behind} {
		if p != nil && slices.Contains(p.includes, include) {
			return true
		}
	}
	theirs, err1 := publicsuffix.EffectiveTLDPlusOne(include)
	ours, err2 := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(a.Host))
	return err1 == nil && err2 == nil && theirs == ours
}

// ownHost says whether the server stands below the sender's own domain: then
// "a" and "mx" mean it.
func (a *asking) ownHost() bool {
	host := strings.ToLower(a.Host)
	return host == a.domain || strings.HasSuffix(host, "."+a.domain)
}

func (a *asking) spfToAdd() *crm.DNSRecord {
	add := crm.DNSRecord{Name: a.domain, Type: "TXT"}
	switch {
	case a.provider != nil && len(a.provider.includes) > 0:
		add.Value = "v=spf1 include:" + a.provider.includes[0] + " ~all"
	case a.behind != nil && len(a.behind.includes) > 0:
		add.Value = "v=spf1 include:" + a.behind.includes[0] + " ~all"
	default:
		add.Value = "v=spf1 a mx " + spfTerm(a.Host) + " ~all"
	}
	return &add
}

// spfTerm names a server in a record: by its name, or by its address.
func spfTerm(host string) string {
	at, err := netip.ParseAddr(host)
	switch {
	case err != nil:
		return "a:" + host
	case at.Is4():
		return "ip4:" + host
	default:
		return "ip6:" + host
	}
}

// withInclude is a record that names the provider too.
func withInclude(record string, includes []string) string {
	if len(includes) == 0 {
		return record
	}
	rest := strings.Fields(record)
	return strings.Join(slices.Insert(rest, 1, "include:"+includes[0]), " ")
}
