package outbox

// Waiting lets an Outbox believe that so many messages wait.
func (o *Outbox) Waiting(n int) { o.backlog.counted(n) }

// WidthOf is how many may be at their last byte while so many wait.
var WidthOf = widthOf
