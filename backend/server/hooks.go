package server

import (
	"io"
	"net/http"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// Hooks answers the providers of SMS: POST /hooks/sms/{account}/{token}. What
// proves them is the token, and their signature where they sign. A wrong token
// and an account that isn't there look the same.
func Hooks(service *api.Service) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /hooks/sms/{account}/{token}", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxHook))
		if err != nil {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		hook := crm.Hook{Header: r.Header, Query: r.URL.Query(), Body: body}
		err = service.SMSHook(r.Context(), r.PathValue("account"), r.PathValue("token"), r.URL.RequestURI(), hook)
		w.WriteHeader(hookStatus(err))
	})
	return mux
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
