package public

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// linkRoutes are the links in messages: /l/ of ours, /g/ over a counted one, /o/
// the picture that tells of opening. A GET changes nothing: programs look at
// every link of an email.
func (s *Server) linkRoutes(mux *http.ServeMux) {
	s.on(mux, "GET /l/{token}", route{}, s.visitLink)
	s.on(mux, "POST /l/{token}", route{often: 60}, s.pressLink)
	s.on(mux, "GET /g/{token}/{n}", route{}, s.visitHop)
	s.on(mux, "POST /g/{token}/{n}", route{often: 60}, s.pressHop)
	s.on(mux, "GET /o/{picture}", route{}, s.opened)
}

func arrival(r *http.Request) api.Arrival { return api.Arrival{Machine: machine(r)} }

// linkData is what the page of a link shows.
type linkData struct {
	Answer string // the emoji that was chosen; "" where the button says it
	Button string
	Target string // where it leads on to
	Host   string
}

func (s *Server) visitLink(w http.ResponseWriter, r *http.Request) {
	l, err := s.options.Service.VisitLink(r.Context(), r.PathValue("token"), arrival(r))
	switch {
	case err != nil:
		s.down(w, r, err)
	case !l.Live:
		s.linkGone(w, r)
	case !l.Changes:
		s.leadOn(w, r, l.Language, l.Target)
	case l.Again:
		s.linkDone(w, r, l)
	default:
		s.ask(w, r, l)
	}
}

func (s *Server) pressLink(w http.ResponseWriter, r *http.Request) {
	l, err := s.options.Service.PressLink(r.Context(), r.PathValue("token"), arrival(r))
	switch {
	case err != nil:
		s.down(w, r, err)
	case !l.Live:
		s.linkGone(w, r)
	case !l.Changes:
		s.going(w, r, l.Language, l.Target)
	default:
		s.linkDone(w, r, l)
	}
}

// ask shows the question and one button.
func (s *Server) ask(w http.ResponseWriter, r *http.Request, l api.PublicLink) {
	lang := s.language(r, l.Language)
	data := linkData{Button: l.Label}
	if l.Label == "" {
		data.Button = s.say(lang, crm.Say("link.page_confirm"))
	}
	if isEmoji(l.Label) {
		data.Answer, data.Button = l.Label, s.say(lang, crm.Say("link.page_send"))
	}
	title := l.Question
	if title == "" {
		title = s.say(lang, crm.Say("link.page_question"))
	}
	s.page(w, r, http.StatusOK, pageData{Lang: lang, Title: title, Data: data}, "link.html")
}

func (s *Server) linkDone(w http.ResponseWriter, r *http.Request, l api.PublicLink) {
	lang := s.language(r, l.Language)
	title := s.say(lang, crm.Say("link.page_done"))
	if l.Again {
		title = s.say(lang, crm.Say("link.page_again"))
	}
	s.page(w, r, http.StatusOK, pageData{Lang: lang, Title: title, Data: l.Thanks, Still: true}, "message.html")
}

// linkGone is what every link says that leads nowhere, whatever the reason.
func (s *Server) linkGone(w http.ResponseWriter, r *http.Request) {
	lang := s.language(r, "")
	s.page(w, r, http.StatusNotFound, pageData{
		Lang: lang, Title: s.say(lang, crm.Say("link.page_gone")), Data: s.say(lang, crm.Say("link.page_gone_text")), Still: true,
	}, "message.html")
}

// leadOn is a page that goes on by itself in a browser that a person looks at: a
// program that only reads it leaves no click behind.
func (s *Server) leadOn(w http.ResponseWriter, r *http.Request, language, target string) {
	lang, host := s.language(r, language), hostOf(target)
	s.page(w, r, http.StatusOK, pageData{
		Lang: lang, Title: s.say(lang, crm.Say("link.page_leading", "host", host)), Script: "go.js", Still: true,
		Data: linkData{Button: s.say(lang, crm.Say("link.page_go", "host", host))},
	}, "link.html")
}

// going sends the browser on. It is an answer of its own, not a redirect, because
// a form may lead to our pages only.
func (s *Server) going(w http.ResponseWriter, r *http.Request, language, target string) {
	u, err := url.Parse(target)
	if err != nil {
		s.linkGone(w, r)
		return
	}
	lang, host := s.language(r, language), hostOf(target)
	w.Header().Set("Refresh", "0;url="+u.String())
	s.page(w, r, http.StatusOK, pageData{
		Lang: lang, Title: s.say(lang, crm.Say("link.page_leading", "host", host)), Still: true, Data: linkData{Target: target, Host: host},
	}, "link_going.html")
}

func hostOf(target string) string {
	u, err := url.Parse(target)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

func (s *Server) visitHop(w http.ResponseWriter, r *http.Request) { s.hop(w, r, false) }
func (s *Server) pressHop(w http.ResponseWriter, r *http.Request) { s.hop(w, r, true) }

func (s *Server) hop(w http.ResponseWriter, r *http.Request, click bool) {
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 1 {
		s.linkGone(w, r)
		return
	}
	target, language, err := s.options.Service.Hop(r.Context(), r.PathValue("token"), n, click, arrival(r))
	switch {
	case err != nil:
		s.down(w, r, err)
	case target == "":
		s.linkGone(w, r)
	case click:
		s.going(w, r, language, target)
	default:
		s.leadOn(w, r, language, target)
	}
}

// pixel is a transparent picture of one dot.
var pixel = func() []byte {
	b, err := base64.StdEncoding.DecodeString("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
	if err != nil {
		panic(err) // it is written above
	}
	return b
}()

// opened gives the picture to everybody, and notes where it was fetched for one
// of our emails.
func (s *Server) opened(w http.ResponseWriter, r *http.Request) {
	token, ok := strings.CutSuffix(r.PathValue("picture"), ".gif")
	if !ok {
		s.fail(w, r, http.StatusNotFound)
		return
	}
	if err := s.options.Service.Opened(r.Context(), token, arrival(r)); err != nil {
		s.down(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "image/gif")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	_, _ = w.Write(pixel) // the browser may have gone
}

// isEmoji says whether words are only a picture: no letter and no digit.
func isEmoji(label string) bool {
	return label != "" && !strings.ContainsFunc(label, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
