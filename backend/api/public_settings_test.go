package api_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/public"
	"stepwise/backend/testkit"
)

func TestThePublicAddressIsOneThatClientsCanUse(t *testing.T) {
	t.Parallel()
	d := open(t)
	side := crm.PublicSide{Reach: crm.ReachOff, Port: 8090}
	for text, want := range map[string]string{
		"https://firma.ro":           "https://firma.ro",
		" HTTPS://Pagini.Firma.RO/ ": "https://pagini.firma.ro",
		"https://firma.ro:443":       "https://firma.ro",
		"https://firma.ro:8443":      "https://firma.ro:8443",
		"http://127.0.0.1:8090":      "http://127.0.0.1:8090",
		"http://localhost:8090":      "http://localhost:8090",
		"http://192.168.1.7:8090/":   "http://192.168.1.7:8090",
		"http://[::1]:8090":          "http://[::1]:8090",
		"http://[fd00::7]":           "http://[fd00::7]",
		"http://birou.local:80":      "http://birou.local",
		"":                           "",
	} {
		out := ask(d.api.SavePublicSide(api.SavePublicSideIn{Side: side, Base: text})).ok(t)
		equal(t, text, out.Base, want)
		equal(t, text+" in the workspace", ask(d.api.GetWorkspace()).ok(t).Workspace.Public, want)
	}
	for text, key := range map[string]string{
		"firma.ro": "public.bad_address", "ftp://firma.ro": "public.bad_address", "javascript:alert(1)": "public.bad_address",
		"https://": "public.bad_address", "https://a@firma.ro": "public.bad_address", "https://a:b@firma.ro": "public.bad_address",
		"https://fir ma.ro": "public.bad_address", "https://firma..ro": "public.bad_address", "https://firmă.ro": "public.bad_address",
		"https://firma.ro:": "public.bad_address", "https://firma.ro:99999999": "public.bad_address", "https://-firma.ro": "public.bad_address",
		"https://firma.ro/crm": "public.bad_address_path", "https://firma.ro/?a=b": "public.bad_address_path", "https://firma.ro#x": "public.bad_address_path",
		"https://firma.ro?": "public.bad_address_path", "http://firma.ro": "public.bad_address_clear", "http://8.8.8.8": "public.bad_address_clear",
		"http://127.0.0.1.firma.ro": "public.bad_address_clear", "https://" + strings.Repeat("a", 60) + "." + strings.Repeat("b", 60): "public.bad_address_long",
	} {
		ask(d.api.SavePublicSide(api.SavePublicSideIn{Side: side, Base: text})).invalid(t, "base "+key)
	}
	ask(d.api.SavePublicSide(api.SavePublicSideIn{Side: crm.PublicSide{Reach: "everybody", Port: 80}})).invalid(t, "side.reach public.bad_reach", "side.port public.bad_port")
	ask(d.as(d.User("Barna Kiss")).SavePublicSide(api.SavePublicSideIn{Side: side})).refused(t, "forbidden error.admin_only")
}

func TestTheSettingsSayWhatIsMissing(t *testing.T) {
	t.Parallel()
	d := open(t)
	on := false
	d.svc.UsePublic(func() crm.PublicState { return crm.PublicState{On: on} })
	missing := func(base string) (keys []string) {
		out := ask(d.api.SavePublicSide(api.SavePublicSideIn{Side: crm.PublicSide{Reach: crm.ReachComputer, Port: 8090}, Base: base})).ok(t)
		equal(t, "the setting", out.Side.Reach, crm.ReachComputer)
		for _, m := range ask(d.api.GetPublicSide()).ok(t).Missing {
			said(t, m)
			keys = append(keys, m.Key)
		}
		return keys
	}
	same(t, "without an address", missing(""), []string{"public.missing_forms", "public.missing_links", "public.missing_unsubscribe"})
	same(t, "with nobody who listens", missing("https://firma.ro"), []string{"public.missing_listener"})
	on = true
	same(t, "in clear", missing("http://127.0.0.1:8090"), []string{"public.missing_one_click"})
	same(t, "with all", missing("https://firma.ro"), nil)
}

func TestTryingTheAddressTellsWhoAnswers(t *testing.T) {
	t.Parallel()
	d := open(t)
	ours := httptest.NewServer(public.New(public.Options{Service: d.svc, Log: d.Log}).Handler())
	t.Cleanup(ours.Close)
	other := func(status int, header ...string) *httptest.Server {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(status)
			_, _ = w.Write([]byte(r.URL.Path)) // it says back what it was asked
		}))
		t.Cleanup(s.Close)
		return s
	}
	tls := httptest.NewUnstartedServer(http.NotFoundHandler())
	tls.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	tls.StartTLS()
	t.Cleanup(tls.Close)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	ask(d.api.TryPublic()).refused(t, "conflict public.no_address")
	for _, c := range []struct{ address, key string }{
		{ours.URL, "public.try_ok"},
		{other(200).URL, "public.try_stranger"},
		{other(404).URL, "public.try_stranger"},
		{other(421).URL, "public.try_name"},
		{other(302, "Location", ours.URL).URL, "public.try_redirect"},
		{tls.URL, "public.try_certificate"},
		{gone.URL, "public.try_silent"},
	} {
		ask(d.api.SavePublicSide(api.SavePublicSideIn{Side: crm.PublicSide{Reach: crm.ReachOff, Port: 8090}, Base: c.address})).ok(t)
		out := ask(d.api.TryPublic()).ok(t)
		said(t, out.Say)
		equal(t, c.key, out.Say.Key, c.key)
		equal(t, c.key, out.OK, c.key == "public.try_ok")
	}
	ask(d.as(d.User("Barna Kiss")).TryPublic()).refused(t, "forbidden error.admin_only")
}

func TestOffersWithoutAPublicAddressAreWarnedOf(t *testing.T) {
	t.Parallel()
	d := open(t)
	marketing := func(st *crm.Step) { st.Purpose = crm.PurposeMarketing }
	letter := d.Template(crm.TemplateEmail, "Hello", "Hello")
	offers := d.Sequence(d.offers(), testkit.EmailStep("0d", letter), testkit.EmailStep("1d", letter, marketing))
	same(t, "without", d.findingsOf(t, offers), []string{"warning 2 activation.mailto_only public", "warning 0 activation.no_mailbox incoming"})
	d.SetWorkspace(func(w *crm.Workspace) { w.Public = "https://firma.ro" })
	same(t, "with", d.findingsOf(t, offers), nil)
}
