package server

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"

	"stepwise/backend/crm"
)

// trace is what is known of a request once it was answered. The route is ours:
// nothing that a caller wrote into the path or behind it is ever noted.
type trace struct {
	route  string
	user   crm.UserID
	status int
}

type traceKey struct{}

func traceOf(r *http.Request) *trace {
	if t, ok := r.Context().Value(traceKey{}).(*trace); ok {
		return t
	}
	return &trace{}
}

// noted counts every request and writes a line about it: never a body, a token,
// an address or what stands behind a "?".
func (s *Server) noted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := s.options.Since()
		t := &trace{route: "none"}
		id := rand.Text()
		w.Header().Set("X-Request-Id", id)
		next.ServeHTTP(&watched{ResponseWriter: w, trace: t}, r.WithContext(context.WithValue(r.Context(), traceKey{}, t)))
		if t.status == 0 {
			t.status = http.StatusOK
		}
		took := s.options.Since() - began
		s.counts.request(t, took)
		if s.options.Access != nil {
			s.options.Access.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("id", id), slog.String("method", r.Method),
				slog.String("route", t.route), slog.Int("status", t.status), slog.Float64("ms", float64(took.Microseconds())/1000), slog.String("user", t.user.String()))
		}
	})
}

// watched sees the status of an answer.
type watched struct {
	http.ResponseWriter
	trace *trace
}

func (w *watched) WriteHeader(status int) {
	if w.trace.status == 0 && status >= 200 {
		w.trace.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets event streams flush and files be sent.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }
