package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/rest"
)

// sender makes a request to the API at a base address and hands it over.
type sender func(ctx context.Context, base string, do func(*http.Request) (answered, error)) (answered, error)

// The limits of an answer from a server.
const (
	answerTime = time.Minute
	mostAnswer = 64 << 20
)

// reach sends a request where the command says: to a server, or to the data
// folder here; then what only reads works while another process has it.
func (j *job) reach(o operation, how asking, send sender) (answered, error) {
	server := how.Server
	if server == "" {
		server = j.Getenv("STEPWISE_SERVER")
	}
	if server != "" {
		return j.reachServer(server, how, send)
	}
	if o.reads() {
		got, err := j.look(how, send)
		if err != nil || !mustWrite(got) {
			return got, err
		}
	}
	b, _, err := j.open(how.dataFlag)
	if err != nil {
		var e *crm.Error
		if errors.As(err, &e) && strings.HasPrefix(e.Key, "backend.locked") {
			j.hint = crm.Say("cli.use_server")
		}
		return answered{}, err
	}
	return j.reachHere(b, send)
}

// look asks the data folder here without taking it.
func (j *job) look(how asking, send sender) (answered, error) {
	cfg, err := config.New(how.Data, j.Getenv)
	if err != nil {
		return answered{}, err
	}
	b, err := backend.LookOver(j.ctx, cfg, j.log)
	if err != nil {
		return answered{}, closed{err}
	}
	return j.reachHere(b, send)
}

// mustWrite says whether an answer could not be given without writing: a search
// first brings its index up to date.
func mustWrite(got answered) bool {
	var r refusal
	return got.status >= http.StatusBadRequest && json.Unmarshal(got.body, &r) == nil && r.Key == "error.store.read_only"
}

// folder is an open data folder.
type folder interface {
	Owner(ctx context.Context) (crm.UserID, error)
	Service() *api.Service
	Close() error
}

// reachHere answers in this process, as the first administrator.
func (j *job) reachHere(b folder, send sender) (got answered, err error) {
	defer func() { err = errors.Join(err, b.Close()) }()
	owner, err := b.Owner(j.ctx)
	if err != nil {
		return got, err
	}
	session := api.NewSession(j.ctx, owner, b.Service())
	ws, err := session.GetWorkspace()
	if err != nil {
		return got, err
	}
	if len(ws.Products) == 0 {
		return got, crm.Fail(crm.CodeInvalid, "cli.not_set_up")
	}
	handler := rest.Local(session)
	return send(j.ctx, "http://127.0.0.1", func(r *http.Request) (answered, error) {
		w := &listener{header: http.Header{}}
		handler.ServeHTTP(w, r)
		return answered{max(w.status, http.StatusOK), w.body.Bytes()}, nil
	})
}

// listener takes an answer that is given in this process.
type listener struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (l *listener) Header() http.Header            { return l.header }
func (l *listener) Write(text []byte) (int, error) { return l.body.Write(text) }
func (l *listener) WriteHeader(status int)         { l.status = status }

// reachServer sends the request to a running serve, with a token.
func (j *job) reachServer(address string, how asking, send sender) (answered, error) {
	base, err := serverAddress(address)
	if err != nil {
		return answered{}, err
	}
	token, err := j.token(how)
	if err != nil {
		return answered{}, err
	}
	client := &http.Client{
		// a token goes nowhere but where it was sent
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	ctx, cancel := context.WithTimeout(j.ctx, answerTime)
	defer cancel()
	return send(ctx, base, func(r *http.Request) (got answered, err error) {
		r.Header.Set("Authorization", "Bearer "+token)
		answer, err := client.Do(r)
		if err != nil {
			return got, closed{crm.Fail(crm.CodeUnavailable, "cli.no_server", "server", base, "reason", reason(err))}
		}
		defer func() { err = errors.Join(err, answer.Body.Close()) }()
		text, err := io.ReadAll(io.LimitReader(answer.Body, mostAnswer))
		if answer.StatusCode >= 300 && answer.StatusCode < 400 {
			return got, crm.Fail(crm.CodeUnavailable, "cli.no_api", "status", answer.StatusCode)
		}
		return answered{answer.StatusCode, text}, err
	})
}

// reason is why a server can't be reached, without the address once more.
func reason(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return err.Error()
}

// serverAddress checks where a token would go: over TLS, or on this computer.
func serverAddress(text string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", crm.Fail(crm.CodeInvalid, "cli.bad_server", "server", text)
	}
	if u.Scheme == "http" && !onThisComputer(u.Hostname()) {
		return "", crm.Fail(crm.CodeInvalid, "cli.server_in_clear", "server", text)
	}
	return strings.TrimRight(u.String(), "/"), nil
}

func onThisComputer(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// token is the API token of --token, of a file, or of the environment.
func (j *job) token(how asking) (string, error) {
	token := how.Token
	if how.TokenFile != "" {
		text, err := j.tokenFile(how.TokenFile)
		if err != nil {
			return "", crm.Fail(crm.CodeInvalid, "cli.cannot_read", "file", how.TokenFile, "reason", err.Error())
		}
		token = string(text)
	}
	if token == "" {
		token = j.Getenv("STEPWISE_TOKEN")
	}
	token = strings.TrimSpace(token)
	if token == "" || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", crm.Fail(crm.CodeInvalid, "cli.no_token")
	}
	return token, nil
}

func (j *job) tokenFile(name string) ([]byte, error) {
	if name == "-" && j.Stdin != nil {
		return io.ReadAll(j.Stdin)
	}
	return os.ReadFile(name)
}
