package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/login"
)

// rpc runs one operation. The body is a JSON list of at most one argument, as
// the SPA sends it, or that argument itself, as a program would; nothing is no
// argument. The answer is {"result": …} or {"error": {code, key, args, …}}.
func (s *Server) rpc(w http.ResponseWriter, r *http.Request) {
	method := r.PathValue("method")
	if api.Has(method) {
		traceOf(r).route = "POST /rpc/" + method
	}
	limit := int64(maxInput)
	if api.TakesFile(method) {
		limit = maxBody
	}
	args, status, err := readArgs(w, r, limit)
	if err != nil {
		writeError(w, status, err)
		return
	}
	w.Header().Set(changesHeader, strconv.FormatUint(s.options.Service.Bus().Changes(), 10))
	result, err := api.Call(s.session(r), method, args)
	if err != nil {
		refuse(w, err)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"result": result})
}

func readArgs(w http.ResponseWriter, r *http.Request, limit int64) ([]json.RawMessage, int, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return nil, http.StatusUnsupportedMediaType, crm.Fail(crm.CodeInvalid, "server.json_only")
	}
	if r.Header.Get("Content-Encoding") != "" {
		return nil, http.StatusUnsupportedMediaType, crm.Fail(crm.CodeInvalid, "server.no_compression")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var tooLong *http.MaxBytesError
	if errors.As(err, &tooLong) {
		return nil, http.StatusRequestEntityTooLarge, crm.Fail(crm.CodeInvalid, "server.body_too_long", "limit", limit>>20)
	}
	if err != nil {
		return nil, http.StatusBadRequest, crm.Fail(crm.CodeInvalid, "server.body_broken")
	}
	body = bytes.TrimSpace(body)
	switch {
	case len(body) == 0:
		return nil, 0, nil
	case body[0] != '[':
		return []json.RawMessage{body}, 0, nil
	}
	var args []json.RawMessage
	if err := json.Unmarshal(body, &args); err != nil {
		return nil, http.StatusUnprocessableEntity, crm.Fail(crm.CodeInvalid, "error.bad_json", "reason", strings.TrimPrefix(err.Error(), "json: "))
	}
	return args, 0, nil
}

var statuses = map[crm.Code]int{
	crm.CodeInvalid:     http.StatusUnprocessableEntity,
	crm.CodeNotFound:    http.StatusNotFound,
	crm.CodeConflict:    http.StatusConflict,
	crm.CodeForbidden:   http.StatusForbidden,
	crm.CodeUnavailable: http.StatusServiceUnavailable,
	crm.CodeInternal:    http.StatusInternalServerError,
}

func statusOf(err error) int {
	if login.Wait(err) > 0 {
		return http.StatusTooManyRequests
	}
	return statuses[crm.CodeOf(err)]
}

// refuse answers with an error, and with when to come back where it says so.
func refuse(w http.ResponseWriter, err error) {
	if seconds := login.Wait(err); seconds > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
	}
	writeError(w, statusOf(err), err)
}

func writeError(w http.ResponseWriter, status int, err error) {
	writeJSON(w, status, map[string]any{"error": err})
}

// writeJSON answers; a caller that has gone away is no matter.
func writeJSON(w http.ResponseWriter, status int, v any) {
	text, err := json.Marshal(v)
	if err != nil { // api.Guard has seen to it that answers can be written
		status, text = http.StatusInternalServerError, []byte(`{"error":{"code":"internal","key":"error.internal"}}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n'))
}
