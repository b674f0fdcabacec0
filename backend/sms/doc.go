// Package sms measures and simplifies the text of a short message (RULES 5.2):
// which alphabet it needs, how many units it has, where it is cut into parts,
// and what could be replaced to make it shorter.
//
// Order of the rules: a text whose every character is in the GSM 7 bit default
// alphabet or its extension table (3GPP TS 23.038, 6.2.1) is GSM-7, any other
// one UCS-2 as a whole. One part holds 160 septets or 70 units; a longer text
// is cut into parts of 153 or 67, the rest being the header that joins them
// (TS 23.040, 9.2.3.24.1). No character is cut in two: neither ESC and its
// second septet, nor a surrogate pair.
//
// Measure says what a network does with exactly this text; it mends nothing.
// The package must not know of templates, phones, prices or limits of ours.
package sms
