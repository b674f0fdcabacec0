package oauth

import (
	"net/url"
	"regexp"

	"golang.org/x/oauth2"

	"stepwise/backend/crm"
)

// Endpoint is where a provider signs people in and gives out tokens.
type Endpoint struct {
	AuthURL  string
	TokenURL string
	Scopes   []string
}

// Provider is the endpoint of "google" or "microsoft"; known is false for every
// other one. tenant is an organisation at Microsoft, "" for any account.
func Provider(name, tenant string) (e Endpoint, known bool) {
	switch name {
	case "google":
		return Endpoint{ //nolint:gosec // addresses, no secrets
			AuthURL:  "https://accounts.google.com/o/oauth2/v2/auth",
			TokenURL: "https://oauth2.googleapis.com/token",
			Scopes:   []string{"https://mail.google.com/"},
		}, true
	case "microsoft":
		if tenant == "" {
			tenant = "common"
		}
		base := "https://login.microsoftonline.com/" + url.PathEscape(tenant) + "/oauth2/v2.0/"
		return Endpoint{
			AuthURL:  base + "authorize",
			TokenURL: base + "token",
			Scopes:   []string{"https://outlook.office.com/SMTP.Send", "https://outlook.office.com/IMAP.AccessAsUser.All", "offline_access"}, // also to read answers
		}, true
	default:
		return Endpoint{}, false
	}
}

// idText is what a client id or a tenant may be.
var idText = regexp.MustCompile(`^[A-Za-z0-9._~-]{1,200}$`)

// Check says what is wrong with the settings of a sign-in, at the paths of its
// JSON names.
func Check(c crm.OAuthClient) (bad crm.Problems) {
	if _, known := Provider(c.Provider, ""); !known {
		bad.Add("provider", "account.oauth.provider")
	}
	switch {
	case c.ClientID == "":
		bad.Add("clientId", "account.oauth.client_missing")
	case !idText.MatchString(c.ClientID):
		bad.Add("clientId", "account.oauth.client_bad")
	}
	if c.Tenant != "" && !idText.MatchString(c.Tenant) {
		bad.Add("tenant", "account.oauth.tenant_bad")
	}
	return bad
}

func (k *Keeper) config(c crm.OAuthClient, clientSecret, redirect string) (*oauth2.Config, error) {
	e, known := k.opts.Endpoint(c.Provider, c.Tenant)
	if !known {
		return nil, &Refused{Words: "unknown provider " + c.Provider}
	}
	return &oauth2.Config{
		ClientID: c.ClientID, ClientSecret: clientSecret, RedirectURL: redirect, Scopes: e.Scopes,
		Endpoint: oauth2.Endpoint{AuthURL: e.AuthURL, TokenURL: e.TokenURL, AuthStyle: oauth2.AuthStyleInParams},
	}, nil
}
