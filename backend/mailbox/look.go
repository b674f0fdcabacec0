package mailbox

import (
	"context"
	"io"
	"slices"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"stepwise/backend/crm"
)

// How much is read at once: of a mail its beginning, of a look so many mails that
// a mailbox that was forgotten for a year is read in a day, not in one go.
const (
	mostOfMail = 128 << 10
	atOnce     = 20
	mostALook  = 400
)

// Take is told what is new, in the order of the server's numbers, and how far
// the mailbox is read with it; an error ends the look.
type Take func(list []crm.Mail, mark crm.MailMark) error

// Reader reads mailboxes; it keeps nothing between two looks.
type Reader struct {
	Tokens Tokens // for accounts that sign in at their provider; nil: they can't
	write  bool   // the folder is opened so that mails can be moved out of it
}

// Look reads what is new in a mailbox since its mark. A first look begins with
// what comes from now on, or with the last days where that is wished; where the
// server numbers anew, with the day before the last look. more says that there is
// more to read at once. Errors: *Trouble, or what take gave.
func (r Reader) Look(ctx context.Context, m crm.Mailbox, now crm.Instant, take Take) (more bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, waitLook)
	defer cancel()
	s, err := r.open(ctx, m, func(string, ...any) {})
	if err != nil {
		return false, err
	}
	defer s.close()
	uids, mark, err := s.fresh(m, now)
	if err != nil {
		return false, fail("mailbox.no_search", err)
	}
	if mark != m.Mark {
		if err := take(nil, mark); err != nil {
			return false, err
		}
	}
	if more = len(uids) > mostALook; more {
		uids = uids[:mostALook]
	}
	for chunk := range slices.Chunk(uids, atOnce) {
		list, err := s.fetch(chunk)
		if err != nil {
			return false, fail("mailbox.no_mail", err)
		}
		mark.UID = uint32(chunk[len(chunk)-1])
		if err := take(list, mark); err != nil {
			return false, err
		}
	}
	return more, nil
}

const day = 24 * 3600 * 1000

// fresh are the numbers of what was not read yet, and the mark to begin with.
func (s *session) fresh(m crm.Mailbox, now crm.Instant) ([]imap.UID, crm.MailMark, error) {
	mark := m.Mark
	criteria := &imap.SearchCriteria{}
	switch {
	case mark.Validity == s.folder.UIDValidity:
		if s.folder.UIDNext != 0 && uint32(s.folder.UIDNext) <= mark.UID+1 {
			return nil, mark, nil
		}
		criteria.UID = []imap.UIDSet{{imap.UIDRange{Start: imap.UID(mark.UID + 1), Stop: 0}}}
	case mark.Validity == 0 && m.Settings.Days == 0:
		mark = crm.MailMark{Validity: s.folder.UIDValidity}
		if s.folder.UIDNext != 0 {
			mark.UID = uint32(s.folder.UIDNext) - 1
			return nil, mark, nil
		}
		data, err := s.client.UIDSearch(criteria, nil).Wait()
		if err != nil {
			return nil, mark, err
		}
		for _, uid := range data.AllUIDs() {
			mark.UID = max(mark.UID, uint32(uid))
		}
		return nil, mark, nil
	default:
		since := now - crm.Instant(m.Settings.Days)*day
		if mark.Validity != 0 {
			since = m.Looked - day
		}
		mark = crm.MailMark{Validity: s.folder.UIDValidity}
		criteria.Since = since.Time()
	}
	data, err := s.client.UIDSearch(criteria, nil).Wait()
	if err != nil {
		return nil, mark, err
	}
	uids := slices.DeleteFunc(data.AllUIDs(), func(uid imap.UID) bool { return uint32(uid) <= mark.UID }) // "n:*" names the last one always
	slices.Sort(uids)
	return uids, mark, nil
}

// fetch reads the beginnings of some mails, in the order of their numbers.
func (s *session) fetch(uids []imap.UID) ([]crm.Mail, error) {
	section := &imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Size: mostOfMail}}
	cmd := s.client.Fetch(imap.UIDSetNum(uids...), &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{section}})
	var list []crm.Mail
	for {
		data := cmd.Next()
		if data == nil {
			break
		}
		var uid imap.UID
		var raw []byte
		for item := data.Next(); item != nil; item = data.Next() {
			if n, ok := item.(imapclient.FetchItemDataUID); ok {
				uid = n.UID
			}
			if b, ok := item.(imapclient.FetchItemDataBodySection); ok && b.Literal != nil {
				raw, _ = io.ReadAll(io.LimitReader(b.Literal, mostOfMail)) // half a mail is read as far as it goes
			}
		}
		m := Classify(raw)
		m.UID = uint32(uid)
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b crm.Mail) int { return int(int64(a.UID) - int64(b.UID)) })
	return list, cmd.Close()
}
