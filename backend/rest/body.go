package rest

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// maxBody is the largest body of a request: no thing that is made here is larger.
const maxBody = 1 << 20

// readBody reads the body of a request and leaves it there for the route. It
// must be JSON in which nothing is said twice or can be read in two ways.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return nil, nil
	}
	if r.Header.Get("Content-Encoding") != "" {
		return nil, newProblem(http.StatusUnsupportedMediaType, crm.Fail(crm.CodeInvalid, "server.no_compression"))
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		return nil, newProblem(http.StatusRequestEntityTooLarge, crm.Fail(crm.CodeInvalid, "server.body_too_long", "limit", maxBody>>20))
	case err != nil:
		return nil, newProblem(http.StatusBadRequest, crm.Fail(crm.CodeInvalid, "server.body_broken"))
	}
	if body = bytes.TrimSpace(body); len(body) == 0 {
		r.Body = http.NoBody
		return nil, nil
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" && kind != "application/merge-patch+json" {
		return nil, newProblem(http.StatusUnsupportedMediaType, crm.Fail(crm.CodeInvalid, "server.json_only"))
	}
	r.Header.Set("Content-Type", "application/json")
	var any any
	if err := api.ReadStrict(body, &any); err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body, nil
}
