package server

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"maps"
	"net/http"
	"runtime/metrics"
	"slices"
	"strings"
	"sync"
	"time"

	"stepwise/backend/crm"
)

// steps are the durations, in seconds, up to which requests are counted.
var steps = [...]float64{0.005, 0.025, 0.1, 0.5, 2, 10}

// counts are the figures about requests.
type counts struct {
	mu       sync.Mutex
	requests map[string]uint64 // by route and status
	routes   map[string]*durations
}

type durations struct {
	upTo  [len(steps)]uint64
	count uint64
	sum   float64
}

func newCounts() *counts {
	return &counts{requests: map[string]uint64{}, routes: map[string]*durations{}}
}

func (c *counts) request(t *trace, took time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.requests[fmt.Sprintf(`route=%q,status="%d"`, t.route, t.status)]++
	if strings.HasSuffix(t.route, "/events") { // a stream is as long as somebody looks
		return
	}
	d := c.routes[t.route]
	if d == nil {
		d = &durations{}
		c.routes[t.route] = d
	}
	seconds := took.Seconds()
	for i, most := range steps {
		if seconds <= most {
			d.upTo[i]++
		}
	}
	d.count++
	d.sum += seconds
}

// write adds the figures about requests, as Prometheus reads them.
func (c *counts) write(b *bytes.Buffer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, labels := range slices.Sorted(maps.Keys(c.requests)) {
		fmt.Fprintf(b, "stepwise_http_requests_total{%s} %d\n", labels, c.requests[labels])
	}
	const name = "stepwise_http_request_seconds"
	for _, route := range slices.Sorted(maps.Keys(c.routes)) {
		d := c.routes[route]
		for i, most := range steps {
			fmt.Fprintf(b, "%s_bucket{route=%q,le=\"%g\"} %d\n", name, route, most, d.upTo[i])
		}
		fmt.Fprintf(b, "%s_bucket{route=%q,le=\"+Inf\"} %d\n", name, route, d.count)
		fmt.Fprintf(b, "%s_sum{route=%q} %g\n%s_count{route=%q} %d\n", name, route, d.sum, name, route, d.count)
	}
}

// runs adds what the Go runtime knows of the process.
func runs(b *bytes.Buffer) {
	names := map[string]string{
		"/sched/goroutines:goroutines":       "go_goroutines",
		"/memory/classes/heap/objects:bytes": "go_heap_bytes",
		"/memory/classes/total:bytes":        "go_memory_bytes",
		"/gc/cycles/total:gc-cycles":         "go_gc_cycles_total",
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		sample := []metrics.Sample{{Name: name}}
		metrics.Read(sample)
		if sample[0].Value.Kind() == metrics.KindUint64 {
			fmt.Fprintf(b, "%s %d\n", names[name], sample[0].Value.Uint64())
		}
	}
}

// metrics answers with the figures as Prometheus reads them: to this computer,
// and to who has the token.
func (s *Server) metrics(w http.ResponseWriter, r *http.Request) {
	if !arrivalOf(r).local && !s.hasToken(r) {
		writeError(w, http.StatusUnauthorized, crm.Fail(crm.CodeForbidden, "server.metrics_token"))
		return
	}
	figures, err := s.options.Service.Figures(r.Context())
	if err != nil {
		writeError(w, http.StatusServiceUnavailable, unavailable(err))
		return
	}
	var b bytes.Buffer
	s.counts.write(&b)
	for _, f := range figures {
		fmt.Fprintf(&b, "%s %g\n", f.Name, f.Value)
	}
	runs(&b)
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = w.Write(b.Bytes())
}

// hasToken compares in a time that tells nothing.
func (s *Server) hasToken(r *http.Request) bool {
	given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || s.options.Metrics == "" {
		return false
	}
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(s.options.Metrics))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// health says whether the program works, to whom it may concern: 200 where it
// does, else 503; never why.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	if err := s.options.Service.Healthy(r.Context()); err != nil {
		writeJSON(w, http.StatusServiceUnavailable, map[string]bool{"ok": false})
		return
	}
	writeJSON(w, http.StatusOK, map[string]bool{"ok": true})
}
