// Package locales holds the words of Stepwise, one file per language and
// namespace; the first dotted part of a key is its file. The SPA bundles the
// files, package words renders the same ones.
package locales

import "embed"

// Files are en/*.json, ro/*.json and hu/*.json.
//
//go:embed en/*.json ro/*.json hu/*.json
var Files embed.FS
