//go:build faults

package e2e_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stepwise/backend/fault"
	"stepwise/backend/store"
)

// once are faults of which a few messages meet one, so that uncertain ones are
// asked for.
var once = rates{mail: map[string]float64{"rcpt-450": .2}, sms: map[string]float64{"drop-after": .4, "500-after": .2}}

const faultCards = 3

// plan is what happens to the program: a plan of fault, and whether it ends it.
type plan struct{ text string }

func (p plan) kills() bool { return strings.Contains(p.text, "kill") }

// plans are every point once, killed there, and made to fail where that can be;
// in the long form also at later passings, and killed at every passing of any.
func plans(passed map[fault.Name]int) (list []plan) {
	at := []int{1}
	if os.Getenv(envLong) != "" {
		at = []int{1, 2, 3, 5, 8, 13, 21}
	}
	for _, name := range fault.All {
		for _, n := range at {
			if n > 1 && n > passed[name] {
				continue
			}
			where := fmt.Sprintf("%s@%d", name, n)
			if name == fault.Unrecorded { // one that could not be written, alone either, comes first
				where = fmt.Sprintf("%s@%d=fail;%s@%d=fail;%s", fault.BeforeNote, n, fault.BeforeNote, n+1, name)
			}
			list = append(list, plan{where + "=kill"})
			if slices.Contains(fault.Fallible, name) {
				list = append(list, plan{where + "=fail"})
			}
		}
	}
	if os.Getenv(envLong) != "" {
		for n := 1; n <= passed["any"]; n += 3 {
			list = append(list, plan{fmt.Sprintf("any@%d=kill", n)})
		}
	}
	return list
}

// passings says how often an undisturbed run passes each point.
func passings(t *testing.T, template string) map[fault.Name]int {
	t.Helper()
	log := filepath.Join(t.TempDir(), "passed")
	s := startSinks(t, 3, false, once)
	dir := scene(t, template, s)
	if out, err := command(t.Context(), dir, fault.EnvLog+"="+log).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	audit(t, dir, s.mail.Entries(), s.sms.Entries(), s.ambiguous())
	text, err := os.ReadFile(log) //nolint:gosec // of this test
	if err != nil {
		t.Fatal(err)
	}
	passed := map[fault.Name]int{}
	for name := range strings.FieldsSeq(string(text)) {
		passed[fault.Name(name)]++
		passed["any"]++
	}
	return passed
}

// scene is a copy of a data folder whose accounts send to these sinks.
func scene(t *testing.T, template string, s sinks) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS(template)); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), store.Options{Dir: dir, Clock: time.Now, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Write(context.Background(), func(tx *store.Tx) error { return accounts(tx, s.places(false)) }); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestAtEveryPointTheProgramMayDieOrFail(t *testing.T) {
	t.Parallel()
	template := prepared(t, faultCards, places{1, "http://127.0.0.1:1", false})
	passed := passings(t, template)
	for _, name := range fault.All {
		if passed[name] == 0 && name != fault.Unrecorded {
			t.Errorf("%s is never passed", name)
		}
	}
	for _, p := range plans(passed) {
		t.Run(p.text, func(t *testing.T) {
			t.Parallel()
			s := startSinks(t, 3, false, once)
			dir := scene(t, template, s)
			err := command(t.Context(), dir, fault.Env+"="+p.text).Run()
			if p.kills() && err == nil {
				t.Error("nothing killed it")
			}
			if err != nil {
				undisturbed(t, dir)
			}
			claims, _ := audit(t, dir, s.mail.Entries(), s.sms.Entries(), 1+s.ambiguous())
			if len(claims) != 2*faultCards {
				t.Errorf("%d messages instead of %d", len(claims), 2*faultCards)
			}
		})
	}
}
