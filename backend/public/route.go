package public

import (
	"errors"
	"mime"
	"net/http"
	"net/url"
	"slices"
)

// The limits of a request, where a route doesn't say otherwise.
const (
	maxBody   = 64 << 10
	perMinute = 300 // requests of one address
)

// atMostPerMinute is how often one address may come for whatever: a flood is not
// even looked at.
const atMostPerMinute = 3000

const formType = "application/x-www-form-urlencoded"

// route is what a route takes. The zero value is a page, and a small form
// without files.
type route struct {
	body  int64    // bytes of a body at most; 0: maxBody
	often int      // requests of one address in a minute; 0: perMinute; below 0: as many as come
	types []string // content types of a body; nil: a form's; "*": any
}

// on adds a route. Its body is limited, its Content-Type is looked at, and there
// are no cookies.
func (s *Server) on(mux *http.ServeMux, pattern string, takes route, handle http.HandlerFunc) {
	if takes.body == 0 {
		takes.body = maxBody
	}
	if takes.often == 0 {
		takes.often = perMinute
	}
	if takes.types == nil {
		takes.types = []string{formType}
	}
	mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Cookie")
		if takes.often > 0 && !s.mayCome(w, r, takes.often) {
			return
		}
		if !bodyless(r) && !s.mayBring(w, r, takes) {
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, takes.body)
		handle(w, r)
	})
}

func bodyless(r *http.Request) bool {
	return r.ContentLength == 0 || r.Method == http.MethodGet || r.Method == http.MethodHead
}

// mayBring says whether the body is of a kind and size that the route takes;
// where not, it has answered.
func (s *Server) mayBring(w http.ResponseWriter, r *http.Request, takes route) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case r.Header.Get("Content-Encoding") != "":
		s.fail(w, r, http.StatusUnsupportedMediaType)
	case takes.types[0] != "*" && (err != nil || !slices.Contains(takes.types, kind)):
		s.fail(w, r, http.StatusUnsupportedMediaType)
	case r.ContentLength > takes.body:
		s.tooLong(w, r)
	default:
		return true
	}
	return false
}

// tooLong ends the connection too: what is left of the body is not wanted.
func (s *Server) tooLong(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Connection", "close")
	s.fail(w, r, http.StatusRequestEntityTooLarge)
}

// form reads the fields of a form that was posted; where they can't be read, it
// has answered 413 or 400 and ok is false.
func (s *Server) form(w http.ResponseWriter, r *http.Request) (fields url.Values, ok bool) {
	err := r.ParseForm()
	if err == nil {
		return r.PostForm, true
	}
	s.unreadable(w, r, err)
	return nil, false
}

// unreadable answers for a body that could not be read.
func (s *Server) unreadable(w http.ResponseWriter, r *http.Request, err error) {
	var long *http.MaxBytesError
	if errors.As(err, &long) {
		s.tooLong(w, r)
		return
	}
	s.fail(w, r, http.StatusBadRequest)
}
