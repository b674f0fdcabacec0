// Package recovery is the page that stands where Stepwise would, while its
// database can't be opened: it says what is wrong, lists the backups, restores one
// or repairs the database. It needs no database and no session; in serve, the link
// that is printed lets in.
package recovery

import (
	"context"
	"crypto/subtle"
	"errors"
	"html/template"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"stepwise/backend"
	"stepwise/backend/backup"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/words"
)

// Page is the recovery of one data folder.
type Page struct {
	Config  config.Config
	Wrong   crm.Phrase // why the database can't be opened
	Token   string     // without it nothing answers; "": the window's own page
	Restore func(context.Context, backend.Wanted) (aside string, err error)
	Repair  func(context.Context) (aside string, err error)

	busy sync.Mutex
	once sync.Once
	done chan struct{}
}

// Done is closed when the database can be opened again.
func (p *Page) Done() <-chan struct{} {
	p.once.Do(func() { p.done = make(chan struct{}) })
	return p.done
}

type shown struct {
	Lang, Token  string
	Wrong, Error string
	Aside        string // it is done; what was there lies in this folder
	Backups      []line
}

type line struct {
	Path, Words string
	Locked      bool
}

// Say is a sentence in the page's language.
func (s shown) Say(key string) string { return words.Render(s.Lang, crm.Say(key), nil) }

// ServeHTTP shows the page, and does what is asked for with POST.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
	if r.URL.Path != "/" || subtle.ConstantTimeCompare([]byte(r.FormValue("token")), []byte(p.Token)) != 1 {
		http.Error(w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
		return
	}
	out := shown{Lang: language(r), Token: p.Token}
	out.Wrong = words.Render(out.Lang, p.Wrong, backend.Zone())
	status := http.StatusServiceUnavailable
	if r.Method == http.MethodPost {
		p.act(r, &out)
	}
	if out.Aside != "" {
		status = http.StatusOK
	} else {
		p.list(&out)
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_ = pageTemplate.Execute(w, out) // the browser may have gone
	if out.Aside != "" {
		p.Done()
		close(p.done)
	}
}

func (p *Page) list(out *shown) {
	list, _ := backend.Backups(p.Config) // none is an answer
	for _, f := range list {
		out.Backups = append(out.Backups, line{Path: f.Path, Words: words.Render(out.Lang, backup.Words(f), backend.Zone()), Locked: f.Manifest.Encrypted})
	}
}

// act restores or repairs; one at a time, and only once.
func (p *Page) act(r *http.Request, out *shown) {
	p.busy.Lock()
	defer p.busy.Unlock()
	select {
	case <-p.Done():
		return
	default:
	}
	var err error
	ctx := context.WithoutCancel(r.Context()) // half a restore helps nobody
	if r.FormValue("do") == "repair" {
		out.Aside, err = p.Repair(ctx)
	} else {
		path := strings.TrimSpace(r.FormValue("path"))
		out.Aside, err = p.Restore(ctx, backend.Wanted{Path: path, Passphrase: r.FormValue("passphrase"), Key: r.FormValue("key") != ""})
	}
	if err != nil {
		out.Aside = ""
		out.Error = words.Render(out.Lang, phrase(err), backend.Zone())
	}
}

func phrase(err error) crm.Phrase {
	var ours *crm.Error
	if errors.As(err, &ours) {
		return crm.Phrase{Key: ours.Key, Args: ours.Args}
	}
	return crm.Say("backup.restore_failed")
}

// Serve answers on a listener of this computer until the database can be opened
// again, true, or ctx ends, false.
func (p *Page) Serve(ctx context.Context, l net.Listener) (again bool, err error) {
	srv := &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: time.Minute}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return false, err
	case <-p.Done():
		again = true
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return again, srv.Shutdown(grace)
}

// language is the first of ours that the browser asks for.
func language(r *http.Request) string {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		code, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if words.Has(code) {
			return code
		}
	}
	return words.Default
}

var pageTemplate = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Stepwise</title><style>
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{margin:0;display:grid;justify-content:center}
main{box-sizing:border-box;width:min(44rem,100vw);padding:2rem 1.25rem}
h1{font-size:1.35rem;margin:0 0 .5rem}h2{font-size:1.05rem;margin:1.75rem 0 .25rem}p{margin:.4rem 0;overflow-wrap:anywhere}
form{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;padding:.6rem 0;border-bottom:1px solid #8885}
form>span{flex:1 1 16rem}input[type=text],input[type=password]{font:inherit;padding:.35rem .5rem;flex:1 1 12rem;min-width:0}
button{font:inherit;padding:.35rem .9rem;border:0;border-radius:6px;background:#364fc7;color:#fff;cursor:pointer}
.wrong{padding:.75rem 1rem;border:1px solid #c92a2a;border-radius:8px}.quiet{opacity:.8}
</style></head><body><main>
{{- if .Aside}}<h1>{{.Say "recovery.done"}}</h1><p>{{.Say "recovery.done_words"}}</p><p class="quiet">{{.Aside}}</p>
{{- else}}<h1>{{.Say "recovery.title"}}</h1>
<p class="wrong" role="alert">{{.Wrong}}</p>{{if .Error}}<p class="wrong" role="alert">{{.Error}}</p>{{end}}
<p>{{.Say "recovery.words"}}</p>
<h2>{{.Say "recovery.repair_title"}}</h2>
<form method="post" action="/"><input type="hidden" name="token" value="{{.Token}}"><input type="hidden" name="do" value="repair">
<span>{{.Say "recovery.repair_words"}}</span><button>{{.Say "standstill.repair"}}</button></form>
<h2>{{.Say "backup.list"}}</h2>
{{- $page := .}}{{range .Backups}}
<form method="post" action="/"><input type="hidden" name="token" value="{{$page.Token}}"><input type="hidden" name="path" value="{{.Path}}">
<span>{{.Words}}</span>{{if .Locked}}<input type="password" name="passphrase" required aria-label="{{$page.Say "backup.passphrase_label"}}" placeholder="{{$page.Say "backup.passphrase_label"}}">{{end}}
<button>{{$page.Say "backup.restore"}}</button></form>
{{- else}}<p>{{.Say "backup.none"}}</p>{{end}}
<h2>{{.Say "backup.from_file"}}</h2>
<form method="post" action="/"><input type="hidden" name="token" value="{{.Token}}">
<input type="text" name="path" required aria-label="{{.Say "backup.file"}}" placeholder="{{.Say "backup.file"}}">
<input type="password" name="passphrase" aria-label="{{.Say "backup.passphrase_label"}}" placeholder="{{.Say "backup.passphrase_label"}}">
<label><input type="checkbox" name="key" value="yes"> {{.Say "backup.use_key"}}</label>
<button>{{.Say "backup.restore"}}</button></form>{{end}}
</main></body></html>
`))
