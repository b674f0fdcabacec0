package bench

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
)

// wire hands the same message over n times and does nothing else: the limit of
// connections, loopback and the sink.
func wire(ctx context.Context, port, connections, n int, raw []byte) error {
	var left atomic.Int64
	left.Store(int64(n))
	var mu sync.Mutex
	var failed error
	var all sync.WaitGroup
	for range connections {
		all.Go(func() {
			err := wireLine(ctx, port, &left, raw)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failed = err
			}
		})
	}
	all.Wait()
	return failed
}

func wireLine(ctx context.Context, port int, left *atomic.Int64, raw []byte) error {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	in := bufio.NewReader(conn)
	ask := func(text []byte, replies int) error {
		if _, err := conn.Write(text); err != nil {
			return err
		}
		for replies > 0 {
			line, err := in.ReadString('\n')
			if err != nil {
				return err
			}
			if strings.HasPrefix(line, "4") || strings.HasPrefix(line, "5") {
				return fmt.Errorf("the sink said %s", line)
			}
			if line[3] == ' ' {
				replies--
			}
		}
		return nil
	}
	if err := ask([]byte("EHLO me\r\n"), 2); err != nil { // and the greeting
		return err
	}
	for ctx.Err() == nil && left.Add(-1) >= 0 {
		if err := ask([]byte("MAIL FROM:<me@example.com>\r\nRCPT TO:<you@example.com>\r\nDATA\r\n"), 3); err != nil {
			return err
		}
		if _, err := conn.Write(raw); err != nil {
			return err
		}
		if err := ask([]byte(".\r\n"), 1); err != nil {
			return err
		}
	}
	return nil
}
