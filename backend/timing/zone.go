package timing

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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

// Rules are what a zone's data says of a span of time, as a short text that is
// the same for the same clock changes: with newer data it may be another one.
func Rules(loc *time.Location, from, to crm.Instant) string {
	sum := sha256.New()
	for at := from; at < to; {
		name, offset := at.In(loc).Zone()
		_, end := at.In(loc).ZoneBounds()
		_, _ = fmt.Fprintln(sum, name, offset, end.Unix()) // a hash never fails to write
		if end.IsZero() {
			break
		}
		at = crm.At(end)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
