// Package fault marks every point between two commits at which the program can
// die, fail or dawdle. In a build with the tag "faults" a plan in the
// environment makes it do so there; in every other build the marks are nothing.
//
// Reading order: fault.go, points.go (the points), made.go (the test build).
package fault

// Name is a point of the code.
type Name string

// Env is the variable that holds the plan of a test build: "point@n=action"
// separated by ";". The action happens when the point is passed for the nth time
// (every time without "@n"); "any" counts all points together. Actions are
// "kill" (this process, at once), "fail" and "delay:50ms".
const Env = "STEPWISE_FAULTS"

// EnvLog is the variable that names a file to which a test build adds the name
// of every point that it passes, a line each.
const EnvLog = "STEPWISE_FAULTS_LOG"
