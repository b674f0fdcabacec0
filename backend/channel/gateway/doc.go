// Package gateway hands SMS to a generic HTTP gateway.
//
// Order of reading: gateway.go (what the outbox calls), request.go and
// template.go (the request, its placeholders filled in and escaped), answer.go
// (what an answer means), settings.go (what an administrator may save).
//
// It knows nothing of retries or the database.
package gateway
