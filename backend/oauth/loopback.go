package oauth

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Path is where a browser comes back to after a sign-in.
const Path = "/oauth/callback"

// Loopback listens on this computer for the one answer of a sign-in: take is
// given its query and answers with the page for the person; done is false where
// the answer is nobody's, and the waiting goes on. It listens until done, until
// ctx ends, or for Patience.
func Loopback(ctx context.Context, take func(context.Context, url.Values) (page []byte, done bool)) (redirect string, err error) {
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	ctx, end := context.WithTimeout(context.WithoutCancel(ctx), Patience)
	host := ln.Addr().String()
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Path, func(w http.ResponseWriter, r *http.Request) {
		if r.Host != host { // another name that leads here: not the provider's answer
			http.Error(w, "", http.StatusMisdirectedRequest)
			return
		}
		page, done := take(r.Context(), r.URL.Query())
		Page(w, page, done)
		if done {
			end()
		}
	})
	server := &http.Server{
		Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: time.Minute,
		IdleTimeout: time.Second, MaxHeaderBytes: 16 << 10,
	}
	go func() {
		<-ctx.Done()
		leave, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_ = server.Shutdown(leave) // lets the page that says so arrive
	}()
	go func() {
		defer end()
		_ = server.Serve(ln) // ends with Shutdown
	}()
	return "http://" + host + Path, nil
}

// Page writes what a person sees after a sign-in. Nothing of it is kept, runs or
// leads elsewhere: the address holds a code.
func Page(w http.ResponseWriter, page []byte, done bool) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	if !done {
		w.WriteHeader(http.StatusBadRequest)
	}
	_, _ = w.Write(page) // who left doesn't read it
}
