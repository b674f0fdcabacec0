package server_test

import (
	"bufio"
	"encoding/json"
	"go/parser"
	"go/token"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// proofs are the tests that show each bad input of testdata.
var proofs = map[string]string{
	"HP01": "TestAnotherSitesPageIsRefused",
	"HP02": "TestAnotherHostNameIsMisdirected",
	"HP04": "../login TestWhoGuessesWaits",
	"HP05": "TestNoPathLeadsOutOfTheFiles",
	"HP07": "TestABodyThatIsTooLongIsCutOff",
	"HP08": "TestARequestThatCanBeReadInTwoWaysIsRefused",
	"HP10": "../api TestAMemberMayWhatTheTableSays",
	"HP11": "../cli TestUntilAnAdministratorHasAPasswordOnlyThisComputerIsServed",
	"HP13": "TestAnotherSitesPageIsRefused",
	"HP14": "TestWhatIsAskedWronglyIsRefusedWithItsReason",
	"HP16": "TestEveryAnswerCarriesTheHeaders",
	"HP17": "../public TestLookingChangesNothing",
	"FO01": "../public TestWhatIsSentTwiceIsOneCard",
	"FO03": "../public TestWhatIsBadInAForm",
	"FO04": "../public TestWhatIsBadInAForm",
	"FO06": "../public TestWhatIsBadInAForm",
	"FO07": "../public TestWhatIsBadInAForm",
	"FO09": "../public TestOnlyFormsAreTaken",
	"FO10": "../public TestWithoutTheTickThereIsNoMarketing",
}

func TestEveryBadInputHasItsTest(t *testing.T) {
	t.Parallel()
	file, err := os.Open("testdata/bad_inputs.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var c struct{ ID string }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		proof, known := proofs[c.ID]
		if !known {
			t.Errorf("%s has no test", c.ID)
		}
		dir, name, other := strings.Cut(proof, " ")
		if !other {
			dir, name = ".", proof
		}
		if !hasTest(t, dir, name) {
			t.Errorf("%s: there is no %s in %s", c.ID, name, dir)
		}
	}
}

func hasTest(t *testing.T, dir, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), f, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		if parsed.Scope.Lookup(name) != nil {
			return true
		}
	}
	return false
}

// HP08: two lengths, no version, a chunk of a made-up size.
func TestARequestThatCanBeReadInTwoWaysIsRefused(t *testing.T) {
	t.Parallel()
	s := signedIn(t)
	cookie := "Cookie: " + s.session.Name + "=" + s.session.Value + "\r\n"
	head := "POST /rpc/Version HTTP/1.1\r\nHost: " + s.host + "\r\nContent-Type: application/json\r\n" + cookie
	tests := map[string]string{
		"two lengths":      head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n[]",
		"HTTP/0.9":         "GET /\r\n\r\n",
		"a bad chunk size": head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n0\r\n\r\n",
		"a strange coding": head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
		"a folded header":  "GET / HTTP/1.1\r\nHost: " + s.host + "\r\nX-A: a\r\n b\r\nX B: c\r\n\r\n",
		"two hosts":        "GET / HTTP/1.1\r\nHost: " + s.host + "\r\nHost: evil.test\r\n\r\n",
	}
	for name, text := range tests {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", s.host)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != http.StatusBadRequest && answer.StatusCode != http.StatusNotImplemented {
			t.Errorf("%s: %s", name, answer.Status)
		}
		_ = conn.Close()
	}
}

// FO06, FO07 and FO09, at the one form that strangers reach.
func TestAFormTakesWhatItAsksForAndNothingElse(t *testing.T) {
	t.Parallel()
	s := newTeam(t)
	tests := map[string]struct {
		kind, body string
		status     int
	}{
		"fields that it has not":  {asForm["Content-Type"], form("email", s.member, "password", tea, "user", "user_1", "role", "admin"), 303},
		"strange letters":         {asForm["Content-Type"], form("email", "ﷺ﷽\u202e\x00😀", "password", "\xff\xfe"), 401},
		"broken escapes":          {asForm["Content-Type"], "email=%zz", 400},
		"a form in parts":         {"multipart/form-data; boundary=a; boundary=b", "--a", 415},
		"text":                    {"text/plain", "email=a", 415},
		"in an encoding of 1994":  {"text/html; charset=utf-7", "email=a", 415},
		"a session in the fields": {asForm["Content-Type"], form("session", "x"), 401},
	}
	for name, c := range tests {
		answer := s.do("POST", "/login", c.body, map[string]string{"Content-Type": c.kind, "X-Forwarded-For": "192.0.2." + string(rune('1'+len(name)%9))})
		if answer.StatusCode != c.status {
			t.Errorf("%s: %s, want %d", name, answer.Status, c.status)
		}
		if strings.Contains(answer.text, "\x00") {
			t.Errorf("%s: what came goes out again", name)
		}
	}
}
