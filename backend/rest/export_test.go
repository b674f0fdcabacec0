package rest

// HashOf is what a request is known by, for tests.
var HashOf = hashOf
