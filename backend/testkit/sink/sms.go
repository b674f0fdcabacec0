package sink

import (
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// SMSOptions say how the SMS sink behaves.
type SMSOptions struct {
	Addr       string // "127.0.0.1:0"; only loopback is accepted
	Log        string // a file to append to; "" for memory alone. Its keys are known again after a restart
	Faults     map[string]float64
	Seed       uint64
	Idempotent bool   // a key that was seen is not delivered again
	NoLookup   bool   // GET /sms/KEY is not there
	Token      string // required as "Authorization: Bearer TOKEN"
	RetryAfter int    // seconds that 429 and 503 ask for; 2
	RedirectTo string // where redirect points
	TLS        *tls.Config
	Slow       <-chan struct{}  // ends the wait of slow-after; nil: until the client leaves
	Zone       *time.Location   // for quiet hours; UTC
	Now        func() time.Time // for the log and quiet hours
}

// SMS is a running SMS gateway.
type SMS struct {
	*journal
	faults *faults
	opts   SMSOptions
	ln     net.Listener
	server *http.Server
	done   chan struct{}

	mu    sync.Mutex
	seen  map[string]taken
	count int
}

// taken is what the gateway answers about a message.
type taken struct {
	ID     string `json:"id"`
	Status string `json:"status"`
}

// StartSMS listens and serves until Close: POST /sms takes a message (JSON or a
// form), GET /sms/KEY looks one up.
func StartSMS(opts SMSOptions) (*SMS, error) {
	if opts.RetryAfter == 0 {
		opts.RetryAfter = 2
	}
	if opts.Zone == nil {
		opts.Zone = time.UTC
	}
	earlier, err := ReadLog(opts.Log)
	if err != nil {
		return nil, err
	}
	ln, err := listen(opts.Addr)
	if err != nil {
		return nil, err
	}
	j, err := newJournal(opts.Log, opts.Now)
	if err != nil {
		_ = ln.Close()
		return nil, err
	}
	s := &SMS{journal: j, faults: newFaults(opts.Seed, opts.Faults), opts: opts, ln: ln, done: make(chan struct{}), seen: map[string]taken{}}
	for _, e := range earlier {
		if e.Ev == EvAccepted && e.Key != "" {
			s.seen[e.Key] = taken{e.ID, "queued"}
		}
	}
	s.count = len(earlier)
	s.server = &http.Server{Handler: s.routes(), ReadHeaderTimeout: time.Minute}
	if opts.TLS != nil {
		ln = tls.NewListener(ln, opts.TLS)
	}
	go func() {
		defer close(s.done)
		_ = s.server.Serve(ln)
	}()
	return s, s.add(Entry{Ev: EvStart})
}

// URL is the base, "http://127.0.0.1:1234".
func (s *SMS) URL() string {
	if s.opts.TLS != nil {
		return "https://" + s.ln.Addr().String()
	}
	return "http://" + s.ln.Addr().String()
}

// SetFaults replaces the rates.
func (s *SMS) SetFaults(rates map[string]float64) { s.faults.set(rates) }

// Hits says how often each fault was hit.
func (s *SMS) Hits() map[string]int { return s.faults.counts() }

// Close stops serving and cuts all connections.
func (s *SMS) Close() error {
	err := s.server.Close()
	<-s.done
	return errors.Join(err, s.close())
}

func (s *SMS) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /sms", s.post)
	mux.HandleFunc("GET /sms/{key}", s.lookup)
	return mux
}

func (s *SMS) lookup(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	found, ok := s.seen[r.PathValue("key")]
	s.mu.Unlock()
	if !ok || s.opts.NoLookup {
		answer(w, http.StatusNotFound, map[string]string{"error": "not found"})
		return
	}
	answer(w, http.StatusOK, found)
}

func answer(w http.ResponseWriter, code int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(body)
}

// cut ends the connection with a reset, without an answer.
func cut(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	raw := conn
	if secure, ok := conn.(*tls.Conn); ok {
		raw = secure.NetConn()
	}
	if tcp, ok := raw.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = raw.Close()
}

var e164 = regexp.MustCompile(`^\+[1-9]\d{6,14}$`)

func (s *SMS) entry(r *http.Request) (Entry, error) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return Entry{}, err
	}
	fields := map[string]string{}
	if strings.Contains(r.Header.Get("Content-Type"), "json") {
		var doc map[string]any
		if err := json.Unmarshal(body, &doc); err != nil {
			return Entry{}, err
		}
		for name, value := range doc {
			fields[strings.ToLower(name)] = fmt.Sprint(value)
		}
	} else {
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return Entry{}, err
		}
		for name, value := range form {
			fields[strings.ToLower(name)] = value[0]
		}
	}
	first := func(names ...string) string {
		for _, name := range names {
			if fields[name] != "" {
				return fields[name]
			}
		}
		return ""
	}
	text := first("text", "body", "message")
	key := r.Header.Get("Idempotency-Key")
	if key == "" {
		key = first("client_ref", "clientref", "reference")
	}
	now := s.opts.Now().In(s.opts.Zone)
	minute := now.Hour()*60 + now.Minute()
	return Entry{
		Key: key, To: fields["to"], Text: text, TextSha: sha([]byte(text)),
		Quiet: minute >= 23*60 || minute < 7*60+30, E164: e164.MatchString(fields["to"]),
	}, nil
}

func (s *SMS) refuse(w http.ResponseWriter, e Entry, code int, words string) {
	e.Ev, e.Code = EvRefused, code
	if s.add(e) != nil {
		cut(w)
		return
	}
	if code == http.StatusTooManyRequests || code == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", strconv.Itoa(s.opts.RetryAfter))
	}
	answer(w, code, map[string]string{"error": words})
}
