package document

import (
	"regexp"
	"sync"
)

// lazily compiles an expression when it is first used: a start needs none, and
// those with classes of letters take milliseconds.
func lazily(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
