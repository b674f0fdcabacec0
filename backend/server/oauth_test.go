package server_test

import (
	"log/slog"
	"net/http"
	"testing"
	"testing/fstest"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/server"
	"stepwise/backend/words"
)

func TestASignInAtAProviderComesBackWithoutASession(t *testing.T) {
	t.Parallel()
	quiet := slog.New(slog.DiscardHandler)
	service := api.NewService(api.Deps{
		Version: "9.9.9", Started: 1, Log: quiet, Bus: &api.Bus{}, Store: newStore(t),
		Say: func(lang string, p crm.Phrase) string { return words.Render(lang, p, nil) },
	})
	s := serve(t, server.Options{Service: service, Log: quiet, Assets: fstest.MapFS{}})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+s.host+"/oauth/callback?state=x&code=y", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Sec-Fetch-Site", "cross-site") // it comes from the provider's page
	got, err := s.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = got.Body.Close() }()
	if got.StatusCode != http.StatusBadRequest || got.Header.Get("Cache-Control") != "no-store" || len(got.Cookies()) > 0 {
		t.Errorf("a stranger got %d %v", got.StatusCode, got.Header)
	}
}
