// Package crm holds the nouns of Stepwise: what exists, what each noun may be,
// and the pure rules that need nothing but the nouns themselves.
//
// Reading order: id.go, instant.go, phrase.go, error.go (the small words
// everything is written in), then product.go, contact.go, card.go, user.go,
// task.go (the data people live in), filter.go, template.go, sequence.go
// (what they automate), enrolment.go, message.go (what the machine does), and
// account.go, workspace.go, activity.go.
//
// It imports nothing of ours and must not know how anything is stored, sent or
// shown. No clock, no chance, no I/O.
package crm
