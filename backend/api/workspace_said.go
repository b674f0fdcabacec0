package api

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/mailaddr"
)

// checkBusiness checks what templates say of the business, and cleans it.
func checkBusiness(bad *crm.Problems, in *SaveWorkspaceIn) {
	in.Phone, in.Email = fold.Clean(in.Phone), fold.Clean(in.Email)
	in.Address = strings.TrimSpace(strings.ReplaceAll(in.Address, "\r\n", "\n"))
	if in.Email != "" {
		if a, why := mailaddr.Parse(in.Email); why != nil {
			bad.AddPhrase("email", *why)
		} else {
			in.Email = a.Shown
		}
	}
	for _, f := range []struct {
		path string
		text *string
	}{{"website", &in.Website}, {"reviewLink", &in.ReviewLink}, {"link", &in.Link}} {
		*f.text = strings.TrimSpace(*f.text)
		if u, err := url.Parse(*f.text); *f.text != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsAny(*f.text, " \"<>")) {
			bad.Add(f.path, "settings.bad_link")
		}
	}
	for path, text := range map[string]string{"address": in.Address, "phone": in.Phone, "website": in.Website, "reviewLink": in.ReviewLink, "link": in.Link} {
		if utf8.RuneCountInString(text) > crm.MaxPostal {
			bad.Add(path, "settings.too_long", "max", crm.MaxPostal)
		}
	}
}
