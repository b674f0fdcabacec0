package public

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

const jsonType = "application/json"

// formRoutes are the pages of forms, what is sent in by them, and the link of the
// mail that asks to confirm an address.
func (s *Server) formRoutes(mux *http.ServeMux) {
	takes := route{often: 60, types: []string{formType, partsType, jsonType}}
	s.on(mux, "GET /f/{slug}", route{often: 120}, s.formPage)
	s.on(mux, "GET /f/{slug}/frame", route{often: 120}, s.formPage)
	s.on(mux, "POST /f/{slug}", takes, s.submitForm)
	s.on(mux, "POST /f/{slug}/frame", takes, s.submitForm)
	s.on(mux, "GET /f/{slug}/thanks", route{often: 120}, s.formThanks)
	s.on(mux, "GET /f/{slug}/frame/thanks", route{often: 120}, s.formThanks)
	s.on(mux, "GET /c/{token}", route{often: 60}, s.askConfirmation)
	s.on(mux, "POST /c/{token}", route{often: 60}, s.confirm)
}

func framed(r *http.Request) bool {
	rest, _ := strings.CutPrefix(r.URL.Path, "/f/"+r.PathValue("slug"))
	return strings.HasPrefix(rest, "/frame")
}

func (s *Server) visit(r *http.Request) api.FormVisit {
	return api.FormVisit{Slug: r.PathValue("slug"), Language: s.language(r, ""), Frame: framed(r), Machine: machine(r)}
}

// formPage shows a form.
func (s *Server) formPage(w http.ResponseWriter, r *http.Request) {
	p, err := s.options.Service.OpenForm(r.Context(), s.visit(r))
	if err != nil {
		s.formFailed(w, r, err)
		return
	}
	s.showForm(w, r, http.StatusOK, p)
}

// formFailed answers for a form that isn't there or is switched off, and where
// the program can't just now.
func (s *Server) formFailed(w http.ResponseWriter, r *http.Request, err error) {
	if crm.CodeOf(err) != crm.CodeNotFound {
		s.down(w, r, err)
		return
	}
	lang := s.language(r, "")
	p := pageData{Lang: lang, Title: s.say(lang, crm.Say("form.page.closed_title")), Data: s.say(lang, crm.Say("form.page.closed_text")), Still: true}
	inFrame(&p, framed(r))
	s.page(w, r, http.StatusNotFound, p, "message.html")
}

func inFrame(p *pageData, frame bool) {
	if frame {
		p.Bare, p.Frames = true, []string{"*"}
	}
}

func (s *Server) showForm(w http.ResponseWriter, r *http.Request, status int, p api.FormPage) {
	s.page(w, r, status, formData(p, status != http.StatusOK), "form.html")
}

// formPath is where a form's page is.
func formPath(p api.FormPage) string {
	if p.Frame {
		return "/f/" + p.Slug + "/frame"
	}
	return "/f/" + p.Slug
}

// formView is a form on its page.
type formView struct {
	api.FormPage
	Action string // where it is sent to
}

// formData is the page of a form.
func formData(p api.FormPage, still bool) pageData {
	d := pageData{Lang: p.Lang, Title: p.Title, Data: formView{p, formPath(p) + "?language=" + p.Lang}, Script: "form.js", Still: still || p.Fixed}
	if p.Leads != "" {
		d.Leads = []string{p.Leads}
	}
	inFrame(&d, p.Frame)
	return d
}

// submitForm takes what was sent in. Forms of other websites may send it too:
// there is nothing here that a signed-in browser could be made to do.
func (s *Server) submitForm(w http.ResponseWriter, r *http.Request) {
	values, status := formValues(r)
	if status != 0 {
		if status == http.StatusRequestEntityTooLarge {
			s.tooLong(w, r)
			return
		}
		s.fail(w, r, status)
		return
	}
	in := api.FormPost{FormVisit: s.visit(r), Values: values, Sender: network(addressOf(r)), Page: pageOf(r)}
	if lang := values.Get("language"); lang != "" && r.URL.Query().Get("language") == "" {
		r.URL.RawQuery = url.Values{"language": {lang}}.Encode()
		in.Language = s.language(r, "")
	}
	out, err := s.options.Service.SubmitForm(r.Context(), in)
	switch {
	case err != nil:
		s.formFailed(w, r, err)
	case wantsJSON(r):
		s.answerJSON(w, out)
	case out.Wait:
		w.Header().Set("Retry-After", "600")
		s.showForm(w, r, http.StatusTooManyRequests, out.Page)
	case !out.Done:
		s.showForm(w, r, http.StatusUnprocessableEntity, out.Page)
	case out.Page.Target != "" && !in.Frame:
		http.Redirect(w, r, out.Page.Target, http.StatusSeeOther)
	default:
		http.Redirect(w, r, formPath(out.Page)+"/thanks?language="+out.Page.Lang, http.StatusSeeOther)
	}
}

// pageOf is the page of another website on which the form stood, as far as its
// browser says; "" for our own.
func pageOf(r *http.Request) string {
	for _, name := range []string{"Referer", "Origin"} {
		u, err := url.Parse(r.Header.Get(name))
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			continue
		}
		if strings.EqualFold(u.Host, r.Host) {
			return ""
		}
		u.RawQuery, u.Fragment, u.User = "", "", nil
		if text := u.String(); len(text) <= 300 {
			return text
		}
	}
	return ""
}

// formThanks is the page after a form.
func (s *Server) formThanks(w http.ResponseWriter, r *http.Request) {
	p, err := s.options.Service.ThankForm(r.Context(), s.visit(r))
	if err != nil {
		s.formFailed(w, r, err)
		return
	}
	d := pageData{Lang: p.Lang, Title: s.say(s.language(r, p.Lang), crm.Say("form.page.thanks_title")), Data: p, Script: "form.js", Still: true}
	inFrame(&d, p.Frame)
	s.page(w, r, http.StatusOK, d, "form_thanks.html")
}

// askConfirmation asks whether an address is theirs; it changes nothing.
func (s *Server) askConfirmation(w http.ResponseWriter, r *http.Request) {
	c, err := s.options.Service.AskConfirmation(r.Context(), r.PathValue("token"))
	s.confirmation(w, r, c, err)
}

func (s *Server) confirm(w http.ResponseWriter, r *http.Request) {
	c, err := s.options.Service.Confirm(r.Context(), r.PathValue("token"))
	s.confirmation(w, r, c, err)
}

func (s *Server) confirmation(w http.ResponseWriter, r *http.Request, c api.Confirmation, err error) {
	if err != nil {
		s.down(w, r, err)
		return
	}
	lang := s.language(r, c.Language)
	say := func(key string, pairs ...any) string { return s.say(lang, crm.Say("form.page."+key, pairs...)) }
	switch {
	case !c.Live:
		s.page(w, r, http.StatusNotFound, pageData{Lang: lang, Title: say("confirm_gone_title"), Data: say("confirm_gone_text", "days", api.ConfirmDays), Still: true}, "message.html")
	case c.Done:
		text := say("confirmed_text", "business", s.facts.Load().Name, "email", c.Email)
		s.page(w, r, http.StatusOK, pageData{Lang: lang, Title: say("confirmed_title"), Data: text, Still: true}, "message.html")
	default:
		s.page(w, r, http.StatusOK, pageData{Lang: lang, Title: say("confirm_title"), Data: c}, "form_confirm.html")
	}
}

// DrawForm is the page of a form as one file with its look in it, for a preview in
// a frame that runs nothing.
func DrawForm(p api.FormPage, business string) (string, error) {
	d := formData(p, true)
	d.Business, d.Script = business, ""
	var b bytes.Buffer
	if err := pages["form.html"].ExecuteTemplate(&b, "layout.html", d); err != nil {
		return "", err
	}
	look, err := files.ReadFile("pages/public.css")
	if err != nil {
		return "", err
	}
	return strings.Replace(b.String(), `<link rel="stylesheet" href="/look/public.css">`, "<style>"+string(look)+"</style>", 1), nil
}
