//go:build !linux

package backend

import "time"

// booted can't be told here: readings of different processes are not compared.
func booted() string { return "" }

// uptime can't be told either; what takes its place, the clock of this process,
// goes on while a Windows machine sleeps.
func uptime() (time.Duration, bool) { return 0, false }
