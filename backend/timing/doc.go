// Package timing says when a step runs (RULES 3): one pure function, Next, for
// every kind of step, and the few that share its corrections: Again after the
// machine slept, Retry after a temporary failure, AroundDate for a step that
// hangs on a date field.
//
// The order of the rules, in which Next applies them until none of them moves
// the moment any more:
//
//  1. the delay: elapsed hours and minutes, or calendar days at the step's
//     hour, without one at the anchor's wall time;
//  2. the night: an SMS never goes in [23:00, 07:30) but at the next 07:30;
//  3. the hour: not before the clock has shown it on that day;
//  4. the day: the next allowed one, at the hour or the same wall time.
//
// A wall time that a clock change skips is the first instant after the gap;
// one that occurs twice is its first occurrence.
//
// Reading order: civil.go (wall clocks and instants), quiet.go, rule.go (what
// may be asked), next.go, again.go, around.go, total.go, then holiday.go,
// zone.go and golden.go.
//
// It must not know what the time is now, what a step does, or how anything is
// stored: whatever it needs is passed in.
package timing
