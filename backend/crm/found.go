package crm

// Found is what a channel says when asked whether a message with a key was
// taken.
type Found string

// The answers. Only FoundYes and FoundNo are proof.
const (
	FoundYes     Found = "yes"     // it was taken
	FoundNo      Found = "no"      // it was not taken
	FoundUnknown Found = "unknown" // the channel can't know, or did not answer
)
