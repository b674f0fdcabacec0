package public_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/public"
)

// A flood from many addresses at once, each with its own content and its own
// page: no more cards appear than the form's limit allows, and no more is kept
// apart than it allows.
func TestAFloodMakesNoMoreCardsThanTheLimit(t *testing.T) {
	t.Parallel()
	const most, all, hands = 5, 200, 8
	s := newShop(t, func(f *crm.Form) { f.Guard.PerHour = most })
	handler := public.New(public.Options{Service: s.service, Log: s.Log}).Handler()
	tokens := make([]string, 10)
	for i := range tokens {
		tokens[i] = s.token()
	}
	s.Advance("10s")
	var next, refused atomic.Int64
	var wait sync.WaitGroup
	for range hands {
		wait.Go(func() {
			for n := next.Add(1); n <= all; n = next.Add(1) {
				v := anaTypes("card.note", strconv.FormatInt(n, 10))
				if n%2 == 0 {
					v.Set("t", tokens[n%10])
				}
				r := httptest.NewRequest(http.MethodPost, "/f/contact", strings.NewReader(v.Encode()))
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				r.Host, r.RemoteAddr = "firma.example", fmt.Sprintf("198.51.%d.%d:4000", n/250, n%250)
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, r)
				if w.Code == http.StatusTooManyRequests {
					refused.Add(1)
				}
			}
		})
	}
	wait.Wait()
	kept := map[string]int{}
	for _, line := range s.sent() {
		kept[line]++
	}
	if n := len(s.cards()); n != most || kept["accepted"] != most {
		t.Errorf("%d cards, %v", n, kept)
	}
	if kept["quarantined flood"] > 3*most || refused.Load() == 0 {
		t.Errorf("kept apart: %v; refused: %d", kept, refused.Load())
	}
}

// Whatever is sent again, in whatever order and from however many pages: each
// page makes one card at most, and so does each content within ten minutes.
func TestReplaysNeverMakeASecondCard(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(f *crm.Form) { f.Guard.PerAddress, f.Guard.PerHour = 1000, 10_000 })
	made, round := 0, 0
	rapid.Check(t, func(d *rapid.T) {
		round++
		s.clock.Add(int64(time.Minute)) // for those who come too often
		tokens := []string{"", s.token(), s.token()}
		s.Advance("10s")
		used, last := map[string]bool{}, map[string]crm.Instant{}
		for range rapid.IntRange(1, 8).Draw(d, "posts") {
			token, content := rapid.SampledFrom(tokens).Draw(d, "page"), rapid.SampledFrom([]string{"a", "b"}).Draw(d, "content")
			if answer := s.send(anaTypes("t", token, "card.note", fmt.Sprint(round, content))); answer.StatusCode != http.StatusSeeOther {
				d.Fatal(answer.Status)
			}
			before, known := last[content]
			if !used[token] && (!known || s.Now()-before > 600_000) {
				made++
				last[content], used[token] = s.Now(), token != ""
			}
			if n := len(s.cards()); n != made {
				d.Fatalf("%d cards instead of %d", n, made)
			}
			s.Advance(rapid.SampledFrom([]string{"1s", "4m", "11m"}).Draw(d, "later"))
		}
	})
}
