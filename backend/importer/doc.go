// Package importer turns a file of clients into drafts of cards, or says row
// by row why it can't. It writes nothing: its caller shows the result, asks,
// and stores the drafts.
//
// In order: read.go (bytes → Table) with decode.go, scan.go, sniff.go and
// shape.go; mapping.go and guess.go (which column means what); build.go
// (Table and Mapping → Result) with row.go, value.go, number.go, date.go and
// repeat.go; write.go (CSV that a spreadsheet opens without running it).
//
// It must not know how anything is stored, and it never repairs a value by
// guessing: what can be read in two ways is asked, what can't be read is a bad
// row.
package importer
