package mailer

import (
	"bytes"
	"context"
	"errors"
	"sync/atomic"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
)

// begin says MAIL, RCPT and DATA, in one write where the server allows it, and
// returns nil once the server waits for the message. After any trouble the
// connection may only be aborted: a server may have said 354 although it
// refused the recipient, and whatever comes then is a message.
func (s *session) begin(ctx context.Context, from, to string) *trouble {
	commands := [3]string{"MAIL FROM:<" + from + ">\r\n", "RCPT TO:<" + to + ">\r\n", "DATA\r\n"}
	if _, pipelining := s.ext["PIPELINING"]; pipelining {
		commands = [3]string{commands[0] + commands[1] + commands[2]}
	}
	var fail *trouble
	err := s.within(ctx, 3*waitCommand, func() error {
		for i, at := range [3]phase{phaseMail, phaseRcpt, phaseData} {
			r, err := s.exchange(commands[i])
			if err != nil {
				return err
			}
			if good := r.code/100 == 2; (at == phaseData && r.code != 354) || (at != phaseData && !good) {
				fail = refusal(at, r)
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return lost(err)
	}
	return fail
}

// answer is what came back for the message.
type answer struct {
	reply reply
	err   error
}

// finish writes the message, commits and writes the dot, after begin. Only an
// accepted message leaves the connection fit for the next one.
func (s *session) finish(ctx context.Context, raw []byte, commit func() error) crm.Outcome {
	// The answer is awaited from the start: a server that gives up in the middle
	// is noticed before the dot, and so nothing is in doubt.
	answers := make(chan answer, 1)
	var ending atomic.Bool // the dot is being written
	go func() {
		r, err := readReply(s.in)
		if !ending.Load() {
			_ = s.tcp.SetWriteDeadline(longAgo) // nobody reads the rest
		}
		answers <- answer{r, err}
	}()
	body := bytes.TrimSuffix(s.stuffed(raw), []byte("\r\n"))
	if err := errors.Join(fault.Fail(fault.SMTPBegun), s.writeBody(ctx, body), fault.Fail(fault.SMTPBody)); err != nil {
		return s.gaveUp(answers, err)
	}
	if out, gone := s.early(ctx, answers); gone {
		return out
	}
	if err := commit(); err != nil {
		s.abort()
		return crm.Outcome{Kind: crm.Aborted, Words: clip(err.Error())}
	}
	if out, gone := s.early(ctx, answers); gone {
		return out
	}
	var got answer
	var unsent error
	ending.Store(true)
	err := s.within(ctx, waitDot, func() error {
		if unsent = fault.Fail(fault.SMTPDot); unsent != nil {
			return unsent
		}
		if _, unsent = s.conn.Write([]byte("\r\n.\r\n")); unsent != nil {
			return unsent
		}
		fault.Point(fault.SMTPDotSent)
		if got = <-answers; got.err != nil {
			return got.err
		}
		return fault.Fail(fault.SMTPAnswer)
	})
	if unsent != nil {
		return s.gaveUp(answers, unsent)
	}
	if err != nil {
		s.abort()
		return crm.Outcome{Kind: crm.Unclear, Words: clip(err.Error())}
	}
	return s.judge(got.reply)
}

// judge decides by the complete reply to the dot.
func (s *session) judge(r reply) crm.Outcome {
	if r.code/100 == 2 {
		s.used++
		if s.in.Buffered() > 0 {
			s.dead = true // it says more than it was asked: not for the next message
		}
		return crm.Outcome{Kind: crm.Accepted, Code: r.code, Words: r.words()}
	}
	s.abort()
	return refusal(phaseDot, r).outcome()
}

// writeBody writes everything but the end.
func (s *session) writeBody(ctx context.Context, body []byte) error {
	for len(body) > 0 {
		n := min(len(body), bodyBlock)
		err := s.within(ctx, waitBlock, func() error {
			_, err := s.conn.Write(body[:n])
			return err
		})
		if err != nil {
			return err
		}
		body = body[n:]
	}
	return nil
}

// early says what became of a message whose server answered or went away, or
// whose caller did, before the dot. Without the dot nothing was taken.
func (s *session) early(ctx context.Context, answers <-chan answer) (crm.Outcome, bool) {
	if err := context.Cause(ctx); err != nil {
		return s.gaveUp(answers, err), true
	}
	select {
	case got := <-answers:
		s.abort()
		return beforeDot(got), true
	default:
		return crm.Outcome{}, false
	}
}

// gaveUp ends a message of which a write failed, so that its end never left.
func (s *session) gaveUp(answers <-chan answer, cause error) crm.Outcome {
	s.abort()
	got := <-answers
	if got.err != nil {
		got.err = cause
	}
	return beforeDot(got)
}

func beforeDot(got answer) crm.Outcome {
	if got.err != nil {
		return lost(got.err).outcome()
	}
	if got.reply.code < 400 {
		return lost(errors.New("a reply before the end of the message: " + got.reply.words())).outcome()
	}
	return refusal(phaseDot, got.reply).outcome()
}

// mostKept is how long a message may be for a connection to keep the room that
// its dots took, for the next one.
const mostKept = 256 << 10

// stuffed doubles the dot at the start of a line (RFC 5321, 4.5.2). What it gives
// holds until the next message.
func (s *session) stuffed(raw []byte) []byte {
	mark := []byte("\r\n.")
	if !bytes.HasPrefix(raw, mark[2:]) && !bytes.Contains(raw, mark) {
		return raw
	}
	out := s.dots[:0]
	if bytes.HasPrefix(raw, mark[2:]) {
		out = append(out, '.')
	}
	for {
		i := bytes.Index(raw, mark)
		if i < 0 {
			break
		}
		out = append(append(out, raw[:i+len(mark)]...), '.')
		raw = raw[i+len(mark):]
	}
	out = append(out, raw...)
	if s.dots = nil; cap(out) <= mostKept {
		s.dots = out
	}
	return out
}

// wellFormed says whether raw is lines ended by CRLF and nothing else: a bare
// CR or LF could end the message early at some server and smuggle another in.
func wellFormed(raw []byte) bool {
	if bytes.IndexByte(raw, 0) >= 0 {
		return false
	}
	for rest := raw; ; {
		i := bytes.IndexByte(rest, '\n')
		line := rest
		if i >= 0 {
			line = rest[:i]
			if len(line) == 0 || line[len(line)-1] != '\r' {
				return false
			}
			line = line[:len(line)-1]
		}
		if bytes.IndexByte(line, '\r') >= 0 {
			return false
		}
		if i < 0 {
			break
		}
		rest = rest[i+1:]
	}
	return bytes.HasSuffix(raw, []byte("\r\n"))
}
