package server

import (
	"html/template"
	"net/http"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/words"
)

// signIn lets the bearer of a fresh link in. It answers with a page that goes
// on by itself, not with a redirect: after a redirect that began on another
// site (a web mail, a web terminal) the browser would leave the new cookie out.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	if s.door.knows(r) { // the link opened twice in one browser
		writePage(w, http.StatusOK, page{Lang: language(r), Next: "/", Title: say(r, "server.signed_in")})
		return
	}
	session, ok := s.door.enter(r.URL.Query().Get("token"))
	if !ok {
		s.closedPage(w, r, "server.link_used")
		return
	}
	http.SetCookie(w, s.door.cookie(session))
	writePage(w, http.StatusOK, page{Lang: language(r), Next: "/", Title: say(r, "server.signed_in")})
}

// closedPage is the 401 that a person sees.
func (s *Server) closedPage(w http.ResponseWriter, r *http.Request, key string) {
	writePage(w, http.StatusUnauthorized, page{
		Lang: language(r), Title: say(r, "server.closed_title"), Text: say(r, key), Hint: say(r, "server.closed_hint"),
	})
}

type page struct {
	Lang, Title, Text, Hint, Next string
}

var pageTemplate = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
{{- if .Next}}<meta http-equiv="refresh" content="0;url={{.Next}}">{{end}}
<title>Stepwise</title><style>
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{display:grid;place-items:center;min-height:90vh;margin:0}
main{max-width:32rem;padding:2rem}h1{font-size:1.4rem}p{margin:.5rem 0}.hint{opacity:.75}
</style></head><body><main><h1>{{.Title}}</h1>
{{- if .Text}}<p>{{.Text}}</p>{{end}}{{if .Hint}}<p class="hint">{{.Hint}}</p>{{end}}
{{- if .Next}}<p><a href="{{.Next}}">Stepwise</a></p>{{end}}</main></body></html>
`))

func writePage(w http.ResponseWriter, status int, p page) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_ = pageTemplate.Execute(w, p) // the browser may have gone
}

func say(r *http.Request, key string) string {
	return words.Render(language(r), crm.Say(key), nil)
}

// language is the first of ours that the browser asks for.
func language(r *http.Request) string {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		code, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if words.Has(code) {
			return code
		}
	}
	return words.Default
}
