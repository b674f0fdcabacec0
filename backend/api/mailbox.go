package api

import (
	"context"
	"net/netip"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// MailReader tries mailboxes.
type MailReader interface {
	// Check opens a mailbox, reads nothing in it, and says step by step how it went.
	Check(ctx context.Context, m crm.Mailbox) []crm.MailboxStep

	// LastLetters reads the last mails of a mailbox, the newest first, and changes
	// nothing in it.
	LastLetters(ctx context.Context, m crm.Mailbox, most int) ([]crm.Letter, error)
}

// MailboxIn names a mailbox.
type MailboxIn struct {
	ID crm.MailboxID `json:"id" ts_type:"string"`
}

// SaveMailboxIn creates (no id), changes or tries a mailbox.
type SaveMailboxIn struct {
	ID       crm.MailboxID       `json:"id" ts_type:"string"`
	Account  crm.AccountID       `json:"account" ts_type:"string"` // whose answers come here; "" for everybody's
	Settings crm.MailboxSettings `json:"settings"`
	Secret   *string             `json:"secret" ts_type:"string | null"` // null: keep the one that is there
}

// TestMailboxOut says step by step how the test went.
type TestMailboxOut struct {
	OK    bool              `json:"ok"`
	Steps []crm.MailboxStep `json:"steps"`
}

// ListMailboxes reads the mailboxes in which answers are looked for, without
// their secrets.
func (s *Session) ListMailboxes() (out []crm.Mailbox, err error) {
	err = s.read(func(v *store.View) (err error) {
		out, err = v.Mailboxes()
		return err
	})
	for i := range out {
		out[i].Secret = ""
	}
	return out, err
}

// SaveMailbox saves a mailbox (administrators); it is looked at at once.
func (s *Session) SaveMailbox(in SaveMailboxIn) (out crm.Mailbox, err error) {
	return out, s.change(func(tx *store.Tx) error {
		m, err := in.mailbox(&tx.View)
		if err != nil {
			return err
		}
		out, err = tx.SaveMailbox(m)
		out.Secret = ""
		return err
	})
}

// TestMailbox tries a mailbox before or after it is saved (administrators).
func (s *Session) TestMailbox(in SaveMailboxIn) (out TestMailboxOut, err error) {
	var m crm.Mailbox
	err = s.change(func(tx *store.Tx) error {
		m, err = in.mailbox(&tx.View)
		return err
	})
	if err != nil {
		return out, err
	}
	out.Steps = s.svc.deps.Mail.Check(s.ctx, m)
	out.OK = len(out.Steps) > 0 && !slices.ContainsFunc(out.Steps, func(st crm.MailboxStep) bool { return !st.OK })
	return out, nil
}

// DeleteMailbox lets a mailbox be (administrators); what was read in it stays.
func (s *Session) DeleteMailbox(in MailboxIn) (out crm.Mailbox, err error) {
	return out, s.change(func(tx *store.Tx) error {
		if out, err = tx.Mailbox(in.ID); err != nil {
			return err
		}
		out.Secret = ""
		return tx.DeleteMailbox(in.ID)
	})
}

// mailbox is what was asked for, checked, with the secret that goes with it.
func (in SaveMailboxIn) mailbox(v *store.View) (m crm.Mailbox, err error) {
	m = crm.Mailbox{ID: in.ID, Account: in.Account, Settings: in.Settings}
	if in.ID != 0 {
		old, err := v.Mailbox(in.ID)
		if err != nil {
			return m, err
		}
		m.Secret = old.Secret
	}
	if in.Secret != nil {
		m.Secret = *in.Secret
	}
	set := &m.Settings
	set.Host, set.User, set.Folder = fold.Clean(set.Host), strings.TrimSpace(set.User), strings.TrimSpace(set.Folder)
	if set.Folder == "" {
		set.Folder = "INBOX"
	}
	bad := checkMailbox(set)
	if err := sameAccount(v, &m, &bad); err != nil {
		return m, err
	}
	if set.User == "" {
		bad.Add("settings.user", "mailbox.user_missing")
	}
	if m.Secret == "" {
		bad.Add("secret", "mailbox.password_missing")
	}
	others, err := v.Mailboxes()
	if slices.ContainsFunc(others, func(o crm.Mailbox) bool { return o.ID != m.ID && o.Account == m.Account }) {
		bad.Add("account", "mailbox.account_taken")
	}
	if err != nil {
		return m, err
	}
	return m, bad.Err()
}

// sameAccount looks at the account that the mailbox belongs to, and takes its
// login where that is to be used.
func sameAccount(v *store.View, m *crm.Mailbox, bad *crm.Problems) error {
	if m.Account == 0 {
		if m.Settings.Same {
			bad.Add("account", "mailbox.which_account")
		}
		return nil
	}
	a, err := v.Account(m.Account)
	if err != nil {
		return err
	}
	if a.SMTP == nil {
		bad.Add("account", "mailbox.which_account")
		return nil
	}
	if m.Settings.Same {
		m.LoginOf(a)
	}
	return nil
}

// mostMailDays is how far back a first look goes at most.
const mostMailDays = 30

func checkMailbox(set *crm.MailboxSettings) (bad crm.Problems) {
	_, err := netip.ParseAddr(set.Host)
	switch {
	case set.Host == "":
		bad.Add("settings.host", "account.host_missing")
	case err != nil && strings.ContainsFunc(set.Host, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '.' && r != '_'
	}):
		bad.Add("settings.host", "account.host_bad", "host", set.Host)
	}
	if set.Port < 1 || set.Port > 65535 {
		bad.Add("settings.port", "account.port", "port", set.Port)
	}
	switch set.TLS {
	case crm.TLSImplicit, crm.TLSStartTLS:
	case crm.TLSNone:
		if addr, err := netip.ParseAddr(set.Host); (err != nil || !addr.IsLoopback()) && !strings.EqualFold(set.Host, "localhost") {
			bad.Add("settings.tls", "account.cleartext_password")
		}
	default:
		bad.Add("settings.tls", "account.tls_mode")
	}
	for path, text := range map[string]string{"settings.user": set.User, "settings.folder": set.Folder} {
		if strings.ContainsAny(text, "\r\n\x00") || len(text) > 300 {
			bad.Add(path, "account.control_characters")
		}
	}
	if set.Days < 0 || set.Days > mostMailDays {
		bad.Add("settings.days", "mailbox.days", "max", mostMailDays)
	}
	return bad
}
