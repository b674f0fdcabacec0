// Package sink holds an SMTP server and an SMS gateway for tests, on loopback
// only, that misbehave on request.
//
// What a sink takes responsibility for is written to its log and synced before
// the answer goes out, so the log is the truth about what a real server would
// have delivered, whatever became of the connection. Audit compares it with
// what the product claims.
//
// Faults come by rate (SetFaults), by recipient (f.drop-after-accept.7@x.test,
// with -once for the first time only) or, for SMS, in the text
// ({{f:500-after}}). With the same seed the same ones are hit.
package sink
