package rest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// maxKey is the longest idempotency key.
const maxKey = 200

// Keyed is what a request that changes something may send, so that sending it
// again does nothing twice.
type Keyed struct {
	Key string `header:"Idempotency-Key" doc:"Up to 200 characters. Sent again within 24 hours with the same request, the first answer comes back and nothing is done twice."`
}

type deleteIn struct {
	Keyed
	ID string `path:"id"`
}

// keys are the idempotency keys whose requests run now.
type keys struct {
	mu  sync.Mutex
	now map[string]bool
}

func newKeys() *keys { return &keys{now: map[string]bool{}} }

// run runs a request, or answers as it was answered before. Only what changed
// something is remembered: a request that was refused may be mended and sent
// again under the same key.
func (k *keys) run(w http.ResponseWriter, r *http.Request, who *caller, body []byte, next http.Handler) {
	key := r.Header.Get("Idempotency-Key")
	if key == "" || r.Method == http.MethodGet || r.Method == http.MethodHead {
		next.ServeHTTP(w, r)
		return
	}
	if len(key) > maxKey || strings.ContainsFunc(key, func(c rune) bool { return c < ' ' || c > '~' }) {
		refuse(w, http.StatusUnprocessableEntity, crm.Fail(crm.CodeInvalid, "rest.key_long", "max", maxKey))
		return
	}
	once := api.Once{Who: who.name, Key: key, Request: hashOf(r, body)}
	if !k.take(once) {
		p := newProblem(http.StatusConflict, crm.Fail(crm.CodeConflict, "rest.key_running"))
		p.after = 1
		refuseAny(w, p)
		return
	}
	defer k.leave(once)
	before, found, err := answerTo(who.session, once)
	switch {
	case err != nil:
		refuseAny(w, reused(err))
	case found && before.Status == 0:
		refuse(w, http.StatusConflict, crm.Fail(crm.CodeConflict, "rest.key_lost"))
	case found:
		w.Header().Set("Idempotency-Replayed", "true")
		answer(w, before)
	default:
		k.first(w, r, who, once, next)
	}
}

// reused is 422: the request is wrong, not the state.
func reused(err error) error {
	if e := wrongIn(err); e != nil && e.Key == "rest.key_reused" {
		return newProblem(http.StatusUnprocessableEntity, e)
	}
	return err
}

// first runs a request whose key is new, and keeps its answer.
func (k *keys) first(w http.ResponseWriter, r *http.Request, who *caller, once api.Once, next http.Handler) {
	own := *who
	own.session = api.OnlyOnce(who.session, once)
	kept := &keeping{header: w.Header(), status: http.StatusOK}
	next.ServeHTTP(kept, r.WithContext(context.WithValue(r.Context(), callerKey{}, &own)))
	out := api.Answered{Status: kept.status, ETag: w.Header().Get("ETag"), Location: w.Header().Get("Location"), Body: kept.body.String()}
	if kept.status < 300 {
		if err := api.KeepAnswer(who.session, once, out); err != nil { // it is done; sent again, the key says so
			refuseAny(w, api.Unexpected(who.session, "KeepAnswer", err, nil))
			return
		}
	}
	w.WriteHeader(kept.status)
	_, _ = w.Write(kept.body.Bytes())
}

func answerTo(s *api.Session, once api.Once) (before api.Answered, found bool, err error) {
	_, err = api.Guard(s, "AnswerTo", func() (struct{}, error) {
		before, found, err = api.AnswerTo(s, once)
		return struct{}{}, err
	})
	return before, found, err
}

func answer(w http.ResponseWriter, a api.Answered) {
	for name, value := range map[string]string{"ETag": a.ETag, "Location": a.Location} {
		if value != "" {
			w.Header().Set(name, value)
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.Status)
	_, _ = w.Write([]byte(a.Body))
}

func (k *keys) take(o api.Once) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	name := o.Who + " " + o.Key
	if k.now[name] {
		return false
	}
	k.now[name] = true
	return true
}

func (k *keys) leave(o api.Once) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.now, o.Who+" "+o.Key)
}

func hashOf(r *http.Request, body []byte) string {
	h := sha256.New()
	for _, part := range []string{r.Method, r.URL.Path, r.URL.RawQuery, r.Header.Get("If-Match"), string(body)} {
		_, _ = h.Write([]byte(part + "\n")) // a hash takes everything
	}
	return hex.EncodeToString(h.Sum(nil))
}

// keeping holds an answer back until it is kept.
type keeping struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *keeping) Header() http.Header            { return k.header }
func (k *keeping) WriteHeader(status int)         { k.status = status }
func (k *keeping) Write(text []byte) (int, error) { return k.body.Write(text) }
