package public

import (
	"net/http"
	"net/url"
	"strings"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// unsubscribesPerMinute is more than what other pages may be asked for: mail
// providers click for all of their users.
const unsubscribesPerMinute = 1200

// unsubscribeData is what the page for unsubscribing shows.
type unsubscribeData struct {
	api.UnsubscribePage
	Token string
	Step  string // "ask", "done", "undone", "stays"
}

// unsubscribeRoutes are a message's page for unsubscribing and its one click (RFC
// 8058). A token that isn't ours gets the same pages, and nothing happens.
func (s *Server) unsubscribeRoutes(mux *http.ServeMux) {
	takes := route{often: unsubscribesPerMinute, types: []string{formType, partsType}}
	s.on(mux, "GET /u/{token}", takes, s.unsubscribePage)
	s.on(mux, "POST /u/{token}", takes, s.unsubscribe)
	s.on(mux, "POST /u/{token}/undo", takes, s.undoUnsubscribe)
}

func (s *Server) unsubscribePage(w http.ResponseWriter, r *http.Request) {
	page, err := s.options.Service.UnsubscribePage(r.Context(), r.PathValue("token"))
	if err != nil {
		s.down(w, r, err)
		return
	}
	s.showUnsubscribe(w, r, "ask", page)
}

func (s *Server) unsubscribe(w http.ResponseWriter, r *http.Request) {
	fields, ok := s.anyForm(w, r)
	if !ok {
		return
	}
	page, err := s.options.Service.Unsubscribe(r.Context(), r.PathValue("token"), crm.SuppressionScope(fields.Get("choice")))
	if err != nil {
		s.down(w, r, err)
		return
	}
	if !page.Known { // as if it were
		page.Now = crm.ScopeMarketing
		if fields.Get("choice") == string(crm.ScopeAll) {
			page.Now = crm.ScopeAll
		}
	}
	s.showUnsubscribe(w, r, "done", page)
}

func (s *Server) undoUnsubscribe(w http.ResponseWriter, r *http.Request) {
	fields, ok := s.anyForm(w, r)
	if !ok {
		return
	}
	page, done, err := s.options.Service.UndoUnsubscribe(r.Context(), r.PathValue("token"), fields.Get("undo"))
	if err != nil {
		s.down(w, r, err)
		return
	}
	step := "stays"
	if done {
		step = "undone"
	}
	s.showUnsubscribe(w, r, step, page)
}

func (s *Server) showUnsubscribe(w http.ResponseWriter, r *http.Request, step string, page api.UnsubscribePage) {
	lang := s.language(r, page.Language)
	if page.Proposed == crm.ScopeNone {
		page.Proposed = crm.ScopeMarketing
	}
	s.page(w, r, http.StatusOK, pageData{
		Lang: lang, Title: s.say(lang, crm.Say("public.unsubscribe_title_"+step)), Still: strings.HasSuffix(r.URL.Path, "/undo"),
		Data: unsubscribeData{UnsubscribePage: page, Token: r.PathValue("token"), Step: step},
	}, "unsubscribe.html")
}

const partsType = "multipart/form-data"

// anyForm reads the fields of a small form in either of its encodings; where they
// can't be read, it has answered.
func (s *Server) anyForm(w http.ResponseWriter, r *http.Request) (url.Values, bool) {
	if !strings.HasPrefix(strings.ToLower(r.Header.Get("Content-Type")), partsType) {
		return s.form(w, r)
	}
	if err := r.ParseMultipartForm(maxBody); err != nil {
		s.unreadable(w, r, err)
		return nil, false
	}
	return r.PostForm, true
}
