package bench

import (
	"io"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Job is what a benchmark needs of the outside world.
type Job struct {
	Dir   string               // where workspaces are made; each run's is removed after it
	Watch func() time.Duration // a clock that only runs forward
	Say   io.Writer            // how far it is
	Log   *slog.Logger
}

// Figure is one line of the table: what was measured in each run, and what
// SQLite alone did in the same minute.
type Figure struct {
	Name   string
	Target string
	Unit   string
	More   bool      // more is better
	Ours   []float64 // one a run
	Raw    []float64 // one a run; none: nothing to compare
	Note   string
}

// add takes one run's figures.
func (f *Figure) add(ours, raw float64) {
	f.Ours = append(f.Ours, ours)
	if raw > 0 {
		f.Raw = append(f.Raw, raw)
	}
}

// middle is the median of some figures, 0 of none.
func middle(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(list))
	if n := len(sorted); n%2 == 0 {
		return (sorted[n/2-1] + sorted[n/2]) / 2
	}
	return sorted[len(sorted)/2]
}

// ratio is ours to what SQLite alone does, as "how much of it": 1 is all.
func (f *Figure) ratio() float64 {
	if len(f.Raw) == 0 || middle(f.Raw) == 0 || middle(f.Ours) == 0 {
		return 0
	}
	if f.More {
		return middle(f.Ours) / middle(f.Raw)
	}
	return middle(f.Raw) / middle(f.Ours)
}

// took measures what fn takes.
func (j Job) took(fn func() error) (time.Duration, error) {
	began := j.Watch()
	err := fn()
	return j.Watch() - began, err
}

// middling measures fn so many times and gives the median in milliseconds.
func (j Job) middling(times int, fn func(i int) error) (float64, error) {
	list := make([]float64, 0, times)
	for i := range times {
		d, err := j.took(func() error { return fn(i) })
		if err != nil {
			return 0, err
		}
		list = append(list, millis(d))
	}
	return middle(list), nil
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// peakMemory is what the process held at most, in MiB; 0 where the system
// doesn't say.
func peakMemory() float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	return kilobytes(string(text), "VmHWM:") / 1024
}

func kilobytes(text, name string) float64 {
	_, rest, _ := strings.Cut(text, name)
	line, _, _ := strings.Cut(rest, "\n")
	n, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(line), "kB")), 64)
	if err != nil {
		return 0
	}
	return n
}

// forgetPeak begins the peak anew, where the system lets it.
func forgetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) }

// cpu is the processor time of this process so far.
func cpu() time.Duration {
	text, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	if len(fields) < 13 {
		return 0
	}
	var ticks int64
	for _, f := range fields[11:13] {
		n, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return 0
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond // a hundred ticks a second
}
