package owner

// private needs nothing on Windows: a user's own folders are closed to others.
func private() {}
