package bench

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"sync/atomic"
	"time"
)

// SinkOptions say how a Sink answers.
type SinkOptions struct {
	Delay time.Duration // before each answer
	Hang  int           // the so many-th connection never gets an answer to its message; 0: none
}

// Sink is a mail server that takes everything at once and keeps nothing, in a
// process of its own: it listens on loopback, writes its port as JSON, and ends
// when in does.
func Sink(in io.Reader, out io.Writer, o SinkOptions) error {
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return err
	}
	if err := json.NewEncoder(out).Encode(l.Addr().(*net.TCPAddr).Port); err != nil {
		return err
	}
	go func() {
		var n atomic.Int64
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			c := &sinkConn{conn: conn, delay: o.Delay, hangs: int(n.Add(1)) == o.Hang}
			go c.serve()
		}
	}()
	_, err = io.Copy(io.Discard, in)
	return errors.Join(err, l.Close())
}

type sinkConn struct {
	conn  net.Conn
	delay time.Duration
	hangs bool
}

// say answers, after the delay; what is asked for in one write is answered in
// one.
func (c *sinkConn) say(text string) error {
	if c.delay > 0 {
		over := time.NewTimer(c.delay)
		<-over.C
	}
	_, err := io.WriteString(c.conn, text)
	return err
}

func (c *sinkConn) serve() {
	defer func() { _ = c.conn.Close() }()
	if c.say("220 sink\r\n") != nil {
		return
	}
	in := bufio.NewReaderSize(c.conn, 64<<10)
	answers := ""
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return
		}
		data := bytes.HasPrefix(line, []byte("DATA"))
		answers += answerTo(line)
		if in.Buffered() > 0 {
			continue
		}
		if c.say(answers) != nil {
			return
		}
		answers = ""
		if data && !c.take(in) {
			return
		}
	}
}

func answerTo(line []byte) string {
	switch {
	case bytes.HasPrefix(line, []byte("EHLO")):
		return "250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n"
	case bytes.HasPrefix(line, []byte("DATA")):
		return "354 go on\r\n"
	case bytes.HasPrefix(line, []byte("QUIT")):
		return "221 bye\r\n"
	}
	return "250 ok\r\n"
}

// take reads a message to its end.
func (c *sinkConn) take(in *bufio.Reader) bool {
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return false
		}
		if len(line) == 3 && line[0] == '.' {
			break
		}
	}
	if c.hangs {
		_, _ = io.Copy(io.Discard, in)
		return false
	}
	return c.say("250 2.0.0 ok\r\n") == nil
}

// startSink starts a Sink as a child of this program and says its port.
func startSink(ctx context.Context, o SinkOptions) (port int, stop func() error, err error) {
	self, err := os.Executable()
	if err != nil {
		return 0, nil, err
	}
	cmd := exec.CommandContext(ctx, self, "bench", "sink", "--delay", o.Delay.String(), "--hang", number(o.Hang)) //nolint:gosec // this very program
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return 0, nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, nil, err
	}
	if err := cmd.Start(); err != nil {
		return 0, nil, err
	}
	stop = func() error { return errors.Join(in.Close(), cmd.Wait()) }
	if err := json.NewDecoder(out).Decode(&port); err != nil {
		return 0, nil, errors.Join(err, stop())
	}
	return port, stop, nil
}
