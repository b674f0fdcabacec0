//go:build !linux && !windows

package tray

import "context"

// Tray is nothing on this system.
type Tray struct{}

// Here says that this system has no tray.
func Here() bool { return false }

// Await waits for nothing: none will come.
func Await(context.Context) bool { return false }

// Start shows nothing.
func Start(Options) *Tray { return nil }

// Say says nothing.
func (*Tray) Say(Menu) {}

// End ends nothing.
func (*Tray) End() {}
