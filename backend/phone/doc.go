// Package phone reads a telephone number as people type, paste and import it
// and gives its E.164 form and kind, or the reason why it is none (RULES 5.3).
//
// The library (libphonenumber's data) drops letters, extensions and spreadsheet
// signs silently and calls the rest valid, so the order is: what can't be seen
// and what a spreadsheet added goes, and is noted; what would change the number
// if it were dropped (letters, extensions, a second number) is refused; then
// the library reads the digits, and its validity decides, not possibility.
//
// Reading order: number.go (the answer), parse.go, clean.go, refuse.go,
// suggest.go.
//
// It must not know whom a number belongs to, consent, or how an SMS is sent.
package phone
