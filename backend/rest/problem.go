package rest

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"stepwise/backend/crm"
	"stepwise/backend/words"
)

// Problem is every error that leaves the API (RFC 9457).
type Problem struct {
	Type     string   `json:"type" doc:"Always about:blank: key says more."`
	Title    string   `json:"title" doc:"The status in words."`
	Status   int      `json:"status"`
	Detail   string   `json:"detail" doc:"What is wrong, in English."`
	Code     string   `json:"code" enum:"invalid,not_found,conflict,forbidden,unavailable,internal" doc:"The kind of error."`
	Key      string   `json:"key" doc:"Names this error in every version and language."`
	Ref      string   `json:"ref,omitempty" doc:"Of an internal error: finds it in the log."`
	Problems []Detail `json:"problems,omitempty" doc:"Everything that is wrong with the input."`

	after int // seconds until it is worth trying again; 0 for nothing to say
}

// Detail is one thing that is wrong with an input.
type Detail struct {
	Path   string `json:"path" doc:"Where, such as fields.valid_until."`
	Key    string `json:"key"`
	Detail string `json:"detail"`
}

func (p *Problem) Error() string { return p.Key + ": " + p.Detail }

// GetStatus is the status of the answer.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders are the headers of the answer.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.after > 0 {
		h.Set("Retry-After", strconv.Itoa(p.after))
	}
	return h
}

// ContentType names what a problem is written in.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

var statuses = map[crm.Code]int{
	crm.CodeInvalid:     http.StatusUnprocessableEntity,
	crm.CodeNotFound:    http.StatusNotFound,
	crm.CodeConflict:    http.StatusConflict,
	crm.CodeForbidden:   http.StatusForbidden,
	crm.CodeUnavailable: http.StatusServiceUnavailable,
	crm.CodeInternal:    http.StatusInternalServerError,
}

// newProblem says an error with a status of its own.
func newProblem(status int, e *crm.Error) *Problem {
	p := &Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: english(e.Key, e.Args), Code: string(e.Code), Key: e.Key, Ref: e.Ref,
	}
	for _, one := range e.Problems {
		p.Problems = append(p.Problems, Detail{Path: one.Path, Key: one.Key, Detail: english(one.Key, one.Args)})
	}
	if status == http.StatusServiceUnavailable {
		p.after = 5
	}
	return p
}

func english(key string, args crm.Args) string {
	return words.Render("en", crm.Phrase{Key: key, Args: args}, nil)
}

// problemOf is an error with the status of its code. One that isn't ours says
// nothing of itself.
func problemOf(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	var e *crm.Error
	if !errors.As(err, &e) || e.Code == crm.CodeInternal && e.Ref == "" {
		e = crm.Fail(crm.CodeInternal, "rest.internal")
	}
	return newProblem(statuses[e.Code], e)
}

// refuse answers with an error before there is a route.
func refuse(w http.ResponseWriter, status int, e *crm.Error) { refuseAny(w, newProblem(status, e)) }

func refuseAny(w http.ResponseWriter, err error) {
	p := problemOf(err)
	text, err := json.Marshal(p)
	if err != nil {
		panic(err) // a problem is plain text
	}
	for name, values := range p.GetHeaders() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(text, '\n')) // the caller may have gone
}

func writeProblem(_ huma.API, ctx huma.Context, p *Problem) {
	text, err := json.Marshal(p)
	if err != nil {
		panic(err)
	}
	ctx.SetHeader("Content-Type", p.ContentType(""))
	ctx.SetStatus(p.Status)
	_, _ = ctx.BodyWriter().Write(append(text, '\n'))
}

// What huma finds wrong with an input is said as a problem of ours. Only this
// room knows huma, so its one variable is ours to set.
func init() { //nolint:gochecknoinits // the library has no other place for it
	huma.DefaultArrayNullable = false // our lists are never null
	huma.NewError = humaProblem
	huma.NewErrorWithContext = func(_ huma.Context, status int, msg string, errs ...error) huma.StatusError {
		return humaProblem(status, msg, errs...)
	}
}

func humaProblem(status int, msg string, errs ...error) huma.StatusError {
	var bad crm.Problems
	for _, err := range errs {
		var p *Problem
		if errors.As(err, &p) {
			return p
		}
		d := &huma.ErrorDetail{Message: err.Error()}
		var with huma.ErrorDetailer
		if errors.As(err, &with) {
			d = with.ErrorDetail()
		}
		bad.Add(placeOf(d), keyOf(d.Message), "reason", d.Message)
	}
	switch status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		if len(bad) == 0 {
			bad.Add("", "rest.bad_value", "reason", msg)
		}
		return newProblem(http.StatusUnprocessableEntity, &crm.Error{Code: crm.CodeInvalid, Key: "error.invalid", Problems: bad})
	case 0, http.StatusOK, http.StatusInternalServerError:
		return newProblem(http.StatusInternalServerError, crm.Fail(crm.CodeInternal, "rest.internal"))
	}
	return newProblem(status, crm.Fail(crm.CodeInvalid, "rest.bad_value", "reason", msg))
}

// placeOf is where something is wrong, without the part of the request: names
// are unlike across them. Of what is missing the library names only what lacks it.
func placeOf(d *huma.ErrorDetail) string {
	within := withoutPart(d)
	rest, missing := strings.CutPrefix(d.Message, "expected required property ")
	if !missing {
		return within
	}
	name, _, _ := strings.Cut(rest, " ")
	if within == "" {
		return name
	}
	return within + "." + name
}

func withoutPart(d *huma.ErrorDetail) string {
	for _, part := range []string{"body", "query", "path", "header"} {
		if d.Location == part {
			return ""
		}
		if rest, ok := strings.CutPrefix(d.Location, part+"."); ok {
			return rest
		}
	}
	return d.Location
}

func keyOf(message string) string {
	switch {
	case strings.HasPrefix(message, "unexpected property"), strings.HasPrefix(message, "unknown query"):
		return "error.unknown_field"
	case strings.HasPrefix(message, "expected required property"), strings.HasPrefix(message, "required "):
		return "rest.missing"
	}
	return "rest.bad_value"
}
