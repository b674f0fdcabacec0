package api_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// screen is a window that notes what is done to it.
type screen struct {
	login, tray bool
	noLogin     error
	did         []string
}

func (s *screen) AtLogin() (bool, error) { return s.login, s.noLogin }
func (s *screen) HasTray() bool          { return s.tray }
func (s *screen) Away()                  { s.did = append(s.did, "away") }
func (s *screen) Quit()                  { s.did = append(s.did, "quit") }
func (s *screen) Answered()              { s.did = append(s.did, "answered") }
func (s *screen) SetAtLogin(on bool) error {
	if s.noLogin != nil {
		return s.noLogin
	}
	s.login = on
	return nil
}

func TestInABrowserThereIsNoThisComputer(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.GetComputer()).refused(t, "unavailable desktop.no_window")
	ask(d.api.SaveComputer(api.SaveComputerIn{AtLogin: true})).refused(t, "unavailable desktop.no_window")
	ask(d.api.GetLeaving()).refused(t, "unavailable desktop.no_window")
	ask(d.api.Leave(api.LeaveIn{To: crm.CloseQuits})).refused(t, "unavailable desktop.no_window")
	d.OK(d.svc.LookForUpdate(t.Context()))
}

func TestStartingAtLoginIsWhatTheSystemSays(t *testing.T) {
	t.Parallel()
	d := open(t)
	w := &screen{tray: true}
	d.svc.UseDesktop(w)
	out := ask(d.api.SaveComputer(api.SaveComputerIn{AtLogin: true, Computer: crm.Computer{OnClose: crm.CloseKeeps}})).ok(t)
	equal(t, "switched on", out.AtLogin && w.login && out.Tray, true)
	w.login = false // by the system's own settings
	out = ask(d.api.GetComputer()).ok(t)
	equal(t, "off again", out.AtLogin, false)
	equal(t, "the choice is kept", out.Computer.OnClose, crm.CloseKeeps)
	w.noLogin = crm.Fail(crm.CodeUnavailable, "desktop.no_login", "reason", "read-only")
	out = ask(d.api.GetComputer()).ok(t)
	equal(t, "it says why it can't", out.NoLogin.Key, "desktop.no_login")
	ask(d.api.SaveComputer(api.SaveComputerIn{AtLogin: true})).refused(t, "unavailable desktop.no_login")
	ask(d.api.SaveComputer(api.SaveComputerIn{Computer: crm.Computer{OnClose: "maybe"}})).invalid(t, "onClose desktop.bad_close")
}

func TestClosingSaysWhatGoesOnOrStops(t *testing.T) {
	t.Parallel()
	d := open(t)
	w := &screen{tray: true}
	d.svc.UseDesktop(w)
	out := ask(d.api.GetLeaving()).ok(t)
	equal(t, "nothing runs", out, api.LeavingOut{Tray: true})
	ask(d.api.Leave(api.LeaveIn{To: crm.CloseKeeps})).ok(t)
	choice, _, question := d.svc.ClosingMeans(t.Context(), d.Admin)
	equal(t, "it asks again", choice, crm.CloseAsks)
	if !strings.Contains(question, "Stepwise") {
		t.Errorf("the system's dialog asks %q", question)
	}
	ask(d.api.Leave(api.LeaveIn{To: crm.CloseQuits, Remember: true})).ok(t)
	choice, _, _ = d.svc.ClosingMeans(t.Context(), d.Admin)
	equal(t, "it remembers", choice, crm.CloseQuits)
	ask(d.api.Leave(api.LeaveIn{})).invalid(t, "to desktop.bad_close")
	same(t, "what the window did", w.did, []string{"answered", "away", "quit"})
}

func TestEachProblemIsToldOnceForAsLongAsItLasts(t *testing.T) {
	t.Parallel()
	d := open(t)
	var shown []string
	d.svc.Warn(t.Context()) // nobody to tell
	d.svc.NoticeBy(d.Admin, func(n api.Notice) { shown = append(shown, n.Title) })
	told := func(what string, want ...string) {
		t.Helper()
		d.svc.Warn(t.Context())
		d.svc.Warn(t.Context())
		same(t, what, shown, want)
		shown = nil
	}
	stop := func(stopped bool) {
		d.Write(func(tx *store.Tx) error {
			if !stopped {
				return tx.ResumeAccount(d.EmailAcc)
			}
			_, err := tx.StopAccount(d.EmailAcc, "535 5.7.8 bad password")
			return err
		})
	}
	told("all is well")
	d.svc.Beaten(crm.Fail(crm.CodeUnavailable, "store.full"))
	told("the disk is full", "Stepwise cannot go on")
	d.svc.Beaten(nil)
	told("there is room")
	d.svc.Beaten(crm.Fail(crm.CodeUnavailable, "store.full"))
	told("full again", "Stepwise cannot go on")
	d.svc.Beaten(nil)
	stop(true)
	d.svc.Warn(t.Context())
	if len(shown) != 1 || !strings.Contains(shown[0], "stopped") {
		t.Errorf("an account stopped: %q", shown)
	}
	shown = nil
	told("told already")
	stop(false)
	told("it works again")
	menu := d.svc.TrayMenu(t.Context(), d.Admin)
	equal(t, "the tray", menu, api.TrayMenu{Open: "Open Stepwise", Quit: "Quit: nothing is sent until it starts again"})
}

func TestANewVersionIsLookedForOnlyWhenAskedForAndToldOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.svc.UseDesktop(&screen{})
	var shown []string
	d.svc.NoticeBy(d.Admin, func(n api.Notice) { shown = append(shown, n.Title) })
	private := ed25519.NewKeyFromSeed([]byte(strings.Repeat("k", ed25519.SeedSize)))
	announced, asked := "1.2.0", 0
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		line := fmt.Sprintf(`{"version":%q,"page":"https://example.org/"}`, announced)
		_, _ = io.WriteString(w, line+"\n"+base64.StdEncoding.EncodeToString(ed25519.Sign(private, []byte(line))))
	}))
	defer site.Close()
	look := func(what string, version string, times int, notices ...string) {
		t.Helper()
		d.OK(d.svc.LookForUpdate(t.Context()))
		equal(t, what+": it says", ask(d.api.GetComputer()).ok(t).Update.Version, version)
		equal(t, what+": asked", asked, times)
		same(t, what+": shown", shown, notices)
	}
	look("nobody asked for it", "", 0)
	chosen := api.SaveComputerIn{Computer: crm.Computer{
		Updates: true, UpdateURL: site.URL, UpdateKey: base64.StdEncoding.EncodeToString(private.Public().(ed25519.PublicKey)),
	}}
	ask(d.as(d.User("Barna Kiss")).SaveComputer(chosen)).refused(t, "forbidden error.admin_only")
	ask(d.api.SaveComputer(api.SaveComputerIn{Computer: crm.Computer{Updates: true, UpdateURL: "http://example.org", UpdateKey: "x"}})).
		invalid(t, "updateUrl desktop.bad_update_url", "updateKey desktop.bad_update_key")
	ask(d.api.SaveComputer(chosen)).ok(t)
	look("at once", "1.2.0", 1, "Stepwise 1.2.0 is there")
	look("not again today", "1.2.0", 1, "Stepwise 1.2.0 is there")
	d.Advance("25h")
	look("the same the next day", "1.2.0", 2, "Stepwise 1.2.0 is there")
	d.Advance("25h")
	announced = "0.9.0"
	look("an old one", "", 3, "Stepwise 1.2.0 is there")
	d.Advance("25h")
	site.Close()
	look("not reachable", "", 3, "Stepwise 1.2.0 is there")
	equal(t, "it says why", ask(d.api.GetComputer()).ok(t).Update.Trouble.Key, "desktop.update_unreachable")
	ask(d.api.SaveComputer(api.SaveComputerIn{})).ok(t)
	d.Advance("25h")
	look("switched off", "", 3, "Stepwise 1.2.0 is there")
}
