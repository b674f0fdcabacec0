package mailer

import (
	"bufio"
	"errors"
	"strconv"
	"strings"
)

// reply is one complete answer of a server: every line of it was ended by the
// server, and all carry the same number.
type reply struct {
	code  int
	lines []string // without the numbers
}

// words are the reply as a person may read it.
func (r reply) words() string {
	return clip(strconv.Itoa(r.code) + " " + strings.Join(r.lines, " "))
}

// enhanced is the class.subject pair of the enhanced status code, "5.7" of
// "5.7.1 relaying denied", or "".
func (r reply) enhanced() string {
	if len(r.lines) == 0 {
		return ""
	}
	code, _, _ := strings.Cut(r.lines[0], " ")
	parts := strings.Split(code, ".")
	if len(parts) != 3 {
		return ""
	}
	return parts[0] + "." + parts[1]
}

// Bounds of what a server may say in one reply.
const (
	maxReplyLine  = 4 << 10
	maxReplyLines = 200
)

var errReply = errors.New("the reply is not SMTP")

// readReply reads one reply. It doesn't use net/textproto, which takes a line
// that the end of the connection cut off for a whole one: "250 2.0" would count
// as an acceptance.
func readReply(in *bufio.Reader) (reply, error) {
	var r reply
	for len(r.lines) < maxReplyLines {
		line, err := readLine(in)
		if err != nil {
			return reply{}, err
		}
		code, rest, more, ok := splitReplyLine(line)
		if !ok || (r.code != 0 && code != r.code) {
			return reply{}, &badReply{line: line}
		}
		r.code = code
		r.lines = append(r.lines, rest)
		if !more {
			return r, nil
		}
	}
	return reply{}, errReply
}

// readLine reads up to a line end; without one there is no line.
func readLine(in *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxReplyLine {
			return "", errReply
		}
		if err == nil {
			return strings.TrimRight(string(line), "\r\n"), nil
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return "", err
		}
	}
}

// splitReplyLine takes "250-text", "250 text" or "250" apart.
func splitReplyLine(line string) (code int, rest string, more, ok bool) {
	if len(line) < 3 || (len(line) > 3 && line[3] != ' ' && line[3] != '-') {
		return 0, "", false, false
	}
	code, err := strconv.Atoi(line[:3])
	if err != nil || code < 200 || code > 599 {
		return 0, "", false, false
	}
	if len(line) > 4 {
		rest = line[4:]
	}
	return code, rest, len(line) > 3 && line[3] == '-', true
}

// badReply is a line that is not part of a reply.
type badReply struct{ line string }

func (e *badReply) Error() string { return errReply.Error() + ": " + clip(e.line) }

func (e *badReply) Unwrap() error { return errReply }
