package engine

// Apart makes an engine run each due step by itself, in the transactions that
// would run them together.
func Apart(e *Engine) { e.apart = true }
