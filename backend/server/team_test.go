package server_test

import (
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/login"
	"stepwise/backend/server"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

const tea = "a cup of linden tea"

// team is a server for others, behind a proxy on this computer, with an
// administrator and a member who have passwords.
type team struct {
	*site
	world  *testkit.World
	admin  string // addresses
	member string
	barna  crm.UserID // the member
}

func newTeam(t *testing.T, change ...func(*server.Options)) *team {
	t.Helper()
	w := testkit.NewWorld(t)
	quiet := slog.New(slog.DiscardHandler)
	bus := &api.Bus{}
	w.Store.SetHooks(w.Engine.Judge, func(events store.Events) {
		for noun, ids := range events {
			bus.Publish(api.Event{Noun: noun, IDs: ids})
		}
	})
	service := api.NewService(api.Deps{
		Version: "9.9.9", Started: 1, Log: quiet, Bus: bus, Store: w.Store, Engine: w.Engine, Outbox: w.Outbox, Kick: func() {},
		Login: login.New(login.Options{Store: w.Store, Cost: login.Cost{Memory: 64, Rounds: 1}}),
	})
	options := server.Options{
		Service: service, Log: quiet, Metrics: "figures", Public: http.HandlerFunc(hook),
		Assets: fstest.MapFS{"index.html": {Data: []byte("<title>the app</title>")}, "assets/app-1a.js": {Data: []byte("let app")}},
		Site:   server.Site{Hosts: []string{"crm.example"}, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}},
	}
	for _, c := range change {
		c(&options)
	}
	s := &team{site: serve(t, options), world: w}
	s.public = "crm.example"
	s.barna = w.User("Barna Kiss")
	s.admin, s.member = s.give(w.Admin), s.give(s.barna)
	return s
}

// hook answers as another program's place would: with what came.
func hook(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Cookie") != "" {
		w.WriteHeader(http.StatusTeapot)
	}
	_, _ = w.Write([]byte("heard"))
}

// give lets a user have the password tea, and answers with their address.
func (s *team) give(id crm.UserID) (email string) {
	s.t.Helper()
	var token string
	s.world.Write(func(tx *store.Tx) error {
		u, err := tx.User(id)
		if err != nil {
			return err
		}
		email = u.Email
		token, _, err = s.service.Login().Invite(tx, id)
		return err
	})
	if _, err := s.service.Login().Accept(s.t.Context(), token, tea, login.From{Address: "192.0.2.1"}); err != nil {
		s.t.Fatal(err)
	}
	return email
}

func form(pairs ...string) string {
	values := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return values.Encode()
}

var asForm = map[string]string{"Content-Type": "application/x-www-form-urlencoded"}

// login signs in by the page.
func (s *team) login(email, password, address string) answered {
	s.t.Helper()
	return s.do("POST", "/login", form("email", email, "password", password), map[string]string{
		"Content-Type": asForm["Content-Type"], "X-Forwarded-For": address,
	})
}

// as is a browser in which somebody is signed in.
func (s *team) as(email string) *site {
	s.t.Helper()
	answer := s.login(email, tea, "198.51.100.7")
	if answer.StatusCode != http.StatusSeeOther || len(answer.Cookies()) != 1 {
		s.t.Fatalf("%s should be let in: %s %s", email, answer.Status, answer.text)
	}
	browser := *s.site
	browser.session = answer.Cookies()[0]
	return &browser
}

func TestAColleagueSignsInByThePage(t *testing.T) {
	t.Parallel()
	s := newTeam(t)
	front := s.get("/")
	if front.StatusCode != http.StatusSeeOther || front.Header.Get("Location") != "/login" {
		t.Fatalf("the way in: %s %s", front.Status, front.Header.Get("Location"))
	}
	if page := s.get("/login"); page.StatusCode != http.StatusOK || !strings.Contains(page.text, `autocomplete="current-password"`) {
		t.Errorf("the page: %s", page.Status)
	}
	for lang, want := range map[string]string{"ro": "Autentificare", "hu": "Bejelentkezés"} {
		if page := s.get("/login?language=" + lang); !strings.Contains(page.text, want) {
			t.Errorf("in %s: %s", lang, page.text)
		}
	}
	wrong := s.login(s.member, "no", "198.51.100.7")
	if wrong.StatusCode != http.StatusUnauthorized || len(wrong.Cookies()) != 0 || !strings.Contains(wrong.text, `role="alert"`) {
		t.Errorf("a wrong password: %s %v", wrong.Status, wrong.Cookies())
	}
	in := s.as(s.member)
	if c := in.session; c.Name != "__Host-stepwise" || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
		t.Errorf("the cookie: %v", c)
	}
	if me := in.rpc("GetWorkspace", "[]"); !strings.Contains(me.text, `"me":{"id":"`+s.barna.String()+`"`) {
		t.Errorf("everybody is themselves: %s", me.text)
	}
	again := s.as(s.member)
	if again.session.Value == in.session.Value {
		t.Error("each sign-in should have a token of its own")
	}
	out := in.do("POST", "/logout", "", nil)
	if out.StatusCode != http.StatusSeeOther || out.Cookies()[0].MaxAge >= 0 {
		t.Errorf("out: %s %v", out.Status, out.Cookies())
	}
	if answer := in.rpc("Version", "[]"); answer.StatusCode != http.StatusUnauthorized {
		t.Errorf("after signing out: %s", answer.Status)
	}
	if answer := again.rpc("Version", "[]"); answer.StatusCode != http.StatusOK {
		t.Errorf("the other browser: %s", answer.Status)
	}
}

func TestAnInvitationIsUsedByItsFormOnly(t *testing.T) {
	t.Parallel()
	s := newTeam(t)
	admin := s.as(s.admin)
	dan := s.world.User("Dan Moraru")
	answer := admin.rpc("InviteUser", `{"id":"`+dan.String()+`"}`)
	_, path, _ := strings.Cut(answer.text, `"path":"`)
	path, _, _ = strings.Cut(path, `"`)
	token := query("https://crm.example" + path).Get("token")
	for range 2 { // a program that checks mails looks first
		if page := s.get(path); page.StatusCode != http.StatusOK || !strings.Contains(page.text, "Dan Moraru") {
			t.Fatalf("the page: %s %s", page.Status, page.text)
		}
	}
	if poor := s.do("POST", "/invitation", form("token", token, "password", "password1"), asForm); poor.StatusCode != http.StatusUnprocessableEntity || len(poor.Cookies()) != 0 {
		t.Errorf("a poor password: %s", poor.Status)
	}
	if good := s.do("POST", "/invitation", form("token", token, "password", tea), asForm); good.StatusCode != http.StatusSeeOther || len(good.Cookies()) != 1 {
		t.Errorf("a good one: %s %s", good.Status, good.text)
	}
	if again := s.get(path); again.StatusCode != http.StatusGone {
		t.Errorf("the link again: %s", again.Status)
	}
}

func TestWhoIsSignedOutHearsNothingMore(t *testing.T) {
	t.Parallel()
	s := newTeam(t)
	member, admin := s.as(s.member), s.as(s.admin)
	heard := make(chan answered, 1)
	begun := make(chan struct{})
	go func() { heard <- member.stream(begun) }()
	<-begun
	if answer := admin.rpc("EndSignIns", `{"user":"`+s.barna.String()+`"}`); answer.StatusCode != http.StatusOK {
		t.Fatalf("sign out: %s", answer.text)
	}
	if answer := <-heard; strings.Contains(answer.text, "event: changed") {
		t.Errorf("the stream should end without a change: %q", answer.text)
	}
	if answer := member.rpc("Version", "[]"); answer.StatusCode != http.StatusUnauthorized {
		t.Errorf("after that: %s", answer.Status)
	}
	member = s.as(s.member)
	s.world.DeactivateUser(s.barna)
	if answer := member.rpc("Version", "[]"); answer.StatusCode != http.StatusUnauthorized {
		t.Errorf("who left: %s", answer.Status)
	}
}

func TestASecondStepIsAskedForAfterThePassword(t *testing.T) {
	t.Parallel()
	s := newTeam(t)
	key, err := login.NewKey("Firma", crm.User{Email: s.admin})
	if err != nil {
		t.Fatal(err)
	}
	var recovery []string
	s.world.Write(func(tx *store.Tx) (err error) {
		recovery, err = s.service.Login().BeginSecondStep(tx, s.world.Admin, key.Secret, codeOf(t, key.Secret, s.world.Now().Time()))
		return err
	})
	page := s.login(s.admin, tea, "198.51.100.7")
	if page.StatusCode != http.StatusOK || len(page.Cookies()) != 0 || !strings.Contains(page.text, "one-time-code") {
		t.Fatalf("the second step: %s %s", page.Status, page.text)
	}
	_, half, _ := strings.Cut(page.text, `name="half" value="`)
	half, _, _ = strings.Cut(half, `"`)
	if wrong := s.do("POST", "/login/code", form("half", half, "code", "1"), asForm); wrong.StatusCode != http.StatusUnauthorized {
		t.Errorf("a wrong code: %s", wrong.Status)
	}
	if right := s.do("POST", "/login/code", form("half", half, "code", recovery[0]), asForm); right.StatusCode != http.StatusSeeOther || len(right.Cookies()) != 1 {
		t.Errorf("a recovery code: %s", right.Status)
	}
	if late := s.do("POST", "/login/code", form("half", half, "code", recovery[1]), asForm); late.StatusCode != http.StatusUnauthorized || !strings.Contains(late.text, "current-password") {
		t.Errorf("from the beginning: %s", late.Status)
	}
}

func TestHealthSaysOneWord(t *testing.T) {
	t.Parallel()
	s := newTeam(t)
	if well := s.do("GET", "/healthz", "", map[string]string{"Host": "10.0.0.5"}); well.StatusCode != http.StatusOK || well.text != "{\"ok\":true}\n" {
		t.Errorf("well: %s %s", well.Status, well.text)
	}
	s.service.Beaten(&crm.Error{Code: crm.CodeUnavailable, Key: "error.disk_full"})
	if ill := s.get("/healthz"); ill.StatusCode != http.StatusServiceUnavailable || ill.text != "{\"ok\":false}\n" {
		t.Errorf("ill: %s %s", ill.Status, ill.text)
	}
}

func TestFiguresAreForWhoHasTheToken(t *testing.T) {
	t.Parallel()
	s := newTeam(t, func(o *server.Options) { o.Since = func() time.Duration { return time.Second } })
	for _, token := range []string{"", "Bearer ", "Bearer wrong", "figures"} {
		if answer := s.do("GET", "/metrics", "", map[string]string{"Authorization": token}); answer.StatusCode != http.StatusUnauthorized {
			t.Errorf("%q: %s", token, answer.Status)
		}
	}
	answer := s.do("GET", "/metrics", "", map[string]string{"Authorization": "Bearer figures"})
	for _, want := range []string{
		`stepwise_messages{state="queued"} 0`, "stepwise_queue_age_seconds 0", "stepwise_database_bytes ", "stepwise_sign_ins 2",
		`stepwise_http_requests_total{route="GET /metrics",status="401"} 4`, `stepwise_http_request_seconds_bucket{route="GET /metrics",le="0.005"} 4`, "go_goroutines ",
	} {
		if !strings.Contains(answer.text, want) {
			t.Errorf("no %s in %s", want, answer.text)
		}
	}
	here := open(t)
	if answer := here.get("/metrics"); answer.StatusCode != http.StatusOK {
		t.Errorf("on this computer: %s", answer.Status)
	}
	if answer := here.do("GET", "/metrics", "", map[string]string{"X-Forwarded-For": "192.0.2.4"}); answer.StatusCode != http.StatusUnauthorized {
		t.Errorf("through a proxy: %s", answer.Status)
	}
}

// token is the administrator's for the API.
func (s *team) token(scopes ...crm.TokenScope) string {
	s.t.Helper()
	out, err := api.NewSession(s.t.Context(), s.world.Admin, s.service).AddToken(api.AddTokenIn{Name: "Program", Scopes: scopes})
	if err != nil {
		s.t.Fatal(err)
	}
	return out.Secret
}
