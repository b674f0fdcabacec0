package desktop

import (
	"bufio"
	"context"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"stepwise/backend/secret"
)

// How a second start brings the first window up: a door on the loopback whose
// address and key lie in the data folder, where only this person can read
// them. It needs no session bus, which not every desktop has.
const (
	doorFile = "window"
	upWord   = "up"   // what a second start asks
	hereWord = "here" // asks nothing of the window
	answered = "yes"
	maxLine  = 200
	waitFor  = 5 * time.Second // for the other side
)

// Instance is the first window of a data folder, for a second start to find.
type Instance struct {
	listener net.Listener
	path     string
	done     sync.WaitGroup
}

// Listen lets a second start bring this window up; the data folder is ours.
func Listen(ctx context.Context, data string, show func()) (*Instance, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	i := &Instance{listener: listener, path: filepath.Join(data, doorFile)}
	key := hex.EncodeToString(secret.Random(16))
	if err := os.WriteFile(i.path, []byte(listener.Addr().String()+" "+key+"\n"), 0o600); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	i.done.Go(func() { i.serve(key, show) })
	return i, nil
}

func (i *Instance) serve(key string, show func()) {
	for {
		conn, err := i.listener.Accept()
		if err != nil {
			return // closed
		}
		i.done.Go(func() { answer(conn, key, show) })
	}
}

func answer(conn net.Conn, key string, show func()) {
	defer conn.Close() //nolint:errcheck // nothing is left to do about it
	ctx, cancel := context.WithTimeout(context.Background(), waitFor)
	defer cancel()
	limit(ctx, conn)
	line, err := bufio.NewReaderSize(conn, maxLine).ReadSlice('\n')
	given, asked, _ := strings.Cut(strings.TrimSpace(string(line)), " ")
	if err != nil || subtle.ConstantTimeCompare([]byte(given), []byte(key)) != 1 {
		return
	}
	if asked == upWord {
		show()
	}
	_, _ = conn.Write([]byte(answered + "\n")) // the second start may have gone
}

// limit ends a connection's waiting with its context.
func limit(ctx context.Context, conn net.Conn) {
	if deadline, ok := ctx.Deadline(); ok {
		_ = conn.SetDeadline(deadline)
	}
}

// Close ends the listening.
func (i *Instance) Close() error {
	err := errors.Join(os.Remove(i.path), i.listener.Close())
	i.done.Wait()
	return err
}

// Show brings up the window that has a data folder; false where no window
// answers there: another kind of process has it, or one that hangs.
func Show(ctx context.Context, data string) bool { return knock(ctx, data, upWord) }

// IsOpen says whether a window has a data folder, and leaves it as it is.
func IsOpen(ctx context.Context, data string) bool { return knock(ctx, data, hereWord) }

func knock(ctx context.Context, data, ask string) bool {
	text, err := os.ReadFile(filepath.Join(data, doorFile))
	if err != nil {
		return false
	}
	address, key, ok := strings.Cut(strings.TrimSpace(string(text)), " ")
	host, _, err := net.SplitHostPort(address)
	if !ok || err != nil || !net.ParseIP(host).IsLoopback() {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return false
	}
	defer conn.Close() //nolint:errcheck // the answer is read
	limit(ctx, conn)
	if _, err := conn.Write([]byte(key + " " + ask + "\n")); err != nil {
		return false
	}
	line, err := bufio.NewReaderSize(conn, maxLine).ReadSlice('\n')
	return err == nil && strings.TrimSpace(string(line)) == answered
}
