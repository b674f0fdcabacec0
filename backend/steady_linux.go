package backend

import (
	"os"
	"strconv"
	"strings"
	"time"
)

// booted is what the kernel says of this boot; "" where it says nothing.
func booted() string {
	id, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(id))
}

// uptime is how long this boot lasts, sleep included; Go's own clock stops while
// a Linux machine sleeps.
func uptime() (time.Duration, bool) {
	text, err := os.ReadFile("/proc/uptime")
	if err != nil {
		return 0, false
	}
	seconds, err := strconv.ParseFloat(strings.Fields(string(text) + " 0")[0], 64)
	return time.Duration(seconds * float64(time.Second)), err == nil
}
