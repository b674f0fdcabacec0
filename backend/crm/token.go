package crm

import (
	"fmt"
	"slices"
	"strings"
)

// TokenScope is a thing that a token of the API is good for.
type TokenScope string

// The scopes. Who may change something may read it too; products, statuses,
// fields and colleagues' names are read with any token.
const (
	TokenReadCards     TokenScope = "cards.read"
	TokenWriteCards    TokenScope = "cards.write"
	TokenReadContacts  TokenScope = "contacts.read"
	TokenWriteContacts TokenScope = "contacts.write"
	TokenReadTasks     TokenScope = "tasks.read"
	TokenWriteTasks    TokenScope = "tasks.write"
	TokenReadFilters   TokenScope = "filters.read"
	TokenReadSequences TokenScope = "sequences.read"
	TokenRunSequences  TokenScope = "sequences.run" // start and stop cards
	TokenReadMessages  TokenScope = "messages.read"
)

// TokenScopes are all scopes, in the order of the screen.
func TokenScopes() []TokenScope {
	return []TokenScope{
		TokenReadCards, TokenWriteCards, TokenReadContacts, TokenWriteContacts, TokenReadTasks, TokenWriteTasks,
		TokenReadFilters, TokenReadSequences, TokenRunSequences, TokenReadMessages,
	}
}

// implies are the scopes that come with a stronger one.
var implies = map[TokenScope]TokenScope{
	TokenWriteCards: TokenReadCards, TokenWriteContacts: TokenReadContacts, TokenWriteTasks: TokenReadTasks, TokenRunSequences: TokenReadSequences,
}

// ScopeSet is what a token is good for; in the database words divided by blanks.
type ScopeSet []TokenScope

// May says whether the set holds a scope, or a stronger one.
func (s ScopeSet) May(scope TokenScope) bool {
	return slices.ContainsFunc(s, func(has TokenScope) bool { return scope != "" && (has == scope || implies[has] == scope) })
}

// Scan reads a set from the database.
func (s *ScopeSet) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("scan scopes from %T", src)
	}
	*s = ScopeSet{}
	for _, word := range strings.Fields(text) {
		*s = append(*s, TokenScope(word))
	}
	return nil
}

// String is the set as the database keeps it.
func (s ScopeSet) String() string {
	list := make([]string, len(s))
	for i, scope := range s {
		list[i] = string(scope)
	}
	return strings.Join(list, " ")
}

// Token is with what another program comes to the API, without its secret.
type Token struct {
	ID      TokenID  `json:"id" db:"id" ts_type:"string"`
	Name    string   `json:"name" db:"name"`
	Hint    string   `json:"hint" db:"hint"` // the last letters of the secret
	Scopes  ScopeSet `json:"scopes" db:"scopes" ts_type:"string[]"`
	User    UserID   `json:"user" db:"user" ts_type:"string"` // who made it, as whom it acts
	Created Instant  `json:"created" db:"created"`
	Used    Instant  `json:"used" db:"used"`       // to within a minute; 0: never
	Expires Instant  `json:"expires" db:"expires"` // 0: never
	Revoked Instant  `json:"revoked" db:"revoked"` // 0: it was not
}

// Over says whether the token is good no more.
func (t Token) Over(now Instant) bool {
	return t.Revoked != 0 || t.Expires != 0 && t.Expires <= now
}

// The limits of tokens.
const (
	MaxTokens    = 50   // that are good, of one user
	MaxTokenDays = 3650 // until one expires
)

// With is the weaker scope that comes with a scope, "" for none.
func (s TokenScope) With() TokenScope { return implies[s] }
