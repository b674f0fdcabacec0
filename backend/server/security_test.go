package server_test

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
)

var update = flag.Bool("update", false, "write docs/security.md anew")

const securityDoc = "../../docs/security.md"

// line is one line of docs/security.md: a request, and what of the reply counts.
type line struct {
	what   string
	method string
	path   string
	header map[string]string
	body   string
	as     string // "admin", "member" or "" for a stranger
	status int
	key    string   // of the error
	shows  []string // headers whose values stand in the document
}

type chapter struct {
	title string
	lines []line
}

// curl is the request as somebody would type it.
func (l line) curl() string {
	b := "curl -i"
	if l.method != http.MethodGet {
		b += " -X " + l.method
	}
	if l.as == "public" {
		b += " $PUBLIC" + l.path
	} else {
		b += " $STEPWISE" + l.path
	}
	names := []string{}
	for name := range l.header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		b += fmt.Sprintf(" -H '%s: %s'", name, l.header[name])
	}
	if l.as != "" && l.as != "public" {
		b += " -b " + l.as
	}
	if l.body != "" {
		body := l.body
		if len(body) > 60 {
			body = fmt.Sprintf("<%d bytes>", len(body))
		}
		b += " -d '" + body + "'"
	}
	return b
}

// reply is what of the answer stands in the document.
func (l line) reply(answer answered) string {
	b := fmt.Sprint(answer.StatusCode)
	if key := answer.errorKey(); key != "" {
		b += " `" + key + "`"
	}
	for _, name := range l.shows {
		value := answer.Header.Get(name)
		if name == "Set-Cookie" && len(answer.Cookies()) > 0 {
			value = strings.Replace(value, answer.Cookies()[0].Value+";", "…;", 1)
		}
		if value == "" {
			value = "–"
		}
		b += "<br>`" + name + ": " + value + "`"
	}
	return b
}

// docs/security.md is what the program answers: the test asks it everything in
// the document. After a change that is meant, run it with -update.
func TestTheSecurityDocumentIsTrue(t *testing.T) {
	t.Parallel()
	s := newTeam(t)
	token := s.token(crm.TokenReadCards)
	browsers := map[string]*site{"": s.site, "admin": s.as(s.admin), "member": s.as(s.member), "public": s.publicSide()}
	var b strings.Builder
	b.WriteString("# What a stranger, a member and another site get\n\n" +
		"Written and checked by a test (`go test ./backend/server -run Security -update`), which asks a server behind a proxy each of these. " +
		"`$STEPWISE` is its address with `-H 'Host: crm.example'`; `-b admin` and `-b member` are the cookies of an administrator and a member, `$TOKEN` is an administrator's for reading cards; `$PUBLIC` is its public side, with `-H 'Host: firma.example'`. " +
		"Decisions: [ADR 22](adr/0022-who-comes-in.md).\n")
	for _, c := range chapters(s) {
		b.WriteString("\n## " + c.title + "\n\n| What | Request | Reply |\n| --- | --- | --- |\n")
		for _, l := range c.lines {
			header := with(l.header)
			for name, value := range header {
				header[name] = strings.NewReplacer("<40 kB>", strings.Repeat("x", 40<<10), "$TOKEN", token).Replace(value)
			}
			answer := browsers[l.as].do(l.method, l.path, l.body, header)
			if answer.StatusCode != l.status || answer.errorKey() != l.key {
				t.Errorf("%s: got %s %s, want %d %s", l.what, answer.Status, answer.errorKey(), l.status, l.key)
			}
			fmt.Fprintf(&b, "| %s | `%s` | %s |\n", l.what, strings.ReplaceAll(l.curl(), "|", "\\|"), l.reply(answer))
		}
	}
	if *update {
		if err := os.WriteFile(securityDoc, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(securityDoc)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != b.String() {
		t.Errorf("%s says something else; run this test with -update and look at the difference", securityDoc)
	}
}
