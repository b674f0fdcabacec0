package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"strings"
	"testing"

	"stepwise/backend/crm"
)

func session(t *testing.T, log *bytes.Buffer) *Session {
	t.Helper()
	svc := NewService(Deps{
		Version: "1.0.0", Started: 1_790_000_000_000, Log: slog.New(slog.NewTextHandler(log, nil)), Bus: &Bus{},
	})
	return NewSession(t.Context(), 1, svc)
}

func TestOursComesOutAsItIs(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	_, err := Guard(session(t, &log), "Op", func() (int, error) {
		return 0, fmt.Errorf("save card 7: %w", crm.Fail(crm.CodeConflict, "card.changed"))
	})
	var e *crm.Error
	if !errors.As(err, &e) || e.Key != "card.changed" || err.Error() != e.Error() {
		t.Errorf("the error itself should come out, got %v", err)
	}
	if log.Len() > 0 {
		t.Errorf("a refusal is no matter for the log: %s", log.String())
	}
}

func TestWhatIsOurFaultIsHiddenBehindAReference(t *testing.T) {
	t.Parallel()
	tests := map[string]func() (float64, error){
		"another error":            func() (float64, error) { return 1, errors.New("disk on fire") },
		"a panic":                  func() (float64, error) { panic("disk on fire") },
		"an internal one":          func() (float64, error) { return 1, crm.Fail(crm.CodeInternal, "error.internal", "x", "disk on fire") },
		"no number (disk on fire)": func() (float64, error) { return math.NaN(), nil },
	}
	for name, op := range tests {
		var log bytes.Buffer
		out, err := Guard(session(t, &log), "BurnDisk", op)
		var e *crm.Error
		if out != 0 || !errors.As(err, &e) || e.Code != crm.CodeInternal || e.Ref == "" {
			t.Fatalf("%s: got %v, %v", name, out, err)
		}
		text, failed := json.Marshal(e)
		if failed != nil || strings.Contains(string(text), "fire") {
			t.Errorf("%s: the reader should see nothing of it: %s %v", name, text, failed)
		}
		if !strings.Contains(log.String(), e.Ref) || !strings.Contains(log.String(), "BurnDisk") {
			t.Errorf("%s: the log should have it under the reference %s: %s", name, e.Ref, log.String())
		}
	}
}

func TestReferencesDiffer(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	s := session(t, &log)
	seen := map[string]bool{}
	for range 3 {
		_, err := Guard(s, "Op", func() (int, error) { return 0, errors.New("no") })
		var e *crm.Error
		if !errors.As(err, &e) || seen[e.Ref] {
			t.Fatalf("got %v again", err)
		}
		seen[e.Ref] = true
	}
}

func TestACallerThatHasGoneIsNoFault(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	_, err := Guard(session(t, &log), "Op", func() (int, error) { return 0, fmt.Errorf("read: %w", context.Canceled) })
	if crm.CodeOf(err) != crm.CodeUnavailable || log.Len() > 0 {
		t.Errorf("got %v, log %q", err, log.String())
	}
}

type leaf struct {
	Names []string
	Ratio float64
}

type tree struct {
	Leaves  []leaf
	ByName  map[string][]leaf
	Any     any
	Args    crm.Args
	Pointer *leaf
	Nothing *leaf
	Bytes   []byte
	Deeper  []tree
}

func TestAnswersHaveEmptyListsAndNeverNull(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	in := tree{
		ByName: map[string][]leaf{"a": nil}, Any: leaf{}, Args: crm.Args{"list": []crm.Phrase(nil)}, Pointer: &leaf{}, Deeper: []tree{{}},
	}
	out, err := Guard(session(t, &log), "Op", func() ([]tree, error) { return []tree{in}, nil })
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	empty := `{"Names":[],"Ratio":0}`
	want := `[{"Leaves":[],"ByName":{"a":[]},"Any":` + empty + `,"Args":{"list":[]},"Pointer":` + empty +
		`,"Nothing":null,"Bytes":null,"Deeper":[{"Leaves":[],"ByName":{},"Any":null,"Args":{},"Pointer":null,"Nothing":null,"Bytes":null,"Deeper":[]}]}]`
	if string(text) != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
	list, err := Guard(session(t, &log), "Op", func() ([]leaf, error) { return nil, nil })
	if err != nil || list == nil {
		t.Errorf("the answer itself too: %v %v", list, err)
	}
}

func TestANumberThatJSONCannotWriteIsFoundWhereverItIs(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	bad := leaf{Ratio: math.Inf(1)}
	for name, answer := range map[string]any{
		"in a list": []leaf{{}, bad}, "in a map": map[string]leaf{"a": bad}, "behind a pointer": &bad,
		"in an any": tree{Any: []any{1, bad}}, "in args": tree{Args: crm.Args{"x": math.NaN()}}, "in an array": [2]leaf{{}, bad},
	} {
		if _, err := Guard(session(t, &log), "Op", func() (any, error) { return answer, nil }); crm.CodeOf(err) != crm.CodeInternal || err == nil {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAnAnswerThatIsARingIsAnErrorAndNoHang(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	ring := map[string]any{}
	ring["self"] = ring
	if _, err := Guard(session(t, &log), "Op", func() (any, error) { return ring, nil }); crm.CodeOf(err) != crm.CodeInternal || err == nil {
		t.Errorf("got %v", err)
	}
}
