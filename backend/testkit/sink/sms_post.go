package sink

import (
	"fmt"
	"net/http"
)

// before are the faults that refuse a message, in order.
var before = []struct {
	fault string
	code  int
}{
	{"429", 429}, {"500-before", 500}, {"503-before", 503}, {"400", 400}, {"401", 401}, {"402", 402},
}

// post takes a message, or does to it what was asked for.
func (s *SMS) post(w http.ResponseWriter, r *http.Request) {
	e, err := s.entry(r)
	if err != nil {
		answer(w, http.StatusBadRequest, map[string]string{"error": "bad body"})
		return
	}
	if s.opts.Token != "" && r.Header.Get("Authorization") != "Bearer "+s.opts.Token {
		s.refuse(w, e, http.StatusUnauthorized, "unauthorized")
		return
	}
	for _, b := range before {
		if s.faults.hitText(b.fault, e.Text, e.Key) {
			s.refuse(w, e, b.code, b.fault)
			return
		}
	}
	switch {
	case s.faults.hitText("redirect", e.Text, e.Key):
		w.Header().Set("Location", s.opts.RedirectTo)
		s.refuse(w, e, http.StatusFound, "elsewhere")
	case s.faults.hitText("drop-before", e.Text, e.Key):
		e.Ev = EvDropped
		_ = s.add(e)
		cut(w)
	case !e.E164:
		s.refuse(w, e, http.StatusUnprocessableEntity, "number not in E.164")
	case e.Text == "":
		s.refuse(w, e, http.StatusUnprocessableEntity, "empty text")
	default:
		s.take(w, r, e)
	}
}

// take writes the message down, then answers, or not.
func (s *SMS) take(w http.ResponseWriter, r *http.Request, e Entry) {
	s.mu.Lock()
	earlier, again := s.seen[e.Key]
	s.mu.Unlock()
	again = again && e.Key != ""
	if again && s.opts.Idempotent {
		e.Ev = EvReplay
		_ = s.add(e)
		answer(w, http.StatusOK, earlier)
		return
	}
	got, err := s.accept(e, earlier, again)
	if err != nil {
		cut(w)
		return
	}
	switch {
	case s.faults.hitText("drop-after", e.Text, e.Key):
		cut(w)
	case s.faults.hitText("500-after", e.Text, e.Key):
		answer(w, http.StatusInternalServerError, map[string]string{"error": "internal"})
	case s.faults.hitText("html-200", e.Text, e.Key):
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html><body>Wartung</body></html>"))
	case s.faults.hitText("bad-json-after", e.Text, e.Key):
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"id": "`))
	case s.faults.hitText("slow-after", e.Text, e.Key):
		select {
		case <-s.opts.Slow:
			answer(w, http.StatusOK, got)
		case <-r.Context().Done():
		}
	default:
		answer(w, http.StatusOK, got)
	}
}

func (s *SMS) accept(e Entry, earlier taken, again bool) (taken, error) {
	s.mu.Lock()
	s.count++
	got := taken{ID: sha(fmt.Appendf(nil, "%s|%d", e.Key, s.count))[:12], Status: "queued"}
	s.mu.Unlock()
	e.Ev, e.ID = EvAccepted, got.ID
	if again {
		e.DuplicateOf = earlier.ID
	}
	if err := s.add(e); err != nil {
		return got, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if e.Key != "" && !again {
		s.seen[e.Key] = got
	}
	return got, nil
}
