// Package e2e has nothing but tests: a process of its own is started on a data
// folder, killed, made to fail and started again, while a mail server and a
// gateway that misbehave write down what they take; in the end what the program
// says is compared with what they took (RELIABILITY 2.11).
//
// Reading order: program_test.go (the process), scene_test.go (sinks and data
// folder), audit_test.go (what must hold), kill_test.go (killed again and again),
// fault_test.go (every point between two commits, in a build with the tag
// "faults").
package e2e
