package mailsetup

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// provider is a preset and how an address or a domain is recognised as its.
type provider struct {
	crm.MailPreset
	domains   []string // of its own addresses; one that ends with a dot is a beginning
	exchanges []string // how the names of its mail exchangers end
	includes  []string // of SPF; the first is what to add
	selectors []string // of DKIM, as it makes them
}

// providers are those whose servers are known for certain. Their order is that
// of the menu.
var providers = []provider{
	{
		MailPreset: crm.MailPreset{
			ID: "google", Name: "Gmail / Google Workspace", Host: "smtp.gmail.com", Port: 587, TLS: crm.TLSStartTLS, OAuth: "google",
			Note: crm.Say("account.note.app_password", "name", "Google"), Link: "https://myaccount.google.com/apppasswords", PerDay: 500,
		},
		domains:   []string{"gmail.com", "googlemail.com"},
		exchanges: []string{".google.com", ".googlemail.com"},
		includes:  []string{"_spf.google.com"},
		selectors: []string{"google"},
	},
	{
		MailPreset: crm.MailPreset{
			ID: "microsoft365", Name: "Microsoft 365", Host: "smtp.office365.com", Port: 587, TLS: crm.TLSStartTLS, OAuth: "microsoft",
			Note: crm.Say("account.note.microsoft365"), PerMinute: 30, PerDay: 10_000,
		},
		exchanges: []string{".mail.protection.outlook.com", ".mx.microsoft"},
		includes:  []string{"spf.protection.outlook.com"},
		selectors: []string{"selector1", "selector2"},
	},
	{
		MailPreset: crm.MailPreset{
			ID: "outlook", Name: "Outlook.com", Host: "smtp-mail.outlook.com", Port: 587, TLS: crm.TLSStartTLS, OAuth: "microsoft", OnlyOAuth: true,
			Note: crm.Say("account.note.sign_in_only", "name", "Outlook.com"),
		},
		domains:   []string{"outlook.", "hotmail.", "live.", "msn.com"},
		exchanges: []string{".olc.protection.outlook.com"},
	},
	{
		MailPreset: crm.MailPreset{
			ID: "yahoo", Name: "Yahoo", Host: "smtp.mail.yahoo.com", Port: 465, TLS: crm.TLSImplicit,
			Note: crm.Say("account.note.app_password", "name", "Yahoo"), Link: "https://login.yahoo.com/account/security",
		},
		domains:   []string{"yahoo.", "ymail.com", "rocketmail.com"},
		exchanges: []string{".yahoodns.net"},
	},
	{
		MailPreset: crm.MailPreset{
			ID: "icloud", Name: "iCloud", Host: "smtp.mail.me.com", Port: 587, TLS: crm.TLSStartTLS,
			Note: crm.Say("account.note.app_password", "name", "Apple"), Link: "https://account.apple.com", PerDay: 1000,
		},
		domains:   []string{"icloud.com", "me.com", "mac.com"},
		exchanges: []string{".mail.icloud.com"},
		includes:  []string{"icloud.com"},
		selectors: []string{"sig1"},
	},
	{
		MailPreset: crm.MailPreset{
			ID: "zoho", Name: "Zoho (EU)", Host: "smtp.zoho.eu", Port: 465, TLS: crm.TLSImplicit,
			Note: crm.Say("account.note.zoho"), Link: "https://accounts.zoho.eu/home#security/app_password",
		},
		domains:   []string{"zohomail.eu", "zoho.eu"},
		exchanges: []string{".zoho.eu"},
		includes:  []string{"zohomail.eu", "zoho.eu"},
		selectors: []string{"zmail", "zoho"},
	},
	{
		MailPreset: crm.MailPreset{
			ID: "zoho_com", Name: "Zoho (.com)", Host: "smtp.zoho.com", Port: 465, TLS: crm.TLSImplicit,
			Note: crm.Say("account.note.zoho"), Link: "https://accounts.zoho.com/home#security/app_password",
		},
		domains:   []string{"zohomail.com", "zoho.com"},
		exchanges: []string{".zoho.com"},
		includes:  []string{"zohomail.com", "zoho.com"},
		selectors: []string{"zmail", "zoho"},
	},
	{
		MailPreset: crm.MailPreset{
			ID: "hosting", Port: 465, TLS: crm.TLSImplicit, Note: crm.Say("account.note.hosting"),
		},
	},
}

// hosting is the preset of a web host: the server is named after the domain.
var hosting = providers[len(providers)-1].MailPreset

// Presets are all providers in the order of the menu; the last one, without a
// name, is a web host whose server is named after one's own domain.
func Presets() []crm.MailPreset {
	out := make([]crm.MailPreset, len(providers))
	for i, p := range providers {
		out[i] = p.MailPreset
	}
	return out
}

// PresetOf is the preset whose server a host is, if it is one's.
func PresetOf(host string) (p crm.MailPreset, known bool) {
	at := byHost(host)
	if at == nil {
		return p, false
	}
	return at.MailPreset, true
}

func byHost(host string) *provider {
	return find(func(p *provider) bool { return p.Host != "" && strings.EqualFold(p.Host, host) })
}

// byDomain is the provider whose own addresses have a domain, or nil.
func byDomain(domain string) *provider {
	return find(func(p *provider) bool {
		return slices.ContainsFunc(p.domains, func(d string) bool {
			beginning := strings.HasSuffix(d, ".") && strings.HasPrefix(domain, d) && strings.Count(domain, ".") <= 2
			return domain == d || beginning
		})
	})
}

// byExchange is the provider that takes the mail of a domain, or nil.
func byExchange(names []string) *provider {
	return find(func(p *provider) bool {
		return slices.ContainsFunc(p.exchanges, func(end string) bool {
			return slices.ContainsFunc(names, func(name string) bool {
				return strings.HasSuffix("."+strings.ToLower(strings.TrimSuffix(name, ".")), end)
			})
		})
	})
}

func find(is func(*provider) bool) *provider {
	for i := range providers {
		if is(&providers[i]) {
			return &providers[i]
		}
	}
	return nil
}
