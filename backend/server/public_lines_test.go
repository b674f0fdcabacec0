package server_test

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/public"
)

// publicSide is the team's public side, behind a proxy on this computer too.
func (s *team) publicSide() *site {
	s.t.Helper()
	s.world.SetWorkspace(func(w *crm.Workspace) { w.Public = "https://firma.example" })
	l, err := new(net.ListenConfig).Listen(s.t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(s.t.Context())
	ended := make(chan error, 1)
	side := public.New(public.Options{Service: s.service, Log: s.world.Log, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})
	go func() { ended <- side.Run(ctx, l, nil) }()
	client := &http.Client{Transport: &http.Transport{}, CheckRedirect: s.client.CheckRedirect}
	s.t.Cleanup(func() {
		stop()
		client.CloseIdleConnections()
		if err := <-ended; err != nil {
			s.t.Errorf("the public side should end cleanly: %v", err)
		}
	})
	out := &site{t: s.t, service: s.service, host: l.Addr().String(), client: client, public: "firma.example"}
	for range 300 { // one address that came often
		out.do("GET", "/nothing", "", map[string]string{"X-Forwarded-For": "192.0.2.99"})
	}
	return out
}

func publicLines() []line {
	asPublic := func(what, method, path string, header map[string]string, body string, status int, shows ...string) line {
		return line{what, method, path, header, body, "public", status, "", shows}
	}
	often := map[string]string{"X-Forwarded-For": "192.0.2.99"}
	return []line{
		asPublic("the page for unsubscribing, of nobody", "GET", "/u/AAAA", nil, "", 200,
			"Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy",
			"Cross-Origin-Resource-Policy", "Permissions-Policy", "Strict-Transport-Security", "Cache-Control", "X-Robots-Tag", "Set-Cookie"),
		asPublic("one click (RFC 8058) with a token that nobody made: the same, without effect", "POST", "/u/AAAA", asForm, "List-Unsubscribe=One-Click", 200, "Location", "Set-Cookie"),
		asPublic("a method that the page has not", "PUT", "/u/AAAA", nil, "", 405, "Allow"),
		asPublic("the application", "POST", "/rpc/Version", asJSON, "[]", 404),
		asPublic("its sign-in", "GET", "/login", nil, "", 404),
		asPublic("the API", "GET", "/api/v1/cards", nil, "", 404),
		asPublic("a path that leads out", "GET", "/look/..%2f..%2fapp.db", nil, "", 404),
		asPublic("another name", "GET", "/u/AAAA", map[string]string{"Host": "evil.test"}, "", 421),
		asPublic("in clear to the proxy", "GET", "/u/AAAA", map[string]string{"X-Forwarded-Proto": "http"}, "", 403),
		asPublic("JSON instead of the form", "POST", "/u/AAAA", asJSON, "{}", 415),
		asPublic("compressed", "POST", "/u/AAAA", with(asForm, "Content-Encoding", "gzip"), "x", 415),
		asPublic("a long body", "POST", "/u/AAAA", asForm, strings.Repeat("x", 70_000), 413),
		asPublic("a long header", "GET", "/u/AAAA", map[string]string{"X-Long": "<40 kB>"}, "", 431),
		asPublic("one more, after 300 in a minute", "GET", "/nothing", often, "", 429, "Retry-After"),
		asPublic("a receipt of a gateway with a wrong token", "POST", "/hooks/sms/acct_1/token", asJSON, "{}", 404),
	}
}
