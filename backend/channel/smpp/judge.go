package smpp

import (
	"fmt"

	"stepwise/backend/crm"
)

// The statuses that mean something of their own here.
const (
	statusOK         = 0x00
	statusUnknown    = 0x03 // to a request that we don't know
	statusState      = 0x04 // not bound
	statusBound      = 0x05 // bound already
	statusSystem     = 0x08
	statusSender     = 0x0a
	statusRecipient  = 0x0b
	statusBindFailed = 0x0d
	statusPassword   = 0x0e
	statusSystemID   = 0x0f
	statusQueueFull  = 0x14
	statusThrottled  = 0x58
	statusLater      = 0x64 // what we answer when we can't write something down now
	statusBadMessage = 0x65 // what we answer to what can't be read
)

// shortWait is how long a throttled account waits, in seconds.
const shortWait = 5

var names = map[uint32]string{ //nolint:gosec // names of errors, no passwords
	statusState: "ESME_RINVBNDSTS", statusBound: "ESME_RALYBND", statusSystem: "ESME_RSYSERR", statusSender: "ESME_RINVSRCADR",
	statusRecipient: "ESME_RINVDSTADR", statusBindFailed: "ESME_RBINDFAIL", statusPassword: "ESME_RINVPASWD", statusSystemID: "ESME_RINVSYSID",
	statusQueueFull: "ESME_RMSGQFUL", statusThrottled: "ESME_RTHROTTLED", 0x45: "ESME_RSUBMITFAIL", statusLater: "ESME_RX_T_APPN",
	statusBadMessage: "ESME_RX_P_APPN", 0x66: "ESME_RX_R_APPN", 0x48: "ESME_RINVSRCTON", 0x49: "ESME_RINVSRCNPI",
	0x50: "ESME_RINVDSTTON", 0x51: "ESME_RINVDSTNPI", 0xff: "ESME_RUNKNOWNERR",
}

func words(status uint32) string {
	if name, ok := names[status]; ok {
		return fmt.Sprintf("0x%08X %s", status, name)
	}
	return fmt.Sprintf("0x%08X", status)
}

// judge says what an answer to submit_sm means: with any status but 0 the centre
// did not take the message.
func judge(status uint32) crm.Outcome {
	out := crm.Outcome{Code: int(status), Words: words(status), Kind: crm.Refused}
	switch status {
	case statusOK:
		out.Kind = crm.Accepted
	case statusThrottled, statusQueueFull:
		out.Kind, out.RetryAfter = crm.Temporary, shortWait
	case statusSystem, statusState, statusLater:
		out.Kind = crm.Temporary
	case statusRecipient:
		out.BadAddress = true
	case statusSender, 0x48, 0x49:
		out.Kind = crm.Stopped
	}
	return out
}

// judgeBind says what a refused bind means: that the centre thinks we are bound
// already passes, a wrong password doesn't.
func judgeBind(status uint32) crm.Outcome {
	out := crm.Outcome{Code: int(status), Words: "bind_transceiver: " + words(status), Kind: crm.Stopped}
	switch status {
	case statusBound, statusSystem, statusThrottled, statusQueueFull, statusLater:
		out.Kind, out.RetryAfter = crm.Temporary, shortWait
	}
	return out
}
