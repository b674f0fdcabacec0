package fault

// The points, in the order of a message's way.
const (
	Rescue Name = "outbox.rescue" // before what an ended process left behind is taken over

	SentLog      Name = "store.sent_log"      // before acceptances are written to sent.log
	SentLogDone  Name = "store.sent_log_done" // they are on the disk, the database doesn't know
	Commit       Name = "store.commit"        // before COMMIT
	Committed    Name = "store.committed"     // after it, before anybody hears of it
	ContentAdded Name = "store.content_added" // a file is on the disk, no row names it

	Activating Name = "engine.activating" // before a chunk of an activation
	Sweeping   Name = "engine.sweeping"   // before the passing of time is looked at
	Swept      Name = "engine.swept"      // before uncertain messages are asked for
	Resolved   Name = "engine.resolved"   // before tasks that recur are made
	Reminding  Name = "engine.reminding"  // before reminders
	Running    Name = "engine.running"    // before a chunk of due steps
	Ran        Name = "engine.ran"        // steps ran, their messages were not looked at
	Telling    Name = "engine.telling"    // before an absence is told
	Indexing   Name = "engine.indexing"   // before the search is brought up to date

	Claimed     Name = "outbox.claimed"      // messages are claimed, none is begun
	Composed    Name = "outbox.composed"     // the bytes of one are made
	BeforeSend  Name = "outbox.sending"      // before "sending" is written
	AfterSend   Name = "outbox.sending_done" // it is written, the last byte has not gone
	BeforeNote  Name = "outbox.record"       // the answer is read and not written
	AfterNote   Name = "outbox.recorded"     // it is written
	LookedUp    Name = "outbox.looked_up"    // a gateway said what became of a message, nothing is written
	Unrecorded  Name = "outbox.unrecorded"   // before an answer that could not be written is written again
	SMTPConnect Name = "smtp.connect"        // before connecting
	SMTPCommand Name = "smtp.command"        // before each command
	SMTPReply   Name = "smtp.reply"          // after each reply
	SMTPBegun   Name = "smtp.begun"          // the server waits for the message
	SMTPBody    Name = "smtp.body"           // everything but the dot was written
	SMTPDot     Name = "smtp.dot"            // committed, before the dot
	SMTPDotSent Name = "smtp.dot_sent"       // the dot was written, its reply not read
	SMTPAnswer  Name = "smtp.answer"         // the reply to the dot was read

	GatewayConnect Name = "gateway.connect" // before connecting
	GatewayWrite   Name = "gateway.write"   // committed, before a byte of the request
	GatewayWritten Name = "gateway.written" // the request left
	GatewayAnswer  Name = "gateway.answer"  // the answer was read
	Importing      Name = "import.chunk"    // before a chunk of an import is written
	Imported       Name = "import.done"     // its rows are written, its end is not

	Decided  Name = "restore.decided"  // what takes the place of the present data is ready, the plan says so
	Swapping Name = "restore.swapping" // before each file goes aside
	Aside    Name = "restore.aside"    // it is aside, the next one is not in its place
	Swapped  Name = "restore.swapped"  // all are in place, the plan is still there
)
