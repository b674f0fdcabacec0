package server

import (
	"io/fs"
	"net/http"
	"path"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/screens"
)

// file answers with a file of the built SPA. The SPA routes behind "#", so a
// path that is no file is a mistake and not a page.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" {
		name = "index.html"
	}
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00:") {
		notThere(w)
		return
	}
	if strings.HasPrefix(name, "assets/") { // named after their contents
		w.Header().Set("Cache-Control", "private, max-age=31536000, immutable")
	}
	if !screens.Serve(w, r, s.options.Assets, name) {
		w.Header().Set("Cache-Control", "no-store")
		notThere(w)
	}
}

// onlyPlainPaths answers 404 where the router would clean "/a/../b" up and
// redirect.
func onlyPlainPaths(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if clean := path.Clean("/" + r.URL.Path); clean != r.URL.Path && clean+"/" != r.URL.Path {
			notThere(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func notThere(w http.ResponseWriter) {
	writeError(w, http.StatusNotFound, crm.Fail(crm.CodeNotFound, "error.no_page"))
}
