package api

import (
	"encoding/json"
	"reflect"
	"strings"
	"sync"

	"stepwise/backend/crm"
)

// An operation is one exported method of Session.
type operation struct {
	index int          // of the method in the method set
	in    reflect.Type // nil for none
}

var operations = sync.OnceValue(func() map[string]operation {
	t := reflect.TypeFor[*Session]()
	all := make(map[string]operation, t.NumMethod())
	for i := range t.NumMethod() {
		m := t.Method(i)
		op := operation{index: i}
		if m.Type.NumIn() == 2 {
			op.in = m.Type.In(1)
		}
		all[m.Name] = op
	}
	return all
})

// Methods are the names of all operations, in alphabetical order. It is the
// list of what /rpc may call.
func Methods() []string {
	t := reflect.TypeFor[*Session]()
	names := make([]string, t.NumMethod())
	for i := range names {
		names[i] = t.Method(i).Name
	}
	return names
}

// Call runs an operation by name with at most one argument, decoded strictly:
// fields that don't exist, repeated keys, numbers out of range and nesting
// without end are invalid. It answers as Guard does; a method that isn't there
// is not_found.
func Call(s *Session, method string, args []json.RawMessage) (any, error) {
	op, ok := operations()[method]
	if !ok {
		return nil, crm.Fail(crm.CodeNotFound, "error.no_operation", "operation", method)
	}
	return Perform(s, method, nil, func(s *Session) (any, error) {
		in, err := arguments(op, args)
		if err != nil {
			return nil, err
		}
		if len(in) == 1 {
			s.call.in = in[0].Interface()
		}
		out := reflect.ValueOf(s).Method(op.index).Call(in)
		if err, failed := out[1].Interface().(error); failed {
			return nil, err
		}
		return out[0].Interface(), nil
	})
}

func arguments(op operation, args []json.RawMessage) ([]reflect.Value, error) {
	if op.in == nil {
		if len(args) > 0 && strings.TrimSpace(string(args[0])) != "{}" { // as a program may say "nothing"
			return nil, crm.Fail(crm.CodeInvalid, "error.argument_count", "want", 0, "got", len(args))
		}
		return nil, nil
	}
	if len(args) != 1 {
		return nil, crm.Fail(crm.CodeInvalid, "error.argument_count", "want", 1, "got", len(args))
	}
	in := reflect.New(op.in)
	if err := decodeStrict(args[0], in.Interface()); err != nil {
		return nil, err
	}
	return []reflect.Value{in.Elem()}, nil
}
