package mailsetup

import (
	"context"
	"errors"
	"net"
	"strings"

	"github.com/emersion/go-msgauth/dmarc"
	"golang.org/x/net/publicsuffix"

	"stepwise/backend/crm"
)

// Sender is what advice is about.
type Sender struct {
	Email    string // the address that mails come from
	Host     string // the server that they leave through
	Selector string // of DKIM, as somebody typed it; "" for the usual ones
}

// Advise looks at what the DNS says of the sender's domain and says in plain
// lines what is good and what to add. Without an answer a line says so.
func Advise(ctx context.Context, dns Resolver, s Sender) []crm.MailAdvice {
	_, domain, _ := strings.Cut(s.Email, "@")
	a := asking{dns: dns, domain: strings.ToLower(domain), Sender: s, provider: byHost(s.Host)}
	if owner := byDomain(a.domain); owner != nil {
		return []crm.MailAdvice{a.ofProvider(owner)}
	}
	if a.provider == nil {
		// its server has another name, but who takes the domain's mail tells whose it is
		mx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		a.behind = byExchange(exchangers(mx, dns, a.domain))
	}
	return []crm.MailAdvice{a.spf(ctx), a.dkim(ctx), a.dmarc(ctx)}
}

// asking is one sender's domain.
type asking struct {
	Sender
	dns      Resolver
	domain   string
	provider *provider // whose server it leaves through; nil: not known
	behind   *provider // who takes the domain's mail, where the server isn't known
}

// ofProvider is about an address at a provider's own domain: there is nothing
// to add, but its mails may leave through its own servers alone.
func (a *asking) ofProvider(owner *provider) crm.MailAdvice {
	line := crm.MailAdvice{Kind: "provider", State: crm.AdviceGood, Say: crm.Say("account.advice.provider", "domain", a.domain, "name", owner.Name)}
	if a.provider == nil || a.provider.OAuth != owner.OAuth || a.provider.OAuth == "" && a.provider.ID != owner.ID {
		line.State = crm.AdviceWarning
		line.Say = crm.Say("account.advice.foreign_server", "domain", a.domain, "name", owner.Name, "host", a.Host)
	}
	return line
}

// texts are the TXT records of a name; none is no error. It is given up after a
// while.
func (a *asking) texts(ctx context.Context, name string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	list, err := a.dns.LookupTXT(ctx, name)
	var d *net.DNSError
	if errors.As(err, &d) && d.IsNotFound {
		return nil, nil
	}
	return list, err
}

// noAnswer is a line about which nothing can be said now.
func noAnswer(kind, name string) crm.MailAdvice {
	return crm.MailAdvice{Kind: kind, State: crm.AdviceUnknown, Say: crm.Say("account.advice.no_answer", "name", name)}
}

// dmarc looks at the domain's policy, else at that of the domain above it.
func (a *asking) dmarc(ctx context.Context) crm.MailAdvice {
	domain := a.domain
	record, found, err := a.policy(ctx, domain)
	if above, e := publicsuffix.EffectiveTLDPlusOne(domain); errors.Is(err, dmarc.ErrNoPolicy) && e == nil && above != domain {
		domain = above
		record, found, err = a.policy(ctx, domain)
	}
	line := crm.MailAdvice{Kind: "dmarc", Found: found}
	switch {
	case errors.Is(err, errNoAnswer):
		return noAnswer("dmarc", "_dmarc."+domain)
	case errors.Is(err, dmarc.ErrNoPolicy):
		line.State, line.Say = crm.AdviceMissing, crm.Say("account.advice.dmarc_missing", "domain", domain)
		line.Add = &crm.DNSRecord{Name: "_dmarc." + domain, Type: "TXT", Value: "v=DMARC1; p=none; rua=mailto:" + a.Email}
	case err != nil:
		line.State, line.Say = crm.AdviceWarning, crm.Say("account.advice.dmarc_wrong", "domain", domain)
	case record.Policy == dmarc.PolicyNone:
		line.State, line.Say = crm.AdviceGood, crm.Say("account.advice.dmarc_none", "domain", domain)
	default:
		line.State, line.Say = crm.AdviceGood, crm.Say("account.advice.dmarc_good", "domain", domain, "policy", string(record.Policy))
	}
	return line
}

var errNoAnswer = errors.New("the DNS does not answer")

func (a *asking) policy(ctx context.Context, domain string) (record *dmarc.Record, found string, err error) {
	record, err = dmarc.LookupWithOptions(domain, &dmarc.LookupOptions{LookupTXT: func(name string) ([]string, error) {
		list, err := a.texts(ctx, name)
		if err != nil {
			return nil, errNoAnswer
		}
		for _, text := range list {
			if strings.HasPrefix(text, "v=DMARC1") {
				found = text
			}
		}
		return list, nil
	}})
	if err != nil && strings.Contains(err.Error(), errNoAnswer.Error()) { // the library keeps only the words
		err = errNoAnswer
	}
	return record, found, err
}
