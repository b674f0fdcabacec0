package public

import (
	"bytes"
	"context"
	"embed"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/words"
)

//go:embed pages
var files embed.FS

// pages are the templates by file name, each inside the layout.
var pages = func() map[string]*template.Template {
	layout := template.Must(template.ParseFS(files, "pages/layout.html"))
	names, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		panic(err) // the pattern is written above
	}
	out := map[string]*template.Template{}
	for _, name := range names {
		if path.Base(name) != "layout.html" {
			out[path.Base(name)] = template.Must(template.Must(layout.Clone()).ParseFS(files, name))
		}
	}
	return out
}()

// pageData is what a page shows. Its file has a template "content", whose dot is
// this.
type pageData struct {
	Lang  string // of the words; "": what the browser asks for
	Title string
	Data  any // the page's own

	Script string   // a file of pages/ that it runs, "form.js"; "" for none
	Frames []string // who may show it inside a page of theirs, "https://firma.ro", "*"; none: nobody
	Leads  []string // where its form may lead to besides us, "https://firma.ro"
	Bare   bool     // without the name of the business and the languages: inside somebody's page
	Still  bool     // without the languages: what was posted can't be asked for again

	Business  string         // set by page
	Languages []pageLanguage // set by page
	loc       *time.Location
}

// pageLanguage is a link to the same page in another language.
type pageLanguage struct {
	Code, Name, Href string
	Here             bool
}

var languageNames = map[string]string{"en": "English", "ro": "Română", "hu": "Magyar"}

// Say is a sentence in the page's language; args are names and values in turn.
func (p pageData) Say(key string, args ...any) string {
	return words.Render(p.Lang, crm.Say(key, args...), p.loc)
}

// page answers with a page. HEAD gets the same without the text.
func (s *Server) page(w http.ResponseWriter, r *http.Request, status int, p pageData, file string) {
	facts := s.facts.Load()
	p.Lang = s.language(r, p.Lang)
	p.Business, p.loc = facts.Name, facts.Zone
	if !p.Bare && !p.Still {
		query := r.URL.Query()
		for _, code := range words.Languages() {
			query.Set("language", code)
			p.Languages = append(p.Languages, pageLanguage{
				Code: code, Name: languageNames[code], Href: r.URL.EscapedPath() + "?" + query.Encode(), Here: code == p.Lang,
			})
		}
	}
	var b bytes.Buffer
	if err := pages[file].ExecuteTemplate(&b, "layout.html", p); err != nil {
		s.options.Log.Error("a public page could not be made", slog.String("page", file), slog.Any("error", err))
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", policy(p))
	if len(p.Frames) > 0 {
		h.Del("X-Frame-Options")
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", p.Lang)
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the browser may have gone
}

// fail answers with a calm page that says what is wrong.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, status int) {
	lang, code := s.language(r, ""), strconv.Itoa(status)
	s.page(w, r, status, pageData{
		Title: s.say(lang, crm.Say("public.title_"+code)), Data: s.say(lang, crm.Say("public.text_"+code)), Still: true,
	}, "message.html")
}

// down answers where the program itself can't just now; why stays in its log.
func (s *Server) down(w http.ResponseWriter, r *http.Request, err error) {
	if context.Cause(r.Context()) == nil {
		s.options.Log.Error("a public page failed", slog.Any("error", err))
	}
	w.Header().Set("Retry-After", "60")
	s.fail(w, r, http.StatusServiceUnavailable)
}

// say is a phrase in a language, with moments on the business's clock.
func (s *Server) say(lang string, p crm.Phrase) string {
	return words.Render(lang, p, s.facts.Load().Zone)
}

// language is the one that was chosen on the page, else preferred (the client's,
// the form's; "" for none), else the first of ours that the browser asks for, else
// the business's.
func (s *Server) language(r *http.Request, preferred string) string {
	if chosen := r.URL.Query().Get("language"); words.Has(chosen) {
		return chosen
	}
	if words.Has(preferred) {
		return preferred
	}
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		code, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if words.Has(code) {
			return code
		}
	}
	if own := s.facts.Load().Language; words.Has(own) {
		return own
	}
	return words.Default
}

// lookRoutes are what pages are made of: stylesheets and scripts of pages/.
func (s *Server) lookRoutes(mux *http.ServeMux) {
	s.on(mux, "GET /look/{file}", route{often: -1}, func(w http.ResponseWriter, r *http.Request) {
		name := r.PathValue("file")
		content, err := files.ReadFile("pages/" + name)
		kind := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}[path.Ext(name)]
		if err != nil || kind == "" {
			s.fail(w, r, http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "public, max-age=3600")
		_, _ = w.Write(content) // the browser may have gone
	})
}
