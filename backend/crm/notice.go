package crm

// NoticeKind is what a person should know today without having to do anything.
type NoticeKind string

// The notices. Each has words under "standstill.<kind>".
const (
	NoticeClockBack NoticeKind = "clock_was_back" // the clock was set back by minutes
	NoticeZoneData  NoticeKind = "zone_data"      // the rules of the zone are other ones, and planned steps moved
)

// Notice is something worth knowing on the day it happened.
type Notice struct {
	Kind NoticeKind `db:"kind"`
	At   Instant    `db:"at"`
	Args Args       `db:"-"` // for its words
}
