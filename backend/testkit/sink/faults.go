package sink

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"sync"
)

// SMTPFaults are the faults of the SMTP sink. Besides, "<where>-<code>" answers
// with any code at greet, ehlo, starttls, auth, mail, rcpt, data or eod (the
// end of the data).
var SMTPFaults = []string{
	"connect-drop", "greet-421", "greet-slow", "mail-451", "rcpt-450", "rcpt-550", "data-421", "data-451", "drop-mid-data",
	"eod-451", "eod-452", "eod-550", "eod-554", "drop-before-accept", "drop-after-accept", "slow-accept", "truncate-reply", "cut-after-250",
}

// SMSFaults are the faults of the SMS sink.
var SMSFaults = []string{
	"429", "500-before", "503-before", "500-after", "drop-before", "drop-after", "slow-after", "400", "401", "402", "html-200", "bad-json-after", "redirect",
}

// Ambiguous are the faults after which a client can't know: the number of
// uncertain messages may not be larger than kills and these together.
var Ambiguous = []string{
	"drop-before-accept", "drop-after-accept", "slow-accept", "truncate-reply",
	"500-after", "drop-before", "drop-after", "slow-after", "html-200", "bad-json-after",
}

// faults decides when a fault is hit.
type faults struct {
	seed uint64

	mu    sync.Mutex
	rates map[string]float64
	once  map[string]bool
	drawn uint64
	hits  map[string]int
}

func newFaults(seed uint64, rates map[string]float64) *faults {
	f := &faults{seed: seed, once: map[string]bool{}, hits: map[string]int{}}
	f.set(rates)
	return f
}

func (f *faults) set(rates map[string]float64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rates = maps.Clone(rates)
}

// counts says how often each fault was hit.
func (f *faults) counts() map[string]int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.hits)
}

var byRecipient = regexp.MustCompile(`^f\.([a-z0-9-]+)\.`)

// hit says whether a fault is due: asked for by a recipient, or by its rate.
func (f *faults) hit(name string, recipients ...string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, to := range recipients {
		found := byRecipient.FindStringSubmatch(strings.ToLower(to))
		if found == nil {
			continue
		}
		wanted, once := strings.CutSuffix(found[1], "-once")
		if wanted == name && (!once || f.first(name+" "+to)) {
			f.hits[name]++
			return true
		}
	}
	return f.draw(name)
}

// hitText is hit for a fault that stands in a text.
func (f *faults) hitText(name, text, key string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if strings.Contains(text, "{{f:"+name+"}}") || (strings.Contains(text, "{{f:"+name+"-once}}") && f.first(name+" "+key)) {
		f.hits[name]++
		return true
	}
	return f.draw(name)
}

func (f *faults) first(what string) bool {
	if f.once[what] {
		return false
	}
	f.once[what] = true
	return true
}

// draw is chance without chance: a hash of the seed and the number of the draw.
func (f *faults) draw(name string) bool {
	rate := f.rates[name]
	if rate <= 0 {
		return false
	}
	f.drawn++
	sum := sha256.Sum256(fmt.Appendf(nil, "%d|%d|%s", f.seed, f.drawn, name))
	if float64(binary.BigEndian.Uint64(sum[:8])>>11)/(1<<53) >= rate {
		return false
	}
	f.hits[name]++
	return true
}

var codeAt = regexp.MustCompile(`^([a-z]+)-([2-5][0-9][0-9])$`)

// code is the reply asked for at a place, or 0.
func (f *faults) code(where string, recipients ...string) int {
	for _, name := range f.codesAt(where, recipients) {
		if f.hit(name, recipients...) {
			var code int
			_, _ = fmt.Sscanf(name[len(where)+1:], "%d", &code)
			return code
		}
	}
	return 0
}

// codesAt are the faults "<where>-<code>" that may be hit now.
func (f *faults) codesAt(where string, recipients []string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []string
	for name := range f.rates {
		if found := codeAt.FindStringSubmatch(name); found != nil && found[1] == where {
			out = append(out, name)
		}
	}
	for _, to := range recipients {
		if found := byRecipient.FindStringSubmatch(strings.ToLower(to)); found != nil {
			name := strings.TrimSuffix(found[1], "-once")
			if at := codeAt.FindStringSubmatch(name); at != nil && at[1] == where {
				out = append(out, name)
			}
		}
	}
	return sorted(out)
}
