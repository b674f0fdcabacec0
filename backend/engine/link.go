package engine

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// linking gives one message to a client its own links. Their addresses need the
// message's id, which it takes only where there is something to address.
type linking struct {
	tx      *store.Tx
	ws      crm.Workspace
	message *crm.Message
	src     *merge.Source
	targets crm.MergeValues // frozen too: where the links lead on to
}

// into makes the links that texts name ready for merge.Values. Without a public
// address, and for colleagues, there are none: a text that needs one is held.
func (l *linking) into(src *merge.Source, texts []string) error {
	l.src = src
	if src.Link = nil; l.ws.Public == "" || l.message.Contact == 0 || !slices.ContainsFunc(texts, namesLink) {
		return nil
	}
	if err := l.reserve(); err != nil {
		return err
	}
	l.targets = crm.MergeValues{}
	src.Link = l.address
	return nil
}

// namesLink says quickly whether a text may have a link of ours.
func namesLink(text string) bool { return strings.Contains(text, "link.") }

func (l *linking) reserve() (err error) {
	if l.message.ID == 0 {
		l.message.ID, err = l.tx.ReserveMessage()
	}
	return err
}

// address is where a link leads this message's recipient, "" where it leads
// nowhere: it is gone, or the address behind it comes to nothing on this card.
func (l *linking) address(slug string) string {
	link, ok := l.src.Cat.LinkOf(slug)
	if !ok {
		return ""
	}
	if link.Kind == crm.LinkOpen {
		target, ok := Target(link.Target, *l.src)
		if !ok {
			return ""
		}
		l.targets[outbox.TargetValue(link.ID)] = target
	}
	return LinkAddress(l.ws.Public, l.tx.LinkToken(l.message.ID, link.ID))
}

// freeze keeps with the message's values what they don't name: where its links
// lead on to, and what tells of it being opened and clicked.
func (l *linking) freeze() error {
	m := l.message
	for key, target := range l.targets {
		m.Values[key] = target
	}
	if m.Contact == 0 || m.Channel != crm.ChannelEmail || l.ws.Public == "" || !l.ws.TrackOpens && !l.ws.TrackClicks {
		return nil
	}
	if err := l.reserve(); err != nil {
		return err
	}
	base := strings.TrimRight(l.ws.Public, "/")
	if l.ws.TrackOpens {
		m.Values[outbox.OpenValue] = base + "/o/" + l.tx.Sign("open", int64(m.ID)) + ".gif"
	}
	if l.ws.TrackClicks {
		m.Values[outbox.HopValue] = base + "/g/" + l.tx.Sign("hop", int64(m.ID))
	}
	return nil
}

// LinkAddress is the address of a link with its token.
func LinkAddress(base, token string) string { return strings.TrimRight(base, "/") + "/l/" + token }

// Target is where a link leads on to for a card, its merge fields filled in; not
// ok where a field of it is empty, or it is no page.
func Target(text string, src merge.Source) (string, bool) {
	src.Link = nil
	values := merge.Values([]string{text}, src)
	if len(merge.Missing(text, values)) > 0 {
		return "", false
	}
	line, err := merge.Line(text, values)
	if err != nil {
		return "", false
	}
	return document.Page(line)
}

// sampleToken is how many characters the token of a link has.
const sampleToken = 21

// SampleLinks give a text links that look as they will and lead nowhere: for
// previews and checks. One that would come to nothing on the card has none.
func SampleLinks(src merge.Source) func(slug string) string {
	base := src.Workspace.Public
	if base == "" {
		base = "https://example.com"
	}
	return func(slug string) string {
		link, ok := src.Cat.LinkOf(slug)
		if !ok {
			return ""
		}
		if link.Kind == crm.LinkOpen {
			if _, ok := Target(link.Target, src); !ok {
				return ""
			}
		}
		return LinkAddress(base, store.SampleToken(sampleToken))
	}
}
