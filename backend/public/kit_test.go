package public_test

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/public"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/words"
)

// site is a running public side, and what a browser that asks it sees.
type site struct {
	t      *testing.T
	store  *store.Store
	host   string // "127.0.0.1:34567"
	client *http.Client
	clock  *atomic.Int64 // what Since says
}

// open starts a public side whose address is https://firma.example.
func open(t *testing.T, change ...func(*public.Options)) *site {
	t.Helper()
	w := testkit.NewWorld(t, testkit.Workspace(func(ws *crm.Workspace) {
		ws.Name, ws.Public, ws.Language = "Firma & fiii <SRL>", "https://firma.example", "ro"
	}))
	return serve(t, w.Store, serviceOf(w), change...)
}

// serviceOf is a World's program, as public pages ask it.
func serviceOf(w *testkit.World) *api.Service {
	return api.NewService(api.Deps{
		Version: "1.0.0", Started: w.Now(), Log: w.Log, Bus: &api.Bus{}, Store: w.Store, Engine: w.Engine, Outbox: w.Outbox,
		Channels: w.Outbox.Channels, Kick: func() {}, Say: func(lang string, p crm.Phrase) string { return words.Render(lang, p, w.Zone) },
	})
}

func serve(t *testing.T, st *store.Store, service *api.Service, change ...func(*public.Options)) *site {
	t.Helper()
	clock := &atomic.Int64{}
	options := public.Options{
		Service: service, Log: slog.New(slog.DiscardHandler),
		Since: func() time.Duration { return time.Duration(clock.Load()) },
	}
	for _, c := range change {
		c(&options)
	}
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- public.New(options).Run(ctx, l, nil) }()
	client := &http.Client{
		Transport:     &http.Transport{},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	t.Cleanup(func() {
		stop()
		client.CloseIdleConnections()
		if err := <-ended; err != nil {
			t.Errorf("the public side should end cleanly: %v", err)
		}
	})
	return &site{t: t, store: st, host: l.Addr().String(), client: client, clock: clock}
}

type answered struct {
	*http.Response
	text string
}

// do asks; the header's names and values come in turn.
func (s *site) do(method, path, body string, header ...string) answered {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), method, "http://"+s.host+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			request.Host = header[i+1]
			continue
		}
		request.Header.Set(header[i], header[i+1])
	}
	response, err := s.client.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answered{response, string(text)}
}

func (s *site) get(path string, header ...string) answered {
	s.t.Helper()
	return s.do("GET", path, "", header...)
}

// behindLoopback says that a proxy on this computer stands in front.
func behindLoopback(o *public.Options) {
	o.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
}
