package api

import (
	"reflect"
	"strings"
	"sync/atomic"

	"stepwise/backend/store"
)

// call is one run of an operation: what is asked, for the log of changes.
type call struct {
	method string
	in     any
	noted  atomic.Bool // it is in the log
}

// Perform runs an operation for who asks: it refuses what only administrators
// may, whatever the operation itself looks at, and sees to it that what changes
// settings is written down. Otherwise it is Guard.
func Perform[Out any](s *Session, method string, in any, op func(*Session) (Out, error)) (Out, error) {
	running := *s
	running.call = &call{method: method, in: in}
	return Guard(&running, method, func() (out Out, err error) {
		if err := running.may(method); err != nil {
			return out, err
		}
		if out, err = op(&running); err != nil {
			return out, err
		}
		return out, running.noteRest()
	})
}

// may refuses a member what is for administrators. An operation of which
// nobody said whom it is for is for administrators.
func (s *Session) may(method string) error {
	if r, known := rules[method]; known && !r.admins {
		return nil
	}
	return s.read(func(v *store.View) error { return s.mustBeAdmin(v) })
}

// Has says whether there is an operation of that name.
func Has(method string) bool {
	_, known := operations()[method]
	return known
}

// TakesFile says whether an operation is given the content of a file, so that
// its input may be large.
func TakesFile(method string) bool {
	in := operations()[method].in
	if in == nil || in.Kind() != reflect.Struct {
		return false
	}
	for _, f := range reflect.VisibleFields(in) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name == "content" && f.Type.Kind() == reflect.String {
			return true
		}
	}
	return false
}
