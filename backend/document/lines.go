package document

import (
	"strings"
	"sync"
)

// madeLines are the lines of a plain letter that are the same in every message,
// as they are in its HTML, by the letter's text. They are functions of their own
// words and nothing else, so it does not matter which are kept, nor whether a
// value that is filled in happens to be one of them.
var madeLines = struct {
	sync.Mutex
	letters map[string]map[string]string
}{letters: map[string]map[string]string{}}

func linesOf(body string) map[string]string {
	madeLines.Lock()
	made, ok := madeLines.letters[body]
	madeLines.Unlock()
	if ok {
		return made
	}
	made = map[string]string{}
	for line := range strings.SplitSeq(tidy(body), "\n") {
		if line = strings.TrimRight(line, " \t"); line == "" || strings.Contains(line, "{{") {
			continue
		}
		var b strings.Builder
		writeLine(&b, line)
		made[line] = b.String()
	}
	madeLines.Lock()
	defer madeLines.Unlock()
	if len(madeLines.letters) >= maxReady {
		clear(madeLines.letters)
	}
	madeLines.letters[body] = made
	return made
}
