package public

import (
	"io"
	"net/http"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// hookRoutes are what the providers of SMS call. A gateway sends a receipt for each
// message.
func (s *Server) hookRoutes(mux *http.ServeMux) {
	s.on(mux, "POST /hooks/sms/{account}/{token}", route{often: 600, types: []string{"*"}}, smsHook(s.options.Service))
}

// Hooks answers the providers of SMS where the application listens too: POST
// /hooks/sms/{account}/{token}.
func Hooks(service *api.Service) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /hooks/sms/{account}/{token}", smsHook(service))
	return mux
}

// smsHook takes a call. What proves it is the token, and the provider's signature
// where it signs. A wrong token and an account that isn't there look the same.
func smsHook(service *api.Service) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		hook := crm.Hook{Header: r.Header, Query: r.URL.Query(), Body: body}
		err = service.SMSHook(r.Context(), r.PathValue("account"), r.PathValue("token"), r.URL.RequestURI(), hook)
		w.WriteHeader(hookStatus(err))
	}
}

func hookStatus(err error) int {
	if err == nil {
		return http.StatusNoContent
	}
	switch crm.CodeOf(err) {
	case crm.CodeInvalid:
		return http.StatusBadRequest
	case crm.CodeForbidden:
		return http.StatusForbidden
	case crm.CodeNotFound:
		return http.StatusNotFound
	default:
		return http.StatusServiceUnavailable // they come again
	}
}
