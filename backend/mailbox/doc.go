// Package mailbox reads mailboxes by IMAP and says what each mail in them is: a
// bounce, a reply, an automatic answer, a complaint, an unsubscribe. It only
// reads: nothing is marked, moved or deleted, and of no mail more than its
// beginning is fetched. What a mail means for messages and clients is the
// engine's to say; nothing here is believed of a mail but what it names.
//
// Reading order: look.go (what is new), session.go (a connection), check.go (the
// test, step by step), classify.go (what it is), parse.go (its parts), bounce.go,
// text.go.
package mailbox
