// Package webhook tells other programs what happened: it signs what is in the
// queue, sends it, and notes how that went.
//
// Order of reading: sign.go (how a receiver knows that it is us), send.go (one
// try), judge.go (what an answer means, and when the next try comes), round.go
// (who is told next).
//
// It signs as the Standard Webhooks specification says (standardwebhooks.com),
// tells at least once and with the same name each time, and one thing after the
// other of each card. It opens its transactions itself, holds none while it
// waits for an answer, and knows nothing of what it tells.
package webhook
