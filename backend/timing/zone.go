package timing

import (
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zone files, and a server may lack them

	"stepwise/backend/crm"
)

// Zone finds an IANA time zone. An unknown name is refused, and so are the
// names that mean another zone on another machine ("", "Local") or another
// way of counting seconds ("right/…"): never silently UTC.
func Zone(name string) (*time.Location, error) {
	bad := crm.Fail(crm.CodeInvalid, "timing.bad_zone", "zone", name)
	switch folder, _, _ := strings.Cut(name, "/"); folder {
	case "", "Local", "localtime", "posixrules", "Factory", "posix", "right":
		return nil, bad
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		bad.Cause = err
		return nil, bad
	}
	return loc, nil
}
