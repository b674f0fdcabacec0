// Package document makes messages out of templates: the HTML and plain text of
// an email, the text of an SMS, the title and note of a task.
//
// The order is always the same: merge fills the fields into plain text, then
// this package lays that text out (paragraphs, line breaks, links) and escapes
// it whole. So a value can never become markup, and the only links are those
// that link.go finds and allows. The shell of an email asks for nothing from
// the network: no image, font or style sheet.
//
// Rendering is a pure function: the same content, values and options give the
// same bytes, today and at every retry.
//
// It must not know about recipients, accounts, headers or MIME; that is the
// outbox's and the channels' business.
package document
