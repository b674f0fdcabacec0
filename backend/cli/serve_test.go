package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
	"testing/fstest"

	"stepwise/backend/cli"
)

func TestServeForOthersNeedsTLSAndAName(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		args []string
		says string
	}{
		"a certificate without its key": {[]string{"--tls-cert", "a.pem"}, "belong together"},
		"TLS and a proxy":               {[]string{"--tls-cert", "a.pem", "--tls-key", "b.pem", "--behind-proxy", "127.0.0.1"}, "Use either"},
		"no name":                       {[]string{"--behind-proxy", "127.0.0.1"}, "--host"},
		"a name in clear":               {[]string{"--host", "crm.example"}, "they need TLS"},
		"an address as a name":          {[]string{"--behind-proxy", "127.0.0.1", "--host", "https://crm.example"}, "not a host name"},
		"a proxy that is none":          {[]string{"--behind-proxy", "proxy", "--host", "crm.example"}, "not an address of a proxy"},
		"no such certificate":           {[]string{"--tls-cert", "a.pem", "--tls-key", "b.pem", "--host", "crm.example"}, "cannot be used"},
	}
	for name, c := range tests {
		got := run(t, nil, nil, append([]string{"serve", "--data", t.TempDir(), "--addr", "127.0.0.1:0"}, c.args...)...)
		if got.code != cli.ExitUsage || !strings.Contains(got.errors, c.says) {
			t.Errorf("%s: %d %q", name, got.code, got.errors)
		}
	}
	byEnv := run(t, nil, []string{"STEPWISE_TLS_CERT=a.pem"}, "serve", "--data", t.TempDir(), "--addr", "127.0.0.1:0")
	if byEnv.code != cli.ExitUsage || !strings.Contains(byEnv.errors, "belong together") {
		t.Errorf("by a variable: %d %q", byEnv.code, byEnv.errors)
	}
}

// said is the line of --json.
type said struct {
	Address string `json:"address"`
	SignIn  string `json:"sign_in"`
}

// HP11: what strangers reach before there is an owner.
func TestUntilAnAdministratorHasAPasswordOnlyThisComputerIsServed(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	ended := make(chan int, 1)
	data := t.TempDir()
	go func() {
		ended <- cli.Run(ctx, cli.Program{
			Assets: fstest.MapFS{"index.html": {}}, Getenv: func(string) string { return "" }, Stdout: write, Stderr: io.Discard,
			Args: []string{"serve", "--addr", "0.0.0.0:0", "--behind-proxy", "127.0.0.1", "--host", "crm.example", "--json", "--data", data},
		})
	}()
	lines := json.NewDecoder(read)
	var first, second said
	if err := lines.Decode(&first); err != nil {
		t.Fatal(err)
	}
	host, _, err := net.SplitHostPort(strings.TrimPrefix(first.Address, "http://"))
	if err != nil || host != "127.0.0.1" || first.SignIn == "" {
		t.Fatalf("until then: %+v %v", first, err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	ask := func(method, address, body string, header ...string) int {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), method, address, bytes.NewBufferString(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/json")
		for i := 0; i < len(header); i += 2 {
			request.Header.Set(header[i], header[i+1])
		}
		answer, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		return answer.StatusCode
	}
	if status := ask("GET", first.SignIn, "", "X-Forwarded-For", "192.0.2.1"); status != http.StatusUnauthorized {
		t.Errorf("the link through a proxy: %d", status)
	}
	if status := ask("GET", first.SignIn, ""); status != http.StatusOK {
		t.Fatalf("the link here: %d", status)
	}
	setUp := `{"name":"Ana","email":"ana@firma.example","company":"F","country":"RO","zone":"Europe/Bucharest","language":"en"}`
	if status := ask("POST", first.Address+"/rpc/SetUpWorkspace", setUp); status != http.StatusOK {
		t.Fatalf("the first run: %d", status)
	}
	if status := ask("POST", first.Address+"/rpc/ChangePassword", `{"password":"a cup of linden tea"}`); status != http.StatusOK {
		t.Fatalf("the password: %d", status)
	}
	if err := lines.Decode(&second); err != nil || second.Address != "https://crm.example" || second.SignIn != "" {
		t.Errorf("from then on: %+v %v", second, err)
	}
	stop()
	if code := <-ended; code != cli.ExitOK {
		t.Errorf("a stop is a clean end, got %d", code)
	}
}
