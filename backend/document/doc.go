// Package document makes messages out of templates: the HTML and plain text of
// an email, the text of an SMS, the title and note of a task.
//
// An email is a document (model.go) or, from before there were documents, simple
// text. A document is read against a schema that has no place for scripts,
// styles or markup (schema.go, parse.go), and made ready once (letter.go, op.go):
// what is the same in every message is woven as HTML (html.go, inline.go) and as
// plain text (plain.go), with the merge fields left to be filled in.
//
// The order is always the same: merge fills the fields into plain text, then
// this package lays that text out and escapes it whole. So a value can never
// become markup, and the only links are those that link.go finds and allows. An
// email asks for nothing from the network: its pictures go with it, and it has
// no font or style sheet.
//
// Rendering is a pure function: the same content, values and options give the
// same bytes, today and at every retry.
//
// It must not know about recipients, accounts, headers or MIME; that is the
// outbox's and the channels' business.
package document
