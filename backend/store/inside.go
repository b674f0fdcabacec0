package store

import (
	"errors"
	"runtime"
	"strconv"
	"strings"
	"sync"
)

// errNested is a fault of ours: a function inside a Read or Write that opens
// another one would wait for itself, or see the past.
var errNested = errors.New("a Read or Write was begun inside another one")

// inside knows which goroutines are inside a Read or Write.
type inside struct{ goroutines sync.Map }

// enter fails where this goroutine is inside already.
func (i *inside) enter() (leave func(), err error) {
	id := goroutine()
	if _, nested := i.goroutines.LoadOrStore(id, true); nested {
		return nil, errNested
	}
	return func() { i.goroutines.Delete(id) }, nil
}

// goroutine is this goroutine's number. Go gives it only as the first line of
// a stack, "goroutine 12 [running]:"; that costs a microsecond, a deadlock costs
// the whole program.
func goroutine() uint64 {
	var buf [64]byte
	line := string(buf[:runtime.Stack(buf[:], false)])
	number, _, _ := strings.Cut(strings.TrimPrefix(line, "goroutine "), " ")
	id, err := strconv.ParseUint(number, 10, 64)
	if err != nil {
		panic("no goroutine number in " + line)
	}
	return id
}
