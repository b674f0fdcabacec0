package sink

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
)

// data takes a message, or does to it what was asked for.
func (c *smtpConn) data() error {
	if len(c.rcpts) == 0 {
		return c.say("503 5.5.1 no recipients")
	}
	f := c.sink.faults
	if code := f.code("data", c.rcpts...); code != 0 {
		if err := c.refuse(code, "data", c.rcpts, fmt.Sprintf("%d.3.2 no", code/100)); err != nil || code == 421 {
			return errOver
		}
		return nil
	}
	if err := c.say("354 end with <CRLF>.<CRLF>"); err != nil {
		return err
	}
	middle := f.hit("drop-mid-data", c.rcpts...)
	raw, size, err := c.body(middle)
	if err != nil {
		return err
	}
	e := c.entry(raw, size)
	switch {
	case middle:
		e.Ev, e.Why = EvDropped, "drop-mid-data"
		_ = c.sink.add(e)
		return c.cut()
	case size > c.sink.opts.MaxBytes:
		return c.refuseMessage(e, 552, "5.3.4 too big")
	}
	if code := f.code("eod", c.rcpts...); code != 0 {
		return c.refuseMessage(e, code, fmt.Sprintf("%d.3.0 no", code/100))
	}
	if f.hit("drop-before-accept", c.rcpts...) {
		e.Ev, e.Why = EvDropped, "drop-before-accept"
		_ = c.sink.add(e)
		return c.cut()
	}
	return c.take(e)
}

// body reads up to the lone dot, or in the case of a drop up to 200 bytes.
func (c *smtpConn) body(middle bool) (raw []byte, size int, err error) {
	for {
		line, err := c.in.ReadBytes('\n')
		if err != nil {
			return nil, 0, err
		}
		if string(line) == ".\r\n" || (middle && size > 200) {
			return raw, size, nil
		}
		size += len(line)
		if size <= c.sink.opts.MaxBytes {
			raw = append(raw, bytes.TrimPrefix(line, []byte("."))...)
		}
	}
}

func (c *smtpConn) refuseMessage(e Entry, code int, words string) error {
	e.Ev, e.Code, e.At = EvRefused, code, "eod"
	if err := c.sink.add(e); err != nil {
		return err
	}
	c.reset()
	return c.say("%d %s", code, words)
}

// take writes the message down, then answers, or not.
func (c *smtpConn) take(e Entry) error {
	f := c.sink.faults
	after, slow, cut := f.hit("drop-after-accept", c.rcpts...), f.hit("slow-accept", c.rcpts...), f.hit("truncate-reply", c.rcpts...)
	e.Ev, e.Reply, e.Lint = EvAccepted, "250", Lint(e.Raw)
	switch {
	case after || cut:
		e.Reply = "none"
	case slow:
		e.Reply = "slow"
	}
	if err := c.sink.add(e); err != nil {
		return err
	}
	if after {
		return c.cut()
	}
	if cut {
		_, _ = c.conn.Write([]byte("25"))
		return c.cut()
	}
	if slow {
		if err := c.wait(); err != nil {
			return err
		}
	}
	rcpts := c.rcpts
	c.reset()
	if err := c.say("250 2.0.0 queued as %s", e.Sha); err != nil {
		return err
	}
	if f.hit("cut-after-250", rcpts...) {
		return errOver
	}
	return nil
}

var (
	midHeader     = regexp.MustCompile(`(?im)^message-id:[ \t]*(?:\r\n[ \t]+)?([^\r\n]*)`)
	subjectHeader = regexp.MustCompile(`(?im)^subject:[ \t]*([^\r\n]*)`)
)

func (c *smtpConn) entry(raw []byte, size int) Entry {
	head, body, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	e := Entry{
		Conn: c.n, Rcpt: slices.Clone(c.rcpts), MailFrom: c.from, Bytes: size, TLS: c.secure,
		Sha: sha(raw), BodySha: sha(body), Raw: raw,
	}
	if found := midHeader.FindSubmatch(head); found != nil {
		e.Mid = string(bytes.TrimSpace(found[1]))
	}
	if found := subjectHeader.FindSubmatch(head); found != nil {
		e.Subject = string(found[1])
	}
	return e
}

func sha(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])[:16]
}
