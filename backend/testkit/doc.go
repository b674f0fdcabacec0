// Package testkit is a whole workspace for tests: the real store in a temporary
// folder, the real engine and outbox, channels that record instead of sending,
// and a clock that stands still until the story moves it.
//
// Reading order: world.go (what there is), clock.go (time passes), build.go and
// steps.go (cards, templates, sequences), look.go (what became of it). Its
// neighbour sink has mail servers and gateways to send to for real.
package testkit
