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
:root{color-scheme:light dark;--ground:#f4f5f8;--card:#fff;--ink:#20242d;--quiet:#525a6a;--line:#c3c8d2;--edge:#e3e6ec;--lead:#4840c8;--ring:#6f6fee;--bad:#ab1527;--bad-ground:#fdeaec;
font:15px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
@media(prefers-color-scheme:dark){:root{--ground:#12151b;--card:#1c2028;--ink:#e4e7ee;--quiet:#b0b7c5;--line:#565d6e;--edge:#2d323e;--lead:#524bdc;--ring:#a9abfa;--bad:#ff9aa5;--bad-ground:#3d1a20}}
*{box-sizing:border-box}
body{display:grid;justify-items:center;align-content:start;margin:0;min-height:100vh;padding:24px 16px;background:var(--ground);color:var(--ink)}
main{width:100%;max-width:720px;padding:32px;border:1px solid var(--edge);border-radius:12px;background:var(--card)}
@media(max-width:480px){main{padding:20px}}
.brand{display:flex;gap:10px;align-items:center;margin:0 0 24px;color:var(--quiet);font-weight:600;font-size:17px}
h1{font-size:21px;line-height:1.3;margin:0 0 8px}h2{font-size:16px;margin:28px 0 4px}p{margin:8px 0;overflow-wrap:anywhere}
form{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;padding:10px 0}form+form{border-top:1px solid var(--edge)}
form>span{flex:1 1 16rem;font-variant-numeric:tabular-nums}.file{display:grid;grid-template-columns:1fr 1fr;align-items:end}.file>.field,.file>.check{grid-column:1/-1}.file>button{justify-self:end;grid-column:1/-1}
@media(max-width:480px){.file>button{justify-self:start}}
.field{flex:1 1 12rem;min-width:0;font-weight:500;font-size:14px}input[type=text],input[type=password]{display:block;width:100%;height:40px;margin-top:2px;padding:0 12px;border:1px solid var(--line);border-radius:8px;background:var(--card);color:inherit;font:inherit}
.check input{width:18px;height:18px;margin:0 8px 0 0;vertical-align:-3px}
button{min-height:40px;padding:0 16px;border:1px solid var(--line);border-radius:8px;background:var(--card);color:inherit;font:inherit;font-weight:600;cursor:pointer}
.go{border-color:var(--lead);background:var(--lead);color:#fff}:focus-visible{outline:2px solid var(--ring);outline-offset:2px}
.wrong{padding:12px 16px;border-radius:8px;background:var(--bad-ground);color:var(--bad)}.quiet{color:var(--quiet)}
</style></head><body><main>
<p class="brand"><svg width="28" height="28" viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6" fill="#4840c8"/><path d="M6 17h4v-4h4V9h4" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>Stepwise</p>
{{- if .Aside}}<h1>{{.Say "recovery.done"}}</h1><p>{{if .Token}}{{.Say "recovery.done_server"}}{{else}}{{.Say "recovery.done_words"}}{{end}}</p><p class="quiet">{{.Aside}}</p>
{{- else}}<h1>{{.Say "recovery.title"}}</h1>
<p class="quiet">{{.Say "recovery.words"}}</p>
<p class="wrong" role="alert">{{.Wrong}}</p>{{if .Error}}<p class="wrong" role="alert">{{.Error}}</p>{{end}}
<h2>{{.Say "recovery.repair_title"}}</h2>
<form method="post" action="/"><input type="hidden" name="token" value="{{.Token}}"><input type="hidden" name="do" value="repair">
<span>{{.Say "recovery.repair_words"}}</span><button class="go">{{.Say "standstill.repair"}}</button></form>
<h2>{{.Say "backup.list"}}</h2>
{{- $page := .}}{{range .Backups}}
<form method="post" action="/"><input type="hidden" name="token" value="{{$page.Token}}"><input type="hidden" name="path" value="{{.Path}}">
<span>{{.Words}}</span>{{if .Locked}}<label class="field">{{$page.Say "backup.passphrase_label"}}<input type="password" name="passphrase" required autocomplete="off"></label>{{end}}
<button>{{$page.Say "backup.restore"}}</button></form>
{{- else}}<p class="quiet">{{.Say "backup.none"}}</p>{{end}}
<h2>{{.Say "backup.from_file"}}</h2>
<form class="file" method="post" action="/"><input type="hidden" name="token" value="{{.Token}}">
<label class="field">{{.Say "backup.file"}}<input type="text" name="path" required autocomplete="off"></label>
<label class="field">{{.Say "recovery.passphrase_if"}}<input type="password" name="passphrase" autocomplete="off"></label>
<label class="check"><input type="checkbox" name="key" value="yes">{{.Say "backup.use_key"}}</label>
<button>{{.Say "backup.restore"}}</button></form>{{end}}
</main></body></html>
`))
