package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/rest"
	"stepwise/backend/words"
)

// answered is what the API said, here or on a server.
type answered struct {
	status int
	body   []byte
}

// ask runs the operation of a command of the API; typed is its struct, filled by
// kong.
func (j *job) ask(o operation, typed reflect.Value) error {
	how, _ := typed.FieldByName("Asking").Interface().(asking)
	path, question, header := o.typed(typed)
	var body []byte
	if o.body != nil {
		sets, _ := typed.FieldByName("Set").Interface().([]string)
		var err error
		if body, err = j.typedBody(o, typed.FieldByName("Given").String(), sets); err != nil {
			return err
		}
	}
	send := func(ctx context.Context, base string, do func(*http.Request) (answered, error)) (answered, error) {
		address := base + rest.Prefix + path
		if len(question) > 0 {
			address += "?" + question.Encode()
		}
		r, err := http.NewRequestWithContext(ctx, o.method, address, bytes.NewReader(body))
		if err != nil {
			return answered{}, err
		}
		r.Header = header
		if len(body) > 0 {
			r.Header.Set("Content-Type", "application/json")
		}
		return do(r)
	}
	got, err := j.reach(o, how, send)
	if err != nil {
		return err
	}
	if got.status >= http.StatusBadRequest {
		return j.refused(got)
	}
	if how.JSON {
		_, err := j.Stdout.Write(got.body)
		return err
	}
	return j.show(got.body, how.Columns)
}

// typed are the values of a command in their places; what was not typed is not
// there.
func (o operation) typed(typed reflect.Value) (path string, question url.Values, header http.Header) {
	path, question, header = o.path, url.Values{}, http.Header{}
	for i, p := range o.params {
		var list []string
		switch v := typed.Field(i).Interface().(type) {
		case string:
			list = append(list, v)
		case []string:
			list = v
		case bool:
			if v {
				list = append(list, "true")
			}
		}
		for _, value := range list {
			switch {
			case p.in == "path":
				path = strings.ReplaceAll(path, "{"+p.name+"}", url.PathEscape(value))
			case value == "":
			case p.in == "query":
				question.Add(p.name, value)
			case p.in == "header":
				header.Add(p.name, value)
			}
		}
	}
	return path, question, header
}

// refusal is an error of the API (RFC 9457), as rest writes it.
type refusal struct {
	Title    string   `json:"title"`
	Detail   string   `json:"detail"`
	Code     crm.Code `json:"code"`
	Key      string   `json:"key"`
	Problems []struct {
		Path   string `json:"path"`
		Key    string `json:"key"`
		Detail string `json:"detail"`
	} `json:"problems"`
}

// refused says what the API said, in the language of the terminal where the
// words need nothing put into them.
func (j *job) refused(got answered) error {
	var r refusal
	if json.Unmarshal(got.body, &r) != nil || r.Key == "" {
		return crm.Fail(crm.CodeUnavailable, "cli.no_api", "status", got.status)
	}
	lines := []string{j.said(r.Key, r.Detail)}
	for _, p := range r.Problems {
		lines = append(lines, "  "+plain(p.Path)+": "+j.said(p.Key, p.Detail))
	}
	fmt.Fprintln(j.Stderr, "stepwise:", strings.Join(lines, "\n"))
	if r.Code == crm.CodeInvalid {
		return usage
	}
	return failed
}

func (j *job) said(key, english string) string {
	if text := words.Render(j.lang, crm.Say(key), nil); text != key && !strings.Contains(text, "{{") {
		return text
	}
	return plain(english)
}
