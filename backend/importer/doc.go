// Package importer turns a file of clients into drafts of cards, or says row
// by row why it can't. It writes nothing: its caller shows the result, asks,
// and stores the drafts.
//
// In order: read.go (bytes → Table) with decode.go, scan.go, sniff.go and
// shape.go for texts, xlsx.go, markup.go and sheet.go for workbooks; mapping.go,
// guess.go, source.go, minicrm.go and remember.go (which column means what);
// build.go and survey.go (Table and Mapping → Result, and drafts chunk by chunk)
// with row.go, address.go, mobile.go, value.go, number.go, money.go and date.go;
// write.go and writexlsx.go (tables that a spreadsheet opens without running
// them).
//
// It must not know how anything is stored, and it never repairs a value by
// guessing: what can be read in two ways is asked, what can't be read is a bad
// row.
package importer
