package api

import "stepwise/backend/crm"

// AccountView is an account as settings show it.
type AccountView struct {
	Account crm.Account `json:"account"`
	Queued  int         `json:"queued"` // messages that wait for it
}

// SaveAccountIn creates (no id) or changes an account.
type SaveAccountIn struct {
	ID      crm.AccountID        `json:"id" ts_type:"string"`
	Kind    crm.AccountKind      `json:"kind" ts_type:"'smtp'|'gateway'"`
	Name    string               `json:"name"`
	SMTP    *crm.SMTPSettings    `json:"smtp"`
	Gateway *crm.GatewaySettings `json:"gateway"`
	Secret  *string              `json:"secret" ts_type:"string | null"` // null: keep the one that is there
}

// AccountIn names an account.
type AccountIn struct {
	ID crm.AccountID `json:"id" ts_type:"string"`
}

// TestAccountIn sends a test message to oneself.
type TestAccountIn struct {
	ID crm.AccountID `json:"id" ts_type:"string"`
	To string        `json:"to"`
}

// TestAccountOut says how the test went, with the server's words.
type TestAccountOut struct {
	OK    bool       `json:"ok"`
	Say   crm.Phrase `json:"say"`
	Words string     `json:"words"`
}

// ListAccounts reads the mail and SMS accounts.
func (s *Session) ListAccounts() ([]AccountView, error) { return nil, notYet }

// SaveAccount saves an account (administrators); the secret is sealed.
func (s *Session) SaveAccount(in SaveAccountIn) (AccountView, error) { return AccountView{}, notYet }

// DeleteAccount deletes an account; queued messages wait for another one.
func (s *Session) DeleteAccount(in AccountIn) (AccountView, error) { return AccountView{}, notYet }

// TestAccount sends one test message, also in test mode.
func (s *Session) TestAccount(in TestAccountIn) (TestAccountOut, error) {
	return TestAccountOut{}, notYet
}

// ResumeAccount lets a stopped account try again.
func (s *Session) ResumeAccount(in AccountIn) (AccountView, error) { return AccountView{}, notYet }
