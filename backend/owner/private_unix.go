//go:build unix

package owner

import "syscall"

// private makes every file this process creates from now on readable by its
// user alone: SQLite would create the database with 0644.
func private() { syscall.Umask(0o077) }
