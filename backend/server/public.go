package server

import (
	"net/http"
	"time"

	"github.com/go-chi/httprate"

	"stepwise/backend/crm"
)

// hooksPerMinute is how often one address may call; a gateway sends a receipt
// for each message.
const hooksPerMinute = 600

// hooks lets other programs in that have no session: what proves them is in the
// path or the body, and the handler's to check. They bring no cookies, get none,
// and don't get to send much.
func (s *Server) hooks() http.HandlerFunc {
	limited := httprate.LimitBy(hooksPerMinute, time.Minute,
		func(r *http.Request) (string, error) { return arrivalOf(r).address, nil },
		httprate.WithLimitHandler(func(w http.ResponseWriter, _ *http.Request) {
			writeError(w, http.StatusTooManyRequests, crm.Fail(crm.CodeForbidden, "server.too_many"))
		}))(s.options.Public)
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Content-Encoding") != "" {
			writeError(w, http.StatusUnsupportedMediaType, crm.Fail(crm.CodeInvalid, "server.no_compression"))
			return
		}
		if r.ContentLength > maxHook {
			writeError(w, http.StatusRequestEntityTooLarge, crm.Fail(crm.CodeInvalid, "server.body_too_long", "limit", "0.06"))
			return
		}
		r.Header.Del("Cookie")
		r.Body = http.MaxBytesReader(w, r.Body, maxHook)
		limited.ServeHTTP(w, r)
	}
}
