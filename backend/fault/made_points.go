//go:build faults

package fault

// All are the points of a day's work, Fallible those of them that can fail too;
// Restoring are those of a backup that is put back.
var (
	All = append([]Name{
		Committed, Claimed, Composed, AfterNote, SMTPDotSent, GatewayWritten, Resolved, Reminding, Ran, Telling, Indexing, Swept, Sweeping,
	}, Fallible...)
	Restoring = []Name{Decided, Swapping, Aside, Swapped}
	Fallible  = []Name{
		Rescue, SentLog, SentLogDone, Commit, ContentAdded, Activating, Running, BeforeSend, AfterSend, BeforeNote, LookedUp, Unrecorded,
		SMTPConnect, SMTPCommand, SMTPReply, SMTPBegun, SMTPBody, SMTPDot, SMTPAnswer, GatewayConnect, GatewayWrite, GatewayAnswer, Importing, Imported,
	}
)
