package main

import (
	"strings"
	"testing"
)

func TestTestsAreCountedOnceAndFailuresShown(t *testing.T) {
	t.Parallel()
	events := strings.Join([]string{
		`{"Action":"run","Package":"p","Test":"TestA"}`,
		`{"Action":"run","Package":"p","Test":"TestA/one"}`,
		`{"Action":"pass","Package":"p","Test":"TestA/one"}`,
		`{"Action":"run","Package":"p","Test":"TestA/two"}`,
		`{"Action":"output","Package":"p","Test":"TestA/two","Output":"got 1, want 2\n"}`,
		`{"Action":"fail","Package":"p","Test":"TestA/two"}`,
		`{"Action":"fail","Package":"p","Test":"TestA"}`,
		`{"Action":"run","Package":"p","Test":"TestB"}`,
		`{"Action":"output","Package":"p","Test":"TestB","Output":"all is well\n"}`,
		`{"Action":"pass","Package":"p","Test":"TestB"}`,
		`{"Action":"skip","Package":"p","Test":"TestC"}`,
		`{"Action":"run","Package":"p","Test":"TestD"}`,
		`{"Action":"output","Package":"p","Test":"TestD","Output":"fatal error: it died\n"}`,
		`{"Action":"fail","Package":"p","Elapsed":1}`,
		`{"Action":"build-output","ImportPath":"q","Output":"undefined: x\n"}`,
		`{"Action":"build-fail","ImportPath":"q"}`,
		`{"Action":"pass","Package":"r","Elapsed":0.5}`,
	}, "\n")
	var out strings.Builder
	passed, failed, err := summarize(strings.NewReader(events), &out)
	if err != nil || passed != 2 || failed != 1 {
		t.Errorf("got %d passed, %d failed, %v; want 2 and 1", passed, failed, err)
	}
	for _, want := range []string{"FAIL  p TestA/two\ngot 1, want 2\n", "FAIL  q \nundefined: x\n", "FAIL  p TestD\nfatal error: it died\n", "ok    r 0.5 s\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q should be shown, got:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "all is well") {
		t.Error("what a passed test says is not shown")
	}
}
