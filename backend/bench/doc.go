// Package bench makes the benchmark's data and measures the program with it,
// beside what SQLite alone does on the same machine in the same minute
// (docs/performance.md).
//
// Reading order: gen.go (a workspace), card.go (its cards), automation.go (its
// filters and sequences), measure.go and run.go (what is measured), table.go.
//
// It must not know anything that a person can't reach too: what it measures are
// the operations of api.Session.
package bench
