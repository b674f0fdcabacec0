package crm_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
)

// machine is a table of moves as text.
type machine struct {
	heading, table string // in docs/states.md, in the schema
	states         []string
	moves          map[string][]string
}

func asText[S ~string](heading, table string, states []S, moves map[S][]S) machine {
	m := machine{heading: heading, table: table, moves: map[string][]string{}}
	for _, s := range states {
		m.states = append(m.states, string(s))
	}
	for from, list := range moves {
		for _, to := range list {
			m.moves[string(from)] = append(m.moves[string(from)], string(to))
		}
	}
	return m
}

func machines() []machine {
	return []machine{
		asText("Message", "message", crm.MessageStates, crm.MessageMoves),
		asText("Enrolment", "enrolment", crm.EnrolmentStates, crm.EnrolmentMoves),
		asText("Automation", "sequence", crm.SequenceStates, crm.SequenceMoves),
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func TestTheDatabaseKnowsTheSameStates(t *testing.T) {
	t.Parallel()
	schema := read(t, "../store/migrations/sqlite/00001_begin.sql")
	for _, m := range machines() {
		_, rest, _ := strings.Cut(schema, "CREATE TABLE "+m.table+" (")
		table, _, _ := strings.Cut(rest, ") STRICT")
		check := regexp.MustCompile(`CHECK \(state IN \(([^)]*)\)\)`).FindStringSubmatch(table)
		if check == nil {
			t.Fatalf("table %s has no CHECK on its state", m.table)
		}
		var states []string
		for s := range strings.SplitSeq(check[1], ", ") {
			states = append(states, strings.Trim(s, "'"))
		}
		if !sameSet(states, m.states) {
			t.Errorf("table %s knows %v, crm %v", m.table, states, m.states)
		}
	}
}

func TestThePicturesShowEveryStateAndEveryMove(t *testing.T) {
	t.Parallel()
	doc := read(t, "../../docs/states.md")
	arrow := regexp.MustCompile(`(?m)^\s+(\S+) --> (\S+) : \S`)
	for _, m := range machines() {
		_, rest, found := strings.Cut(doc, "\n## "+m.heading+"\n")
		section, _, _ := strings.Cut(rest, "\n## ")
		if !found {
			t.Fatalf("no section %q", m.heading)
		}
		drawn := map[string][]string{}
		for _, a := range arrow.FindAllStringSubmatch(section, -1) {
			drawn[a[1]] = append(drawn[a[1]], a[2])
		}
		if len(drawn["[*]"]) == 0 {
			t.Errorf("%s: nothing begins", m.heading)
		}
		for _, s := range m.states {
			if !sameSet(drawn[s], m.moves[s]) {
				t.Errorf("%s %s: drawn to %v, allowed to %v", m.heading, s, drawn[s], m.moves[s])
			}
		}
		for s := range drawn {
			if s != "[*]" && !slices.Contains(m.states, s) {
				t.Errorf("%s: %q is drawn but unknown", m.heading, s)
			}
		}
	}
}

func TestWhatEndedNeverMovesAgain(t *testing.T) {
	t.Parallel()
	for _, s := range crm.EnrolmentStates {
		if !s.Live() && len(crm.EnrolmentMoves[s]) > 0 {
			t.Errorf("%s ended and moves to %v", s, crm.EnrolmentMoves[s])
		}
	}
	for _, s := range crm.MessageStates {
		for _, to := range crm.MessageMoves[s] {
			if s.Settled() && !to.Settled() {
				t.Errorf("%s is settled and moves to %s", s, to)
			}
		}
		if crm.CanMove(s, crm.MessageSending) != (s == crm.MessageQueued) {
			t.Errorf("%s can be sent without being claimed", s)
		}
	}
	if crm.CanMove(crm.MessageSent, crm.MessageQueued) {
		t.Error("sent is not final")
	}
}
