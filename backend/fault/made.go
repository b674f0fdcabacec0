//go:build faults

package fault

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Made says whether this is a test build that can fail on purpose.
const Made = true

// errPlanned is what Fail answers when the plan says so.
var errPlanned = errors.New("a fault that was planned")

// what happens at a point, and at which passing of it; 0 for every one.
type planned struct {
	point  Name
	nth    int
	action string
}

var state struct {
	sync.Mutex
	armed  bool
	plan   []planned
	passed map[Name]int
	log    *os.File
}

func init() { Arm() }

// Arm reads the plan from the environment and counts from nothing.
func Arm() {
	state.Lock()
	defer state.Unlock()
	state.plan, state.passed, state.armed = nil, map[Name]int{}, true
	for part := range strings.SplitSeq(os.Getenv(Env), ";") {
		where, action, ok := strings.Cut(part, "=")
		if !ok {
			continue
		}
		name, nth, _ := strings.Cut(where, "@")
		n, _ := strconv.Atoi(nth) // none: every time
		state.plan = append(state.plan, planned{Name(name), n, action})
	}
	if file := os.Getenv(EnvLog); file != "" && state.log == nil {
		f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			panic(err)
		}
		state.log = f
	}
}

// Disarm makes every point nothing until Arm: while a test prepares its scene.
func Disarm() {
	state.Lock()
	defer state.Unlock()
	state.armed = false
}

// Point dies or dawdles where the plan says so.
func Point(name Name) { _ = pass(name) }

// Fail dies, dawdles or answers an error where the plan says so.
func Fail(name Name) error { return pass(name) }

func pass(name Name) (err error) {
	for _, action := range due(name) {
		switch span, delay := strings.CutPrefix(action, "delay:"); {
		case delay:
			d, bad := time.ParseDuration(span)
			if bad != nil {
				panic(bad)
			}
			time.Sleep(d)
		case action == "kill":
			die()
		default:
			err = fmt.Errorf("%w: %s", errPlanned, name)
		}
	}
	return err
}

// due counts the passing and says what happens at it.
func due(name Name) (actions []string) {
	state.Lock()
	defer state.Unlock()
	if !state.armed {
		return nil
	}
	if state.log != nil {
		_, _ = fmt.Fprintln(state.log, name)
	}
	state.passed[name]++
	state.passed["any"]++
	for _, p := range state.plan {
		if (p.point == name || p.point == "any") && (p.nth == 0 || p.nth == state.passed[p.point]) {
			actions = append(actions, p.action)
		}
	}
	return actions
}

// die ends this process as a power cut would: nothing is flushed, nothing is
// deferred.
func die() {
	me, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = me.Kill()
	}
	if err != nil {
		panic(err)
	}
	select {} // until the signal is there
}
