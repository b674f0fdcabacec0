package public

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"stepwise/backend/api"
)

// The most that is read of what a form sends.
const (
	maxFormFields = 200
	maxFormPart   = 32 << 10
)

// formValues reads what was sent, in one of the three ways that forms have; where
// it can't be read, status says why.
func formValues(r *http.Request) (values url.Values, status int) {
	kind, options, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := strings.ToLower(options["charset"])
	if err != nil || len(r.Header.Values("Content-Type")) != 1 || !slices.Contains([]string{"", "utf-8", "utf8", "us-ascii"}, charset) {
		return nil, http.StatusUnsupportedMediaType
	}
	switch kind {
	case formType:
		var body []byte
		if body, err = io.ReadAll(r.Body); err == nil {
			values, err = url.ParseQuery(string(body))
		}
	case partsType:
		values, err = parts(r.Body, options["boundary"])
	case jsonType:
		values, err = jsonValues(r.Body)
	default:
		return nil, http.StatusUnsupportedMediaType
	}
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		return nil, http.StatusRequestEntityTooLarge
	case errors.Is(err, errNotOurs):
		return nil, http.StatusUnsupportedMediaType
	case err != nil, len(values) > maxFormFields:
		return nil, http.StatusBadRequest
	}
	return values, 0
}

var errNotOurs = errors.New("no form of ours")

// parts reads multipart/form-data: texts only.
func parts(body io.Reader, boundary string) (url.Values, error) {
	if boundary == "" || len(boundary) > 70 {
		return nil, errNotOurs
	}
	values := url.Values{}
	reader := multipart.NewReader(body, boundary)
	for n := 0; ; n++ {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) && n > 0 {
			return values, nil
		}
		if err != nil || n > maxFormFields {
			return nil, errors.Join(err, errNotOurs)
		}
		if part.FileName() != "" || part.FormName() == "" {
			return nil, errNotOurs
		}
		text, err := io.ReadAll(io.LimitReader(part, maxFormPart))
		if err != nil {
			return nil, err
		}
		values.Add(part.FormName(), string(text))
	}
}

// jsonValues reads one flat object: a text, or a list of texts, by each name, each
// name once.
func jsonValues(body io.Reader) (url.Values, error) {
	d := json.NewDecoder(body)
	d.UseNumber()
	values := url.Values{}
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return nil, errors.Join(err, errNotOurs)
	}
	for d.More() {
		token, err := d.Token()
		name, isName := token.(string)
		if err != nil || !isName || values.Has(name) || len(values) > maxFormFields {
			return nil, errors.Join(err, errNotOurs)
		}
		var raw any
		if err := d.Decode(&raw); err != nil {
			return nil, err
		}
		list, many := raw.([]any)
		if !many {
			list = []any{raw}
		}
		values[name] = []string{}
		for _, one := range list {
			text, ok := textOf(one)
			if !ok {
				return nil, errNotOurs
			}
			values.Add(name, text)
		}
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errNotOurs
	}
	return values, nil
}

func textOf(x any) (string, bool) {
	switch x := x.(type) {
	case nil:
		return "", true
	case string:
		return x, true
	case json.Number:
		return x.String(), true
	case bool:
		if x {
			return "yes", true
		}
		return "", true
	}
	return "", false
}

// wantsJSON says whether a script sent it that reads the answer itself.
func wantsJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Content-Type"), jsonType)
}

// jsonAnswer is what a script of a website gets.
type jsonAnswer struct {
	Done   bool              `json:"done"`
	Thanks string            `json:"thanks,omitempty"`
	Target string            `json:"target,omitempty"`
	Error  string            `json:"error,omitempty"`
	Wrong  map[string]string `json:"wrong,omitempty"` // by the name of the answer
}

func (s *Server) answerJSON(w http.ResponseWriter, out api.FormAnswer) {
	answer, status := jsonAnswer{Done: out.Done}, http.StatusOK
	switch {
	case out.Done:
		answer.Thanks, answer.Target = out.Page.Thanks, out.Page.Target
	case out.Wait:
		w.Header().Set("Retry-After", "600")
		answer.Error, status = out.Page.Error, http.StatusTooManyRequests
	default:
		answer.Error, answer.Wrong, status = out.Page.Error, map[string]string{}, http.StatusUnprocessableEntity
		for _, q := range out.Page.Questions {
			if q.Wrong != "" {
				answer.Wrong[q.Name] = q.Wrong
			}
		}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(answer) // the browser may have gone
}
