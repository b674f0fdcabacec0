package server

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/words"
)

// The pages for people who are not in yet. They work without scripts; the one
// they have carries the "#…" of an address along and shows a password.
//
//go:embed page
var pageFiles embed.FS

var pageTemplate = template.Must(template.ParseFS(pageFiles, "page/page.html"))

// page is one of them.
type page struct {
	Lang, Title, Text, Hint string
	Next                    string // it goes on there by itself
	Over                    bool   // a link that is worth nothing any more: it shows the way to the login
	Kind                    string // which form: "login", "code", "invitation"; "" for none
	Wrong                   string
	Email, Token            string
	Languages               []pageLanguage
}

// pageLanguage is a link to the same page in another language.
type pageLanguage struct {
	Code, Name, Href string
	Here             bool
}

// Say is a sentence in the page's language.
func (p page) Say(key string) string { return words.Render(p.Lang, crm.Say(key), nil) }

const languageCookie = "stepwise_language"

var languageNames = map[string]string{"en": "English", "ro": "Română", "hu": "Magyar"}

// write answers with a page. What the languages' links lead to is the same page:
// a form that was sent begins anew.
func (s *Server) write(w http.ResponseWriter, r *http.Request, status int, p page) {
	p.Lang = language(r)
	if chosen := r.URL.Query().Get("language"); words.Has(chosen) {
		http.SetCookie(w, &http.Cookie{ //nolint:gosec // Secure wherever there is TLS
			Name: languageCookie, Value: chosen, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true,
			SameSite: http.SameSiteLaxMode, Secure: s.options.Site.secure(),
		})
	}
	for _, code := range words.Languages() {
		query := url.Values{"language": {code}}
		if p.Kind == "invitation" {
			query.Set("token", p.Token)
		}
		path := r.URL.Path
		if p.Kind == "code" || path == "/" {
			path = "/login"
		}
		p.Languages = append(p.Languages, pageLanguage{Code: code, Name: languageNames[code], Href: path + "?" + query.Encode(), Here: code == p.Lang})
	}
	if p.Kind == "" {
		p.Languages = nil
	}
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, p); err != nil {
		writeError(w, http.StatusInternalServerError, crm.Fail(crm.CodeInternal, "error.internal"))
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Referrer-Policy", "same-origin") // without any, a browser sends forms from "null"
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the browser may have gone
}

// pagePart answers with what the pages are made of.
func (s *Server) pagePart(w http.ResponseWriter, r *http.Request) {
	http.ServeFileFS(w, r, pageFiles, "page"+r.URL.Path) //nolint:gosec // embedded files
}

func say(r *http.Request, key string) string {
	return words.Render(language(r), crm.Say(key), nil)
}

func sayError(r *http.Request, err error) string {
	e, ok := err.(*crm.Error) //nolint:errorlint // those of login come out as they are
	if !ok {
		return say(r, "server.not_now")
	}
	if len(e.Problems) > 0 {
		return words.Render(language(r), crm.Phrase{Key: e.Problems[0].Key, Args: e.Problems[0].Args}, nil)
	}
	return words.Render(language(r), crm.Phrase{Key: e.Key, Args: e.Args}, nil)
}

// language is the one that was chosen on a page, else the first of ours that the
// browser asks for.
func language(r *http.Request) string {
	if chosen := r.URL.Query().Get("language"); words.Has(chosen) {
		return chosen
	}
	if c, err := r.Cookie(languageCookie); err == nil && words.Has(c.Value) {
		return c.Value
	}
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		code, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if words.Has(code) {
			return code
		}
	}
	return words.Default
}
