package api

import "stepwise/backend/crm"

// notYet stands in while the operations are being written; it goes with the
// last of them.
var notYet = crm.Fail(crm.CodeUnavailable, "error.internal")
