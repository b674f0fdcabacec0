// Package oauth signs an email account in at a provider that takes no
// passwords from programs, and keeps its access token fresh.
//
// Order of reading: provider.go (whom one can sign in with), secret.go (what is
// sealed), signin.go (authorization code with PKCE, from the first address to
// the refresh token), loopback.go (where the browser comes back to on a
// desktop), token.go (access tokens, in memory only).
//
// It knows no SMTP and no database; its clock is passed in.
package oauth
