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
	"stepwise/backend/public"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
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
	s := newStore(t)
	return serve(t, s, api.NewService(api.Deps{Version: "9.9.9", Started: 1, Log: slog.New(slog.DiscardHandler), Bus: &api.Bus{}, Store: s}), change...)
}

func newStore(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir(), Clock: (&testkit.Clock{}).Time})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	err = s.Write(t.Context(), func(tx *store.Tx) error {
		ws, err := tx.Workspace()
		if err != nil {
			return err
		}
		ws.Name, ws.Public, ws.Language = "Firma & fiii <SRL>", "https://firma.example", "ro"
		return tx.SaveWorkspace(ws)
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
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

func (s *site) view(do func(*store.View) error) {
	s.t.Helper()
	if err := s.store.Read(s.t.Context(), do); err != nil {
		s.t.Fatal(err)
	}
}

// behindLoopback says that a proxy on this computer stands in front.
func behindLoopback(o *public.Options) {
	o.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
}
