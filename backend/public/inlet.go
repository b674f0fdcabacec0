package public

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"math"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// inletRoutes is where other programs hand in what becomes cards. They are
// answered in JSON, and in English where words help who sets them up.
func (s *Server) inletRoutes(mux *http.ServeMux) {
	s.on(mux, "POST /in/{id}/{token}", route{body: math.MaxInt64, often: -1, types: []string{"*"}}, s.handIn)
}

// How often programs may call: one network address, and one address of ours from
// everywhere.
const (
	callsOfOne = 120
	callsOfAll = 600
)

// callRefusal is what a program is told that did not come as far as a card.
type callRefusal struct {
	Error string `json:"error"`
	Words string `json:"words"`
}

func (s *Server) handIn(w http.ResponseWriter, r *http.Request) {
	if !s.mayCall(w, "in|"+network(addressOf(r)), callsOfOne) {
		return
	}
	id, ok, err := s.options.Service.OpenInlet(r.Context(), r.PathValue("id"), r.PathValue("token"))
	switch {
	case err != nil:
		s.options.Log.Error("a call can't be looked at", slog.Any("error", err))
		refuseCall(w, http.StatusServiceUnavailable, "unavailable", "Try again later.")
		return
	case !ok:
		refuseCall(w, http.StatusNotFound, "not_found", "There is nothing at this address.")
		return
	case !s.mayCall(w, "inlet|"+id.String(), callsOfAll):
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, crm.MaxInletBody)
	body, status, key := s.readCall(r)
	if status != 0 {
		if err := s.options.Service.RefuseCall(r.Context(), id, status, "incoming."+key); err != nil {
			s.options.Log.Error("a call can't be noted", slog.Any("error", err))
		}
		w.Header().Set("Connection", "close")
		refuseCall(w, status, key, s.say("en", crm.Say("incoming."+key)))
		return
	}
	out, err := s.options.Service.TakeCall(r.Context(), id, api.ProgramCall{Body: body, Name: callName(r)})
	if err != nil {
		s.options.Log.Error("a call can't be taken", slog.String("inlet", id.String()), slog.Any("error", err))
		refuseCall(w, http.StatusServiceUnavailable, "unavailable", "Try again later.")
		return
	}
	answerCall(w, out.Status, out)
}

// callName is what the program calls this call: the same for a retry.
func callName(r *http.Request) string {
	for _, header := range []string{"Idempotency-Key", "Webhook-Id"} {
		if name := strings.TrimSpace(r.Header.Get(header)); name != "" {
			return header + "|" + name
		}
	}
	return ""
}

// readCall reads a JSON object or the fields of a form; status is 0 where it can
// be read.
func (s *Server) readCall(r *http.Request) (body map[string]any, status int, key string) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := strings.ToLower(params["charset"])
	switch {
	case err != nil, charset != "" && charset != "utf-8" && charset != "utf8", r.Header.Get("Content-Encoding") != "":
		return nil, http.StatusUnsupportedMediaType, "not_json"
	case r.ContentLength > crm.MaxInletBody:
		return nil, http.StatusRequestEntityTooLarge, "too_long"
	case kind == "multipart/form-data":
		err = r.ParseMultipartForm(crm.MaxInletBody)
		if err == nil {
			body, err = api.FormCall(r.MultipartForm.Value)
			_ = r.MultipartForm.RemoveAll()
		}
	case kind == "application/json", strings.HasSuffix(kind, "+json"), kind == formType:
		var raw []byte
		if raw, err = io.ReadAll(r.Body); err != nil {
			break
		}
		if kind != formType {
			body, err = api.JSONCall(raw)
			break
		}
		var fields url.Values
		if fields, err = url.ParseQuery(string(raw)); err == nil {
			body, err = api.FormCall(fields)
		}
	default:
		return nil, http.StatusUnsupportedMediaType, "not_json"
	}
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		return nil, http.StatusRequestEntityTooLarge, "too_long"
	case err != nil:
		return nil, http.StatusUnprocessableEntity, "no_object"
	}
	return body, 0, ""
}

// mayCall says whether one more call of key is allowed in this minute; where not,
// it has answered.
func (s *Server) mayCall(w http.ResponseWriter, key string, most int) bool {
	wait, ok := s.rates.take(key, most, time.Minute)
	if ok {
		return true
	}
	w.Header().Set("Retry-After", strconv.Itoa(max(1, int(math.Ceil(wait.Seconds())))))
	refuseCall(w, http.StatusTooManyRequests, "too_often", "Too many calls. Wait as long as Retry-After says.")
	return false
}

func refuseCall(w http.ResponseWriter, status int, key, words string) {
	answerCall(w, status, callRefusal{Error: key, Words: words})
}

func answerCall(w http.ResponseWriter, status int, out any) {
	text, err := json.Marshal(out)
	if err != nil {
		status, text = http.StatusInternalServerError, []byte("{}")
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n')) // who has gone doesn't mind
}
