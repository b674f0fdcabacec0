package api

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"html/template"
	"io"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// ExportPerson gives everything about a contact as one archive (administrators):
// person.json for programs, person.html to read, and the files of its cards.
func (s *Session) ExportPerson(in ContactKey) (out Download, err error) {
	var p personFile
	lang := s.language()
	err = s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		p, err = s.gather(v, in.ID, lang)
		return err
	})
	if err != nil {
		return out, err
	}
	content, err := s.archive(p)
	if err != nil {
		return out, err
	}
	return s.download(fileName(fold.Fold(p.Person.Name)+".zip"), "application/zip", content)
}

// mostArchived is how many bytes of files one archive holds; what is beyond is
// named in it.
const mostArchived = 200_000_000

func (s *Session) archive(p personFile) ([]byte, error) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return nil, err
	}
	var page bytes.Buffer
	if err := personPage.Execute(&page, readable{p}); err != nil {
		return nil, err
	}
	if err := put(z, "person.html", &page); err != nil {
		return nil, err
	}
	if err := put(z, "person.json", bytes.NewReader(text)); err != nil {
		return nil, err
	}
	var total int64
	for _, f := range p.Files {
		if total += f.Size; total > mostArchived {
			break
		}
		if err := s.putContent(z, f); err != nil {
			return nil, err
		}
	}
	err = z.Close()
	return buf.Bytes(), err
}

// putContent adds a file's content; one whose content is lost is only named.
func (s *Session) putContent(z *zip.Writer, f personStore) error {
	r, err := s.svc.deps.Store.OpenContent(f.hash)
	if crm.CodeOf(err) == crm.CodeUnavailable {
		return nil
	}
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // opened for reading
	return put(z, f.path, r)
}

func put(z *zip.Writer, name string, r io.Reader) error {
	w, err := z.Create(name)
	if err == nil {
		_, err = io.Copy(w, r)
	}
	return err
}

// readable is a personFile with the words of its page.
type readable struct{ personFile }

// Word is a word of the page.
func (r readable) Word(key string) string { return r.words(crm.Say("contacts.export_" + key)) }

// State is a message's state in words.
func (r readable) State(state string) string { return r.words(crm.Say("state." + state)) }

// Consent is an address's consent in words.
func (r readable) Consent(a personAddr) string {
	if a.Suppressed != "" {
		return a.said + ", " + r.words(crm.Say("contacts.suppressed"))
	}
	return a.said
}

var personPage = template.Must(template.New("person").Parse(`<!doctype html>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{.Person.Name}}</title>
<style>
body{font:15px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1f2430}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid #d8dbe2}h3{font-size:1rem;margin:1.5rem 0 .25rem}
table{border-collapse:collapse;width:100%}td{padding:.2rem .75rem .2rem 0;vertical-align:top}td:first-child{white-space:nowrap;color:#5b6270}
.quiet{color:#5b6270}pre{white-space:pre-wrap;font:inherit;margin:.25rem 0;padding:.5rem .75rem;background:#f4f5f8;border-radius:4px}
</style>
<h1>{{.Person.Name}}</h1>
<p class="quiet">{{.Workspace}} · {{.Made}}</p>
<table>
{{with .Person.Company}}<tr><td>{{$.Word "company"}}</td><td>{{.}}</td></tr>{{end}}
{{range .Addresses}}<tr><td>{{.Address}}</td><td>{{$.Consent .}} <span class="quiet">{{.Since}}</span></td></tr>{{end}}
{{with .Person.Website}}<tr><td>{{$.Word "website"}}</td><td>{{.}}</td></tr>{{end}}
{{with .Person.Postal}}<tr><td>{{$.Word "postal"}}</td><td style="white-space:pre-line">{{.}}</td></tr>{{end}}
{{if .Person.Tags}}<tr><td>{{$.Word "tags"}}</td><td>{{range $i, $t := .Person.Tags}}{{if $i}}, {{end}}{{$t}}{{end}}</td></tr>{{end}}
<tr><td>{{$.Word "created"}}</td><td>{{.Person.Created}}</td></tr>
</table>
{{with .Person.Note}}<pre>{{.}}</pre>{{end}}
{{if .Consents}}<h2>{{.Word "consents"}}</h2><table>{{range .Consents}}<tr><td>{{.At}}</td><td>{{.Text}} <span class="quiet">{{.Who}}</span></td></tr>{{end}}</table>{{end}}
{{if .Cards}}<h2>{{.Word "cards"}}</h2>{{range .Cards}}
<h3>{{.Name}}</h3><p class="quiet">{{.Product}} · {{.Status}}{{with .Owner}} · {{.}}{{end}} · {{.Created}}</p>
<table>{{range .Fields}}<tr><td>{{.Name}}</td><td>{{.Value}}</td></tr>{{end}}</table>
{{if .Tasks}}<p><b>{{$.Word "tasks"}}</b></p><table>{{range .Tasks}}<tr><td>{{.Due}}</td><td>{{.Title}} {{with .Done}}<span class="quiet">✓ {{.}}</span>{{end}}{{with .Note}}<br>{{.}}{{end}}</td></tr>{{end}}</table>{{end}}
{{if .Notes}}<p><b>{{$.Word "notes"}}</b></p>{{range .Notes}}<p class="quiet">{{.At}} {{.Who}}</p><pre>{{.Text}}</pre>{{end}}{{end}}
{{if .Runs}}<p><b>{{$.Word "automations"}}</b></p><table>{{range .Runs}}<tr><td>{{.Entered}}</td><td>{{.Automation}} <span class="quiet">{{.Ended}}</span></td></tr>{{end}}</table>{{end}}
<p><b>{{$.Word "history"}}</b></p><table>{{range .History}}<tr><td>{{.At}}</td><td>{{.Text}} <span class="quiet">{{.Who}}</span></td></tr>{{end}}</table>
{{end}}{{end}}
{{if .Messages}}<h2>{{.Word "messages"}}</h2>{{range .Messages}}<p class="quiet">{{.At}} · {{.To}} · {{$.State .State}} · {{.Automation}}</p>{{with .Subject}}<b>{{.}}</b>{{end}}<pre>{{.Text}}</pre>{{range .Came}}<p class="quiet">{{.At}} · {{.Text}}</p>{{end}}{{end}}{{end}}
{{if .Forms}}<h2>{{.Word "forms"}}</h2>{{range .Forms}}<p class="quiet">{{.At}} · {{.Form}} · {{.Page}}{{if .Agreed}} · ✓ {{.Wording}}{{end}}</p><table>{{range .Answers}}<tr><td>{{.Name}}</td><td style="white-space:pre-line">{{.Value}}</td></tr>{{end}}</table>{{end}}{{end}}
{{with .CallTexts}}<h2>{{$.Word "calls"}}</h2>{{range .}}<pre>{{.}}</pre>{{end}}{{end}}
{{if .Files}}<h2>{{.Word "files"}}</h2><table>{{range .Files}}<tr><td>{{.At}}</td><td>{{.Name}} <span class="quiet">{{.Card}}</span></td></tr>{{end}}</table>{{end}}
`))
