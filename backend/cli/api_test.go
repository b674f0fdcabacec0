package cli_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"stepwise/backend/api"
	"stepwise/backend/cli"
	"stepwise/backend/crm"
)

// serving runs serve on a data folder until the test ends.
func serving(t *testing.T, data string) (address string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	read, write := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- cli.Run(ctx, cli.Program{
			Assets: fstest.MapFS{"index.html": {}}, Getenv: func(string) string { return "" }, Stdout: write, Stderr: io.Discard,
			Args: []string{"serve", "--addr", "127.0.0.1:0", "--json", "--data", data},
		})
	}()
	var ready said
	if err := json.NewDecoder(read).Decode(&ready); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != cli.ExitOK {
			t.Errorf("serve ended with %d", code)
		}
	})
	return ready.Address
}

// shop is a workspace with an active automation, some cards, and a token that
// may everything.
func shop(t *testing.T) (data, token string) {
	t.Helper()
	data = workspace(t, func(d *desk) {
		d.follow("Thanks")
		for _, name := range []string{"Ana Pop – door", "Ion Marin – pump"} {
			_, err := d.api.SaveCard(api.SaveCardIn{Product: d.product.Product.ID, Name: name, Status: d.statuses["Contacted"]})
			d.ok(err)
		}
		made, err := d.api.AddToken(api.AddTokenIn{Name: "Terminal", Scopes: crm.TokenScopes()})
		d.ok(err)
		token = made.Secret
	})
	return data, token
}

// moments are what two runs of the same thing tell differently.
var moments = regexp.MustCompile(`"\d{4}-\d\d-\d\dT[^"]*"`)

// words are the arguments of a line; "~" stands for a blank inside of one.
func words(line string) []string {
	list := strings.Fields(line)
	for i, word := range list {
		list[i] = strings.ReplaceAll(word, "~", " ")
	}
	return list
}

// Typed twice: on the data folder itself, and on a server that has a copy of it.
func TestACommandAnswersTheSameHereAndOnAServer(t *testing.T) {
	t.Parallel()
	here, token := shop(t)
	there := t.TempDir()
	if err := os.CopyFS(there, os.DirFS(here)); err != nil {
		t.Fatal(err)
	}
	env := []string{"STEPWISE_SERVER=" + serving(t, there), "STEPWISE_TOKEN=" + token}
	for _, line := range []string{
		"product list",
		"product get Customers",
		"user list",
		"card list --product Customers",
		"card create --set product=Customers --set name=Dan~–~roof --set contact.first_name=Dan --set contact.emails=dan@client.example,d@client.example",
		"card get card_3",
		"card change card_3 --set name=Dan~–~new~roof --set owner=ana@firma.example",
		"card list --product Customers --q dan --limit 1",
		"contact list --q dan",
		"contact change cont_1 --set website=https://dan.example",
		"task add --set card=card_3 --set type=call --set title=Call --set due=2027-01-08",
		"task change task_1 --set priority=high",
		"task done task_1",
		"filter list --product Customers",
		"filter count filt_1",
		"filter members filt_1",
		"filter why filt_1 card_1",
		"sequence list --product Customers",
		"sequence get seq_1",
		"sequence cards seq_1",
		"sequence why seq_1 card_1",
		"message list",
		"card history card_3",
		"card delete card_3",
		"sequence start seq_1 --set card=card_1 --set anyway=true",
	} {
		args := append(words(line), "--json")
		local := run(t, nil, nil, append(args, "--data", here)...)
		remote := run(t, nil, env, args...)
		if local.code != cli.ExitOK || remote.code != cli.ExitOK {
			t.Fatalf("%s: here %d %s, there %d %s", line, local.code, local.errors, remote.code, remote.errors)
		}
		if a, b := moments.ReplaceAllString(local.out, "T"), moments.ReplaceAllString(remote.out, "T"); a != b {
			t.Errorf("%s:\nhere  %s\nthere %s", line, a, b)
		}
		if !json.Valid([]byte(local.out)) {
			t.Errorf("%s is not JSON: %s", line, local.out)
		}
	}
}

// table is an answer as people read it, without the moments and the blanks that
// line it up.
func table(text string) string {
	text = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d`).ReplaceAllString(text, "AT")
	text = regexp.MustCompile(`cursor \S+`).ReplaceAllString(text, "cursor C")
	return regexp.MustCompile(` {2,}`).ReplaceAllString(text, " | ")
}

func TestPeopleReadTables(t *testing.T) {
	t.Parallel()
	data, _ := shop(t)
	for line, want := range map[string]string{
		"card list --product Customers": "id | name | status_name | status_since | created | modified\n" +
			"card_1 | Ana Pop – door | Contacted | AT | AT | AT\ncard_2 | Ion Marin – pump | Contacted | AT | AT | AT\n2 entries\n",
		"card list --product Customers --limit 1 --columns name,status": "name | status\nAna Pop – door | stat_2\n1 entry. There are more: --cursor C\n",
		"card list --product Customers --q nobody":                      "0 entries\n",
		"filter count filt_1":                                           "count | 0\n",
		"filter list --product Customers":                               "id | name | sentence | used | broken\nfilt_1 | Offers | status is Offer sent | true | false\n1 entry\n",
	} {
		got := run(t, nil, nil, append(words(line), "--data", data)...)
		if got.code != cli.ExitOK || table(got.out) != want || got.errors != "" {
			t.Errorf("%s: %d %s\ngot  %q\nwant %q", line, got.code, got.errors, table(got.out), want)
		}
	}
	got := run(t, nil, []string{"LANG=ro_RO"}, "card", "list", "--product", "Customers", "--limit", "2", "--data", data)
	if !strings.Contains(got.out, "2 înregistrări. Mai sunt: --cursor ") {
		t.Errorf("in Romanian: %s", got.out)
	}
}

// What a server sends may be anything.
func TestATerminalObeysNothingThatAnAnswerHolds(t *testing.T) {
	t.Parallel()
	evil := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"items":[{"id":"prod_1","name":"Evil \u001b]0;x\u0007\u202ename\r\nline"}],"next":"\u001b[2J"}`)
	}))
	t.Cleanup(evil.Close)
	got := run(t, nil, nil, "product", "list", "--server", evil.URL, "--token", "stw_x")
	if want := "id | name\nprod_1 | Evil ]0;xname line\n1 entry. There are more: --cursor C\n"; table(got.out) != want {
		t.Errorf("got %q, want %q", table(got.out), want)
	}
}

func TestWhileAServerHasTheFolderReadingWorksAndWritingSaysWhere(t *testing.T) {
	t.Parallel()
	data, token := shop(t)
	server := serving(t, data)
	if got := run(t, nil, nil, "card", "list", "--product", "Customers", "--data", data); got.code != cli.ExitOK || !strings.Contains(got.out, "Ana Pop") {
		t.Errorf("reading: %d %s", got.code, got.errors)
	}
	got := run(t, nil, nil, "card", "delete", "card_1", "--data", data)
	if got.code != cli.ExitClosed || !strings.Contains(got.errors, "is in use by process") || !strings.Contains(got.errors, "--server URL") {
		t.Errorf("writing: %d %s", got.code, got.errors)
	}
	secret := file(t, "token", token)
	if got := run(t, nil, nil, "card", "delete", "card_1", "--server", server, "--token-file", secret); got.code != cli.ExitOK {
		t.Errorf("on the server: %d %s", got.code, got.errors)
	}
	if got := run(t, nil, nil, "card", "list", "--product", "Customers", "--data", data, "--columns", "id"); got.out != "id\ncard_2\n1 entry\n" {
		t.Errorf("afterwards: %q", got.out)
	}
	if got := run(t, nil, nil, "sequence", "forecast", "seq_1", "--data", data); got.code != cli.ExitOK || !strings.Contains(got.out, "done") {
		t.Errorf("a forecast: %d %s %s", got.code, got.out, got.errors)
	}
}

func TestWhatIsWrongIsSaidBeforeAndAfterAsking(t *testing.T) {
	t.Parallel()
	data, token := shop(t)
	elsewhere := httptest.NewServer(http.RedirectHandler("https://thief.example/", http.StatusFound))
	t.Cleanup(elsewhere.Close)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	there := t.TempDir()
	if err := os.CopyFS(there, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		line string
		code int
		says []string
	}{
		"everything is missing":        {"card create --data " + data, cli.ExitUsage, []string{"product: ", "name: "}},
		"values of another kind":       {"contact list --limit many --sort best --data " + data, cli.ExitUsage, []string{"--sort"}},
		"a number that is none":        {"contact list --limit many --data " + data, cli.ExitUsage, []string{"limit: "}},
		"no such card":                 {"card get card_77 --data " + data, cli.ExitFailed, []string{"This card is not there"}},
		"no such value":                {"card create --set product=Customers --set name=A --set colour=red --data " + data, cli.ExitUsage, []string{"colour: "}},
		"a value without a name":       {"card create --set =A --set B --data " + data, cli.ExitUsage, []string{"--set =A: ", "--set B: Write it as NAME=VALUE"}},
		"JSON that is none":            {"task add --set title:={ --data " + data, cli.ExitUsage, []string{"--set title: "}},
		"a body that is none":          {"card create --body [] --set name=A --data " + data, cli.ExitUsage, []string{"--body: This is not a JSON object"}},
		"a file that isn't there":      {"card create --body @nowhere.json --data " + data, cli.ExitUsage, []string{"Cannot read nowhere.json"}},
		"no such verb":                 {"card fly --data " + data, cli.ExitUsage, []string{"fly"}},
		"a folder with nothing in it":  {"card list --product Customers --data " + t.TempDir(), cli.ExitClosed, []string{"no Stepwise database"}},
		"an address that is none":      {"product list --server crm.example", cli.ExitUsage, []string{"not the address of a server"}},
		"a password in an address":     {"product list --server https://me:pw@crm.example", cli.ExitUsage, []string{"not the address of a server"}},
		"a token in the clear":         {"product list --server http://crm.example", cli.ExitUsage, []string{"in the clear"}},
		"no token":                     {"product list --server https://crm.example", cli.ExitUsage, []string{"STEPWISE_TOKEN"}},
		"a server that isn't there":    {"product list --server " + gone.URL + " --token " + token, cli.ExitClosed, []string{"can't be reached"}},
		"a server that leads away":     {"product list --server " + elsewhere.URL + " --token " + token, cli.ExitFailed, []string{"not the API of Stepwise"}},
		"a token that nobody has made": {"product list --server " + serving(t, there) + " --token stw_abc", cli.ExitFailed, []string{"This token is not good"}},
	}
	for name, c := range tests {
		got := run(t, nil, nil, words(c.line)...)
		for _, says := range c.says {
			if got.code != c.code || !strings.Contains(got.errors, says) || got.out != "" || strings.Contains(got.errors, token) {
				t.Errorf("%s: got %d %q %q, want %d %q", name, got.code, got.errors, got.out, c.code, says)
			}
		}
	}
}

func TestEveryRouteIsACommandWithHelp(t *testing.T) {
	t.Parallel()
	top := run(t, nil, nil, "--help")
	for _, noun := range []string{"product", "card", "contact", "task", "filter", "sequence", "message"} {
		if !strings.Contains(top.out, "\n  "+noun+" ") {
			t.Errorf("--help lacks %s: %s", noun, top.out)
		}
	}
	for _, line := range []string{"card --help", "card list --help", "sequence forecast --help", "task done --help"} {
		if got := run(t, nil, nil, words(line)...); got.code != cli.ExitOK || !strings.Contains(got.out, "Usage: stepwise "+strings.TrimSuffix(line, " --help")) {
			t.Errorf("%s: %d %s", line, got.code, got.out)
		}
	}
}
