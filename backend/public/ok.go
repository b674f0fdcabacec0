package public

import (
	"net/http"

	"stepwise/backend/crm"
)

// okRoutes let the settings try whether the public address leads here.
func (s *Server) okRoutes(mux *http.ServeMux) {
	s.on(mux, "GET /ok/{token}", route{}, func(w http.ResponseWriter, r *http.Request) {
		answer, err := s.options.Service.AnswerTry(r.Context(), r.PathValue("token"))
		switch {
		case crm.CodeOf(err) == crm.CodeNotFound:
			s.fail(w, r, http.StatusNotFound)
		case err != nil:
			s.down(w, r, err)
		default:
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			_, _ = w.Write([]byte(answer)) // the asker may have gone
		}
	})
}
