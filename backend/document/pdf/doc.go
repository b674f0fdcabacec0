// Package pdf draws a template's document (package document) as a PDF: the same
// blocks that an email shows, on pages with a header and a footer. Like an email
// it is a pure function of what was frozen: the same content, values and pictures
// make the same bytes, on every machine.
//
// In order: the text is merged and cut into lines (inline.go), blocks become
// strips that do not break (block.go, table.go), strips are put on pages
// (place.go), and only then, when the number of pages is known, everything is
// drawn (draw.go). Lengths are points (1/72 inch), y grows downwards.
//
// It knows no cards, no files and no clock.
package pdf
