package public_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
	"stepwise/backend/words"
)

// callAt hands something in as another program does.
func (s *site) callAt(path, kind, body string, head ...string) (status int, out map[string]any, header http.Header) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, "http://"+s.host+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	for i := 0; i+1 < len(head); i += 2 {
		r.Header.Set(head[i], head[i+1])
	}
	resp, err := s.client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if json.Unmarshal(text, &out) != nil {
		s.t.Errorf("%d: no JSON: %.80s", resp.StatusCode, text)
	}
	return resp.StatusCode, out, resp.Header
}

func TestOtherProgramsHandInCards(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	svc := api.NewService(api.Deps{
		Version: "1.0.0", Started: w.Now(), Log: w.Log, Bus: &api.Bus{}, Store: w.Store, Engine: w.Engine, Outbox: w.Outbox, Kick: func() {},
		Say: func(lang string, p crm.Phrase) string { return words.Render(lang, p, w.Zone) },
	})
	site := serve(t, w.Store, svc)
	made, err := api.NewSession(t.Context(), w.Admin, svc).SaveInlet(api.SaveInletIn{
		Name: "Shop", Active: true, Route: crm.LeadRoute{Product: w.Product, Duplicates: crm.DuplicatesNew, Consent: crm.ConsentUnconfirmed},
		Maps: []crm.InletMap{{Path: "name", Key: "contact.name"}, {Path: "email", Key: "contact.email"}},
	})
	w.OK(err)
	const form, good = "application/x-www-form-urlencoded", `{"name":"Ion","email":"ion@client.example"}`
	for _, c := range []struct {
		name, path, kind, body string
		status                 int
		key                    string
	}{
		{"JSON", made.Path, "application/json", good, 200, ""},
		{"JSON of a kind of its own", made.Path, "application/cloudevents+json; charset=utf-8", `{"name":"Ana","email":"ana@client.example"}`, 200, ""},
		{"a form", made.Path, form, "name=Maria&email=maria%40client.example", 200, ""},
		{"a form in parts", made.Path, "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nVio\r\n--b--\r\n", 200, ""},
		{"a wrong token", made.Path + "x", "application/json", good, 404, "not_found"},
		{"a wrong address", "/in/inlet_vv/" + strings.Repeat("a", 32), "application/json", good, 404, "not_found"},
		{"text", made.Path, "text/plain", good, 415, "not_json"},
		{"another charset", made.Path, "application/json; charset=utf-16", good, 415, "not_json"},
		{"a list", made.Path, "application/json", "[1]", 422, "no_object"},
		{"too long", made.Path, "application/json", `{"name":"` + strings.Repeat("x", crm.MaxInletBody) + `"}`, 413, "too_long"},
		{"a form that is none", made.Path, form, "%zz=%", 422, "no_object"},
	} {
		status, out, header := site.callAt(c.path, c.kind, c.body)
		key, _ := out["error"].(string)
		if status != c.status || key != c.key || header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %d %v", c.name, status, out)
		}
	}
	_, first, _ := site.callAt(made.Path, "application/json", `{"name":"Zoe"}`, "Idempotency-Key", "k1")
	_, again, _ := site.callAt(made.Path, "application/json", `{"name":"Zoe"}`, "Idempotency-Key", "k1")
	if first["card"] != again["card"] || again["repeated"] != true {
		t.Errorf("a retry: %v, then %v", first, again)
	}
	status, wrong, _ := site.callAt(made.Path, "application/json", `{"email":"x"}`)
	list, _ := wrong["problems"].([]any)
	if status != 422 || len(list) != 1 {
		t.Errorf("a wrong address: %d %v", status, wrong)
	}
	for range 200 {
		if status, _, head := site.callAt(made.Path+"x", "application/json", good); status == http.StatusTooManyRequests {
			if head.Get("Retry-After") == "" {
				t.Error("it doesn't say how long to wait")
			}
			return
		}
	}
	t.Error("nobody who guesses is stopped")
}
