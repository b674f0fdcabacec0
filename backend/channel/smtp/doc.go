// Package mailer hands emails to an SMTP server.
//
// Order of reading: compose.go and header.go (a message's bytes, a pure
// function of the frozen message), mailer.go (what the outbox calls),
// handover.go (one message over one connection, with the commit just before
// the final dot), session.go and auth.go (getting a connection ready),
// reply.go (what counts as a complete answer), trouble.go (what a failure
// means), pool.go (connections kept for the next message), settings.go (what
// an administrator may save).
//
// It never sends a polite QUIT or RSET after the server said 354: both would
// end the data and deliver half a message. It knows nothing of sequences,
// retries or the database, and has no clock of its own.
package mailer
