package backend

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Zone is the time zone of this machine, for what is printed to a terminal.
func Zone() *time.Location { return time.Local }

// MachineZone is the IANA name of this machine's zone, for the first run; ""
// where it can't be told.
func MachineZone() string {
	if tz := os.Getenv("TZ"); tz != "" {
		return strings.TrimPrefix(tz, ":")
	}
	if path, err := filepath.EvalSymlinks("/etc/localtime"); err == nil {
		if _, name, ok := strings.Cut(path, "zoneinfo/"); ok {
			return name
		}
	}
	if name := time.Local.String(); name != "Local" {
		return name
	}
	return ""
}
