// Package merge fills in the merge fields of a text: {{contact.first_name}},
// {{card.valid_until | date: "d MMMM" | default: "soon"}}.
//
// Reading order: field.go (which fields there are), parse.go (text and
// {{fields}} told apart, once), filter.go (what may stand behind a bar),
// check.go (everything wrong with a text, at save), source.go (where values
// come from), value.go (their frozen form
// as small strings), render.go (text and frozen values to the result),
// convert.go (MiniCRM's syntax to ours), language.go and pattern.go (how dates
// and numbers look).
//
// Rendering is a pure function of the text and the frozen values; it asks no
// clock, no database and no network. Only what stands between {{ and }} and
// is in the grammar of parse.go is ever evaluated; all else is plain text, and
// a value is never looked at again for fields. There are no loops, no
// conditions and no access to anything but the named values.
//
// It must not know what the text is for: links, paragraphs and mail shells are
// document's business.
package merge
