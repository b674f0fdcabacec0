// Testsum reads the events of `go test -json`, shows what failed, and writes
// "passed failed" to the file named by its argument.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

type event struct {
	Action      string
	Package     string
	ImportPath  string
	Test        string
	Output      string
	Elapsed     float64
	FailedBuild string
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: testsum FILE < events")
		os.Exit(2)
	}
	passed, failed, err := summarize(os.Stdin, os.Stdout)
	if err == nil {
		err = os.WriteFile(os.Args[1], fmt.Appendf(nil, "%d %d\n", passed, failed), 0o600)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "testsum:", err)
		os.Exit(1)
	}
}

// summarize counts tests without subtests of their own, one line a package,
// and all that a failed test said.
func summarize(in io.Reader, out io.Writer) (passed, failed int, err error) {
	said := map[string]*strings.Builder{}
	parents := map[string]bool{}
	ended := map[string]string{}
	begun := map[string]event{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Fprintln(out, lines.Text()) // what the go command itself says
			continue
		}
		name := e.Package + e.ImportPath + " " + e.Test
		switch e.Action {
		case "output", "build-output":
			if said[name] == nil {
				said[name] = &strings.Builder{}
			}
			said[name].WriteString(e.Output)
		case "run":
			begun[name] = e
			if i := strings.LastIndex(e.Test, "/"); i > 0 {
				parents[e.Package+" "+e.Test[:i]] = true
			}
		case "skip":
			delete(begun, name)
		case "pass", "fail", "build-fail":
			delete(begun, name)
			if e.Test == "" && e.Action == "fail" {
				reportUnended(out, e.Package, begun, said)
			}
			report(out, e, said[name])
			if e.Test != "" {
				ended[name] = e.Action
			}
		}
	}
	for name, action := range ended {
		switch {
		case parents[name]:
		case action == "pass":
			passed++
		default:
			failed++
		}
	}
	return passed, failed, lines.Err()
}

// reportUnended shows what the tests of a package said that never ended: the
// process died under them.
func reportUnended(out io.Writer, pkg string, begun map[string]event, said map[string]*strings.Builder) {
	for name, e := range begun {
		if e.Package == pkg {
			e.Action = "fail"
			report(out, e, said[name])
			delete(begun, name)
		}
	}
}

func report(out io.Writer, e event, said *strings.Builder) {
	if e.Action == "pass" {
		if e.Test == "" {
			fmt.Fprintf(out, "ok    %s %.1f s\n", e.Package, e.Elapsed)
		}
		return
	}
	fmt.Fprintf(out, "FAIL  %s%s %s\n", e.Package, e.ImportPath, e.Test)
	if said != nil {
		fmt.Fprint(out, said.String())
	}
}
