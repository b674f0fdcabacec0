//go:build !faults

package fault

// Made says whether this is a test build that can fail on purpose.
const Made = false

// Point can die or dawdle in a test build; here it is nothing.
func Point(Name) {}

// Fail can also fail in a test build; here it never does.
func Fail(Name) error { return nil }
