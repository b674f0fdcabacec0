// Package gateway hands SMS to a generic HTTP gateway.
//
// Order of reading: gateway.go (what the outbox calls), request.go and
// template.go (the request, its placeholders filled in and escaped),
// exchange.go (one request over one fresh connection, with the commit just
// before its first byte), guard.go (which addresses may be reached), answer.go
// (what an answer means), settings.go (what an administrator may save).
//
// It never sends a request twice, follows no redirect, uses no proxy and keeps
// no connection. It knows nothing of retries or the database.
package gateway
