package crm

// Limits of the pictures and files of templates, in bytes: of each, and of all
// that one email takes along. Mail servers refuse more.
const (
	MaxAsset    = 10_000_000
	MaxAttached = 15_000_000
)
