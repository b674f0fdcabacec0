package mailbox

import (
	"context"
	"io"
	"slices"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"stepwise/backend/crm"
)

// Letters says what is to be done with the mails of a mailbox that become cards.
type Letters struct {
	Again []uint32 // numbers of mails that are to be read once more
	Move  string   // folder for those that were taken; "": nothing is changed

	// Want says whether a mail counts, by its beginning alone; only then is all of
	// it read.
	Want func(head crm.Letter) (bool, error)

	// Take is told one mail that counts, or that is too long to be read, and how far
	// the mailbox is read with it; taken says that it may be moved. Without a letter
	// it only learns how far the mailbox is read. An error ends the look.
	Take func(l *crm.Letter, mark crm.MailMark) (taken bool, err error)
}

// LookAtLetters reads what is new in a mailbox, mail by mail, as Look does, and
// what is to be read again. more says that there is more to read at once. Errors:
// *Trouble, or what Want and Take gave.
func (r Reader) LookAtLetters(ctx context.Context, m crm.Mailbox, now crm.Instant, what Letters) (more bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, waitLook)
	defer cancel()
	r.write = what.Move != ""
	s, err := r.open(ctx, m, func(string, ...any) {})
	if err != nil {
		return false, err
	}
	defer s.close()
	uids, mark, err := s.fresh(m, now)
	if err != nil {
		return false, fail("mailbox.no_search", err)
	}
	l := letters{session: s, Letters: what, mark: mark}
	if mark != m.Mark {
		if _, err := what.Take(nil, mark); err != nil {
			return false, err
		}
	}
	if m.Mark.Validity == mark.Validity {
		for _, uid := range what.Again {
			if err := l.again(imap.UID(uid)); err != nil {
				return false, err
			}
		}
	}
	if more = len(uids) > mostALook; more {
		uids = uids[:mostALook]
	}
	for chunk := range slices.Chunk(uids, atOnce) {
		if err := l.chunk(chunk); err != nil {
			return false, err
		}
	}
	return more, nil
}

// letters is one look.
type letters struct {
	*session
	Letters
	mark crm.MailMark
}

// head is what is known of a mail before all of it is read.
type head struct {
	uid    imap.UID
	size   int64
	letter crm.Letter
}

// chunk looks at some new mails, in the order of their numbers.
func (l *letters) chunk(uids []imap.UID) error {
	heads, err := l.heads(uids)
	if err != nil {
		return fail("mailbox.no_mail", err)
	}
	for _, h := range heads {
		l.mark.UID = uint32(h.uid)
		if wanted, err := l.Want(h.letter); err != nil {
			return err
		} else if !wanted {
			continue
		}
		if err := l.take(h); err != nil {
			return err
		}
	}
	last := crm.MailMark{Validity: l.mark.Validity, UID: uint32(uids[len(uids)-1])}
	l.mark = last
	_, err = l.Take(nil, last)
	return err
}

// again reads one mail once more; one that is gone is passed over.
func (l *letters) again(uid imap.UID) error {
	heads, err := l.heads([]imap.UID{uid})
	if err != nil {
		return fail("mailbox.no_mail", err)
	}
	if len(heads) == 0 {
		return nil
	}
	return l.take(heads[0])
}

func (l *letters) take(h head) error {
	letter, err := l.whole(h)
	if err != nil {
		return fail("mailbox.no_mail", err)
	}
	taken, err := l.Take(&letter, l.mark)
	if err != nil || !taken || l.Move == "" {
		return err
	}
	if _, err := l.client.Move(imap.UIDSetNum(h.uid), l.Move).Wait(); err != nil {
		return fail("incoming.no_move", err)
	}
	return nil
}

// heads reads the beginnings and sizes of some mails, in the order of their
// numbers.
func (s *session) heads(uids []imap.UID) (list []head, err error) {
	section := &imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Size: mostOfMail}}
	cmd := s.client.Fetch(imap.UIDSetNum(uids...), &imap.FetchOptions{UID: true, RFC822Size: true, BodySection: []*imap.FetchItemBodySection{section}})
	for data := cmd.Next(); data != nil; data = cmd.Next() {
		var h head
		for item := data.Next(); item != nil; item = data.Next() {
			switch item := item.(type) {
			case imapclient.FetchItemDataUID:
				h.uid = item.UID
			case imapclient.FetchItemDataRFC822Size:
				h.size = item.Size
			case imapclient.FetchItemDataBodySection:
				h.letter = Read(literal(item, mostOfMail))
			}
		}
		h.letter.UID = uint32(h.uid)
		list = append(list, h)
	}
	slices.SortFunc(list, func(a, b head) int { return int(int64(a.uid) - int64(b.uid)) })
	return list, cmd.Close()
}

func literal(item imapclient.FetchItemDataBodySection, most int64) []byte {
	if item.Literal == nil {
		return nil
	}
	raw, _ := io.ReadAll(io.LimitReader(item.Literal, most)) // half a mail is read as far as it goes
	return raw
}

// whole reads all of a mail, unless that is too much. Its hash stays that of its
// beginning: a mail is the same however much of it was read.
func (s *session) whole(h head) (crm.Letter, error) {
	if h.size <= mostOfMail {
		return h.letter, nil
	}
	if h.size > crm.MaxLetter {
		return tooLong(h.letter, h.size), nil
	}
	cmd := s.client.Fetch(imap.UIDSetNum(h.uid), &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{{Peek: true}}})
	letter := h.letter
	for data := cmd.Next(); data != nil; data = cmd.Next() {
		for item := data.Next(); item != nil; item = data.Next() {
			if b, ok := item.(imapclient.FetchItemDataBodySection); ok {
				letter = Read(literal(b, crm.MaxLetter))
			}
		}
	}
	letter.UID, letter.Hash = uint32(h.uid), h.letter.Hash
	return letter, cmd.Close()
}

// LastLetters reads the last mails of a mailbox, the newest first, and changes
// nothing. Errors: *Trouble.
func (r Reader) LastLetters(ctx context.Context, m crm.Mailbox, most int) ([]crm.Letter, error) {
	ctx, cancel := context.WithTimeout(ctx, waitLook/3)
	defer cancel()
	s, err := r.open(ctx, m, func(string, ...any) {})
	if err != nil {
		return nil, err
	}
	defer s.close()
	if s.folder.NumMessages == 0 {
		return nil, nil
	}
	data, err := s.client.UIDSearch(&imap.SearchCriteria{}, nil).Wait()
	if err != nil {
		return nil, fail("mailbox.no_search", err)
	}
	uids := data.AllUIDs()
	slices.Sort(uids)
	if len(uids) == 0 {
		return nil, nil
	}
	heads, err := s.heads(uids[max(0, len(uids)-most):])
	if err != nil {
		return nil, fail("mailbox.no_mail", err)
	}
	var list []crm.Letter
	for _, h := range slices.Backward(heads) {
		letter, err := s.whole(h)
		if err != nil {
			return nil, fail("mailbox.no_mail", err)
		}
		list = append(list, letter)
	}
	return list, nil
}
