package server

import (
	"context"
	"net/http"

	"stepwise/backend/crm"
	"stepwise/backend/login"
)

// cookieName is what the browser keeps the session under. __Host- binds it to
// this very host and to TLS. On loopback there is no TLS, and the port is in the
// name: browsers give cookies to every port of a host, and two Stepwise may run
// on one machine.
func (s *Server) cookieName() string {
	if s.options.Site.secure() {
		return "__Host-stepwise"
	}
	return "stepwise_" + s.port()
}

// cookie is a session as the browser keeps it: after a link until it is closed,
// after a password as long as the session may last. On loopback it is Strict: a
// link from elsewhere never brings it along. Others come by links in mails that
// Stepwise itself wrote: Lax, and what a GET answers is no secret to a page that
// can't read it.
func (s *Server) cookie(session string, keep bool) *http.Cookie {
	c := &http.Cookie{ //nolint:gosec // Secure wherever there is TLS; loopback is plain HTTP
		Name: s.cookieName(), Value: session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: s.options.Site.secure(),
	}
	if s.options.Site.open() {
		c.SameSite = http.SameSiteLaxMode
	}
	if keep {
		c.MaxAge = int(login.WholeTime.Seconds())
	}
	return c
}

// from is where a request comes from, for the log of sign-ins.
func from(r *http.Request) login.From {
	return login.From{Address: arrivalOf(r).address, Device: r.UserAgent()}
}

type whoKey struct{}

// knows says who a request comes from, by the cookies it carries.
func (s *Server) knows(r *http.Request) (login.Who, bool, error) {
	for _, c := range r.CookiesNamed(s.cookieName()) {
		if who, ok, err := s.keeper.Know(r.Context(), c.Value, from(r)); ok || err != nil {
			return who, ok, err
		}
	}
	return login.Who{}, false, nil
}

// onlyWithSession answers 401 without a session: to browsers that came for the
// page, the way in; to everything else, an error.
func (s *Server) onlyWithSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, ok, err := s.knows(r)
		switch {
		case err != nil:
			writeError(w, http.StatusServiceUnavailable, unavailable(err))
		case ok:
			traceOf(r).user = who.User
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), whoKey{}, who)))
		case r.Method == http.MethodGet && r.URL.Path == "/":
			s.wayIn(w, r)
		default:
			writeError(w, http.StatusUnauthorized, crm.Fail(crm.CodeForbidden, "server.no_session"))
		}
	})
}

func whoOf(r *http.Request) login.Who {
	who, _ := r.Context().Value(whoKey{}).(login.Who)
	return who
}

// unavailable is what a stranger may know of an error of ours.
func unavailable(err error) error {
	return &crm.Error{Code: crm.CodeUnavailable, Key: "server.not_now", Cause: err}
}
