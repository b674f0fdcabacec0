package api_test

import (
	"encoding/base64"
	"errors"
	"regexp"
	"slices"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/importer"
	"stepwise/backend/testkit"
	"stepwise/backend/words"
)

// desk is somebody who works in a World through the operations.
type desk struct {
	*testkit.World
	api *api.Session // as the administrator
	svc *api.Service

	card crm.CardID // of its tasks
}

// open is a furnished World (see testkit) and its administrator's session.
func open(t *testing.T, options ...testkit.Option) *desk {
	t.Helper()
	w := testkit.NewWorld(t, options...)
	d := &desk{World: w}
	d.svc = api.NewService(api.Deps{
		Version: "1.0.0", Started: w.Now(), Log: w.Log, Bus: &api.Bus{}, Store: w.Store, Engine: w.Engine, Outbox: w.Outbox,
		Channels: w.Outbox.Channels, Mail: mailServer{}, Kick: func() {}, MachineZone: "Europe/Budapest",
		Say: func(lang string, p crm.Phrase) string { return words.Render(lang, p, w.Zone) },
	})
	d.api = d.as(max(w.Admin, 1))
	return d
}

// as is another colleague's session.
func (d *desk) as(user crm.UserID) *api.Session { return api.NewSession(d.T.Context(), user, d.svc) }

// answer is what an operation said.
type answer[Out any] struct {
	out Out
	err error
}

// ask takes an operation's answer: ask(d.api.GetStatus()).ok(t).
func ask[Out any](out Out, err error) answer[Out] { return answer[Out]{out, err} }

// ok fails the test at once where the operation failed.
func (a answer[Out]) ok(t *testing.T) Out {
	t.Helper()
	if a.err != nil {
		t.Fatal(a.err)
	}
	return a.out
}

// refused wants exactly this error: "code key", then "path key" for each
// problem in order. Every key must have words in all languages.
func (a answer[Out]) refused(t *testing.T, want ...string) {
	t.Helper()
	var e *crm.Error
	if !errors.As(a.err, &e) {
		t.Errorf("got %v, want %q", a.err, want)
		return
	}
	said(t, crm.Phrase{Key: e.Key, Args: e.Args})
	got := append([]string{string(e.Code) + " " + e.Key}, problems(t, e.Problems)...)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// invalid wants an invalid error with exactly these problems.
func (a answer[Out]) invalid(t *testing.T, want ...string) {
	t.Helper()
	a.refused(t, append([]string{"invalid error.invalid"}, want...)...)
}

// arg is one argument of the error.
func (a answer[Out]) arg(name string) any {
	var e *crm.Error
	if !errors.As(a.err, &e) {
		return nil
	}
	return e.Args[name]
}

var blank = regexp.MustCompile(`\{\{\s*[a-zA-Z_]+\s*\}\}`)

// said wants words for a phrase in every language, with every blank filled.
func said(t *testing.T, p crm.Phrase) {
	t.Helper()
	for _, lang := range words.Languages() {
		if text := words.Render(lang, p, nil); text == p.Key || text == "" || blank.MatchString(text) {
			t.Errorf("%s is said in %s as %q", p.Key, lang, text)
		}
	}
}

// problems are the paths and keys of problems that an answer carries.
func problems(t *testing.T, list []crm.Problem) []string {
	t.Helper()
	out := []string{}
	for _, p := range list {
		out = append(out, p.Path+" "+p.Key)
		said(t, crm.Phrase{Key: p.Key, Args: p.Args})
	}
	return out
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func same[T comparable](t *testing.T, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\ngot  %v\nwant %v", what, got, want)
	}
}

// offers is a saved filter on the status "Offer sent".
func (d *desk) offers() crm.FilterID {
	return d.Filter(d.When("status", "is", testkit.OfferSent))
}

// draft is a sequence that could be saved, with one task step.
func (d *desk) draft(change ...func(*api.SaveSequenceIn)) api.SaveSequenceIn {
	in := api.SaveSequenceIn{Product: d.Product, Name: "Offer follow-up", Filter: d.offers(), Steps: []crm.Step{
		testkit.TaskStep("3d", d.Template(crm.TemplateTask, "Call {{card.name}}", "")),
	}}
	for _, f := range change {
		f(&in)
	}
	return in
}

// upload gives a file to the import.
func (d *desk) upload(name, text string) (api.ReadImportOut, error) {
	return d.api.ReadImport(api.ReadImportIn{Product: d.Product, Name: name, Content: base64.StdEncoding.EncodeToString([]byte(text))})
}

// start runs an import to its end.
func (d *desk) start(in api.StartImportIn) api.JobView {
	d.T.Helper()
	job, err := d.api.StartImport(in)
	d.OK(err)
	job, err = d.svc.Wait(d.T.Context(), job.ID)
	d.OK(err)
	return job
}

// checkOf asks about a file as it was read.
func checkOf(read api.ReadImportOut) api.CheckImportIn {
	return api.CheckImportIn{Import: read.Import, Encoding: read.Encoding, Delimiter: read.Delimiter, Mapping: read.Mapping}
}

// startOf applies a file as it was read, as the screens preselect it.
func startOf(read api.ReadImportOut) api.StartImportIn {
	return api.StartImportIn{Import: read.Import, Encoding: read.Encoding, Delimiter: read.Delimiter, Mapping: read.Mapping, Consent: true}
}

// to maps one column.
func to(t *testing.T, read *api.ReadImportOut, header string, target importer.Target) {
	t.Helper()
	if err := api.MapColumn(&read.Mapping, read.Headers, header, string(target)); err != nil {
		t.Fatal(err)
	}
}
