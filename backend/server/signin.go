package server

import (
	"errors"
	"mime"
	"net/http"
	"strconv"

	"stepwise/backend/crm"
	"stepwise/backend/login"
)

// signIn lets the bearer of a fresh link in, on this computer only. It answers
// with a page that goes on by itself, not with a redirect: after a redirect that
// began on another site (a web mail, a web terminal) the browser would leave the
// new cookie out.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	in := page{Next: "/", Title: say(r, "server.signed_in")}
	if _, ok, err := s.knows(r); err == nil && ok { // the link opened twice in one browser
		s.write(w, r, http.StatusOK, in)
		return
	}
	session, ok := "", false
	if arrivalOf(r).local && !s.options.Site.open() {
		session, ok = s.keeper.Enter(r.URL.Query().Get("token"))
	}
	if !ok {
		s.closedPage(w, r, "server.link_used")
		return
	}
	http.SetCookie(w, s.cookie(session, false))
	s.write(w, r, http.StatusOK, in)
}

// wayIn is what somebody sees who came for the page and is not in: where people
// have passwords, the page that asks for one.
func (s *Server) wayIn(w http.ResponseWriter, r *http.Request) {
	anybody, _, err := s.keeper.Passwords(r.Context())
	switch {
	case err != nil:
		s.write(w, r, http.StatusServiceUnavailable, page{Title: say(r, "server.closed_title"), Text: say(r, "server.not_now")})
	case anybody:
		http.Redirect(w, r, "/login", http.StatusSeeOther)
	default:
		s.closedPage(w, r, "server.sign_in_needed")
	}
}

// closedPage is the 401 that a person sees.
func (s *Server) closedPage(w http.ResponseWriter, r *http.Request, key string) {
	s.write(w, r, http.StatusUnauthorized, page{Title: say(r, "server.closed_title"), Text: say(r, key), Hint: say(r, "server.closed_hint")})
}

// loginPage asks for address and password.
func (s *Server) loginPage(w http.ResponseWriter, r *http.Request) {
	if _, ok, err := s.knows(r); err == nil && ok {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	if anybody, _, err := s.keeper.Passwords(r.Context()); err != nil || !anybody {
		s.wayIn(w, r)
		return
	}
	s.write(w, r, http.StatusOK, page{Kind: "login", Title: say(r, "login.title"), Text: say(r, "login.words")})
}

func (s *Server) login(w http.ResponseWriter, r *http.Request) {
	if !readForm(w, r) {
		return
	}
	email := r.PostForm.Get("email")
	in, err := s.keeper.SignIn(r.Context(), email, r.PostForm.Get("password"), from(r))
	if err != nil {
		s.refusePage(w, r, err, page{Kind: "login", Title: say(r, "login.title"), Text: say(r, "login.words"), Email: email})
		return
	}
	s.letIn(w, r, in)
}

func (s *Server) loginCode(w http.ResponseWriter, r *http.Request) {
	if !readForm(w, r) {
		return
	}
	half := r.PostForm.Get("half")
	session, err := s.keeper.SecondStep(r.Context(), half, r.PostForm.Get("code"), from(r))
	if e := new(crm.Error); errors.As(err, &e) && e.Key == "login.half_over" {
		s.refusePage(w, r, err, page{Kind: "login", Title: say(r, "login.title"), Text: say(r, "login.words")})
		return
	}
	if err != nil {
		s.refusePage(w, r, err, codePage(r, half))
		return
	}
	s.letIn(w, r, login.SignedIn{Session: session})
}

func codePage(r *http.Request, half string) page {
	return page{Kind: "code", Title: say(r, "login.code_title"), Text: say(r, "login.code_words"), Token: half}
}

// letIn gives the browser its session, under a new token, or asks for the code.
func (s *Server) letIn(w http.ResponseWriter, r *http.Request, in login.SignedIn) {
	if in.Half != "" {
		s.write(w, r, http.StatusOK, codePage(r, in.Half))
		return
	}
	for _, old := range r.CookiesNamed(s.cookieName()) { // who was signed in here is not any more
		_ = s.keeper.SignOut(r.Context(), old.Value) // it is over in any case
	}
	http.SetCookie(w, s.cookie(in.Session, true))
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// invitationPage asks for a password. Looking at it uses nothing up: programs
// that check mails open every link.
func (s *Server) invitationPage(w http.ResponseWriter, r *http.Request) {
	s.invitation(w, r, r.URL.Query().Get("token"), nil)
}

func (s *Server) acceptInvitation(w http.ResponseWriter, r *http.Request) {
	if !readForm(w, r) {
		return
	}
	token := r.PostForm.Get("token")
	in, err := s.keeper.Accept(r.Context(), token, r.PostForm.Get("password"), from(r))
	if err != nil {
		s.invitation(w, r, token, err)
		return
	}
	s.letIn(w, r, in)
}

func (s *Server) invitation(w http.ResponseWriter, r *http.Request, token string, wrong error) {
	u, ok, err := s.keeper.Invited(r.Context(), token)
	if err != nil || !ok {
		s.write(w, r, http.StatusGone, page{Over: true, Title: say(r, "login.invitation_title"), Text: say(r, "login.invitation_over")})
		return
	}
	p := page{Kind: "invitation", Title: say(r, "login.invitation_title"), Text: u.Name + " · " + u.Email, Email: u.Email, Token: token}
	if wrong != nil {
		s.refusePage(w, r, wrong, p)
		return
	}
	s.write(w, r, http.StatusOK, p)
}

// logout ends the session of the browser that asks.
func (s *Server) logout(w http.ResponseWriter, r *http.Request) {
	for _, c := range r.CookiesNamed(s.cookieName()) {
		if err := s.keeper.SignOut(r.Context(), c.Value); err != nil {
			writeError(w, http.StatusServiceUnavailable, unavailable(err))
			return
		}
	}
	gone := s.cookie("", false) //nolint:gosec // as it was set
	gone.MaxAge = -1
	http.SetCookie(w, gone)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// refusePage is a page with what was wrong.
func (s *Server) refusePage(w http.ResponseWriter, r *http.Request, err error, p page) {
	status := statusOf(err)
	if e := new(crm.Error); errors.As(err, &e) && e.Code == crm.CodeForbidden && status == http.StatusForbidden {
		status = http.StatusUnauthorized
	}
	if seconds := login.Wait(err); seconds > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
	}
	p.Wrong = sayError(r, err)
	s.write(w, r, status, p)
}

// readForm reads what a page sends: nothing else, and not much.
func readForm(w http.ResponseWriter, r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" || r.Header.Get("Content-Encoding") != "" {
		writeError(w, http.StatusUnsupportedMediaType, crm.Fail(crm.CodeInvalid, "server.form_only"))
		return false
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	err = r.ParseForm()
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		writeError(w, http.StatusRequestEntityTooLarge, crm.Fail(crm.CodeInvalid, "server.body_broken"))
	case err != nil:
		writeError(w, http.StatusBadRequest, crm.Fail(crm.CodeInvalid, "server.body_broken"))
	}
	return err == nil
}
