// Package smpp hands SMS to a message centre by SMPP 3.4, over one bound
// connection for each account, and takes the receipts and texts that come over
// it.
//
// Order of reading: smpp.go (what the outbox calls), session.go (one
// connection), pdu.go (bytes), text.go (alphabets, long texts), receipt.go,
// judge.go (what a status means).
//
// SMPP has no idempotency key and no look-up worth relying on: without an answer
// to submit_sm a message is uncertain.
package smpp

import (
	"bytes"
	"context"
	"errors"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// Tell takes what comes in. Only after it returned nil is the centre told so.
type Tell func(ctx context.Context, account crm.AccountID, news crm.News) error

// SMPP is safe for use by many at once.
type SMPP struct {
	tell Tell

	mu    sync.Mutex
	lines map[crm.AccountID]*line
}

// line is the connection of one account.
type line struct {
	mu      sync.Mutex // held while connecting
	place   string     // what it was bound with
	session *session
}

// New makes an SMPP.
func New(tell Tell) *SMPP { return &SMPP{tell: tell, lines: map[crm.AccountID]*line{}} }

// Compose is the text of the SMS.
func (*SMPP) Compose(a crm.Account, _ crm.Message, r crm.Rendered) ([]byte, error) {
	if a.SMPP == nil {
		return nil, crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	if r.Text == "" {
		return nil, crm.Fail(crm.CodeInvalid, "account.compose.empty")
	}
	return []byte(strings.ToValidUTF8(r.Text, "\uFFFD")), nil
}

// Send hands one message over, all its parts. commit is called before the first
// byte of the first part; once one part was taken, trouble with another leaves
// the whole uncertain.
func (s *SMPP) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	if a.SMPP == nil {
		return crm.Outcome{Kind: crm.Stopped, Words: "no settings"}
	}
	bound, out, ok := s.bound(ctx, a)
	if !ok {
		return out
	}
	var commitErr error
	before := func() error {
		commitErr = commit()
		return commitErr
	}
	var taken []string
	for _, part := range encode(a.SMPP, m.Key, string(raw)) {
		part.from, part.to, part.registered = sender(a.Sender()), recipient(m.To), 1
		answer, sent, err := bound.ask(ctx, submitSM, part.body(), before)
		before = nil
		switch {
		case commitErr != nil:
			return crm.Outcome{Kind: crm.Aborted, Words: wire.Clip(commitErr.Error())}
		case err != nil && !sent && len(taken) == 0:
			return crm.Outcome{Kind: crm.Temporary, Words: wire.Clip(err.Error())}
		case err != nil:
			return crm.Outcome{Kind: crm.Unclear, Words: wire.Clip(err.Error()), Parts: taken}
		}
		out = judge(answer.status)
		if out.Kind != crm.Accepted {
			break
		}
		if id := (&reader{b: answer.body}).text(); id != "" {
			taken = append(taken, plain(id))
		}
	}
	if out.Kind != crm.Accepted && len(taken) > 0 {
		out.Kind, out.RetryAfter = crm.Unclear, 0
	}
	out.Parts = taken
	if out.Kind == crm.Accepted && len(taken) > 0 {
		out.Remote = taken[0]
	}
	return out
}

// bound is the account's connection; if there is none, it connects and binds.
func (s *SMPP) bound(ctx context.Context, a crm.Account) (*session, crm.Outcome, bool) {
	l := s.line(a.ID)
	l.mu.Lock()
	defer l.mu.Unlock()
	place := a.Place() + a.Secret
	if l.session != nil && l.session.alive() && l.place == place {
		return l.session, crm.Outcome{}, true
	}
	if l.session != nil {
		l.session.close()
		l.session = nil
	}
	fresh, out, ok := s.connect(ctx, a)
	if ok {
		l.session, l.place = fresh, place
		go fresh.watch() //nolint:gosec // the session outlives the request that opened it
	}
	return fresh, out, ok
}

func (s *SMPP) line(id crm.AccountID) *line {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lines[id] == nil {
		s.lines[id] = &line{}
	}
	return s.lines[id]
}

func (s *SMPP) connect(ctx context.Context, a crm.Account) (*session, crm.Outcome, bool) {
	ctx, cancel := context.WithTimeout(ctx, waitAnswer)
	defer cancel()
	conn, err := wire.Dial(ctx, net.JoinHostPort(a.SMPP.Host, strconv.Itoa(a.SMPP.Port)), a.SMPP.TLS, wire.Options{Private: a.SMS != nil && a.SMS.AllowPrivate})
	if err != nil {
		return nil, wire.Unsent(err), false
	}
	fresh := newSession(conn, a.SMPP.Window, func(m message) error { return s.came(a, m) })
	status, err := fresh.bind(ctx, a)
	if err == nil && status == statusOK {
		return fresh, crm.Outcome{}, true
	}
	fresh.close()
	if err != nil {
		return nil, crm.Outcome{Kind: crm.Temporary, Words: wire.Clip("bind_transceiver: " + err.Error())}, false
	}
	return nil, judgeBind(status), false
}

// came passes on what came in.
func (s *SMPP) came(a crm.Account, m message) error {
	var news crm.News
	if isReceipt(m) {
		r, ok := readReceipt(m)
		if !ok {
			return nil
		}
		news.Receipts = []crm.Receipt{r}
	} else {
		from := m.from.value
		if m.from.ton == 1 && !strings.HasPrefix(from, "+") {
			from = "+" + from
		}
		news.Incoming = []crm.IncomingSMS{{From: from, Text: decode(a.SMPP, m)}}
	}
	if s.tell == nil {
		return errors.New("nobody listens")
	}
	return s.tell(context.Background(), a.ID, news)
}

// Poll sees to it that the connection is there: what is new comes over it by
// itself.
func (s *SMPP) Poll(ctx context.Context, a crm.Account, _ []crm.OpenPart) (crm.News, error) {
	if a.SMPP == nil {
		return crm.News{}, nil
	}
	if _, out, ok := s.bound(ctx, a); !ok {
		return crm.News{}, crm.Fail(crm.CodeUnavailable, "account.unreachable", "host", a.SMPP.Host, "words", out.Words)
	}
	return crm.News{}, nil
}

// Lookup can't know.
func (*SMPP) Lookup(context.Context, crm.Account, string) crm.Found { return crm.FoundUnknown }

// Check binds, or asks whether the centre is still there.
func (s *SMPP) Check(ctx context.Context, a crm.Account) error {
	if a.SMPP == nil {
		return crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	bound, out, ok := s.bound(ctx, a)
	if ok {
		if _, _, err := bound.ask(ctx, enquireLink, nil, nil); err != nil {
			return wire.NoConnection(a.SMPP.Host, err)
		}
		return nil
	}
	if out.Code != 0 {
		return crm.Fail(crm.CodeUnavailable, "account.login_refused", "host", a.SMPP.Host, "words", out.Words)
	}
	return crm.Fail(crm.CodeUnavailable, "account.unreachable", "host", a.SMPP.Host, "words", out.Words)
}

// Close signs off everywhere.
func (s *SMPP) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	var leaving sync.WaitGroup
	for _, l := range s.lines {
		l.mu.Lock()
		if l.session != nil && l.session.alive() {
			leaving.Go(l.session.leave)
		}
		l.mu.Unlock()
	}
	leaving.Wait()
}

// CheckAccount says everything wrong with the settings.
func (*SMPP) CheckAccount(a crm.Account) crm.Problems {
	var p crm.Problems
	s := a.SMPP
	if s.Host == "" || strings.ContainsAny(s.Host, "/:@ ") && net.ParseIP(s.Host) == nil {
		p.Add("host", "account.host_bad", "host", s.Host)
	}
	if s.Port < 1 || s.Port > 65535 {
		p.Add("port", "sms_gateway.smpp_port")
	}
	for path, value := range map[string]struct {
		text string
		most int
	}{"systemId": {s.SystemID, 15}, "systemType": {s.SystemType, 12}, "secret": {a.Secret, 64}} {
		if len(value.text) > value.most || bytes.ContainsRune([]byte(value.text), 0) {
			p.Add(path, "sms_gateway.smpp_long", "max", value.most)
		}
	}
	if s.SystemID == "" {
		p.Add("systemId", "account.user_missing")
	}
	if !slices.Contains([]string{"gsm", "latin1", "ucs2"}, s.Alphabet) {
		p.Add("alphabet", "sms_gateway.alphabet")
	}
	if !slices.Contains([]string{"udh", "payload"}, s.Long) {
		p.Add("long", "sms_gateway.long")
	}
	if s.Window < 1 || s.Window > 100 {
		p.Add("window", "sms_gateway.window", "max", 100)
	}
	return p
}
