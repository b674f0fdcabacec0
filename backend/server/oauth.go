package server

import (
	"net/http"

	"stepwise/backend/oauth"
)

// signedIn is where a browser comes back to from the provider of an email
// account. It needs no session, which a page of others may not bring along: what
// the answer carries can't be guessed and is good once.
func (s *Server) signedIn(w http.ResponseWriter, r *http.Request) {
	page, done := s.options.Service.FinishSignIn(r.Context(), r.URL.Query())
	oauth.Page(w, page, done)
}
