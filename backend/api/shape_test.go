package api

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"stepwise/backend/crm"
)

// What holds for every operation, so that the window, /rpc and the generated
// TypeScript agree without a thought at each.

func TestEveryOperationHasTheOneForm(t *testing.T) {
	t.Parallel()
	failure := reflect.TypeFor[error]()
	everyOperation(func(m reflect.Method) {
		in, out := m.Type.NumIn()-1, m.Type.NumOut()
		switch {
		case in > 1 || m.Type.IsVariadic():
			t.Errorf("%s takes %d arguments: put them into one %sIn", m.Name, in, m.Name)
		case in == 1 && m.Type.In(1).Kind() != reflect.Struct:
			t.Errorf("%s takes a %s: make it a struct, so that it can grow", m.Name, m.Type.In(1))
		case out != 2 || m.Type.Out(1) != failure:
			t.Errorf("%s should answer with a value and an error", m.Name)
		}
	})
}

func TestEveryOperationHasItsTransports(t *testing.T) {
	t.Parallel()
	if len(Methods()) == 0 || len(operations()) != len(Methods()) {
		t.Errorf("%d operations for %d methods", len(operations()), len(Methods()))
	}
}

func TestTheTypeScriptOfEveryFieldIsWhatTheWireCarries(t *testing.T) {
	t.Parallel()
	seen := map[reflect.Type]bool{}
	everyOperation(func(m reflect.Method) {
		for i := range m.Type.NumIn() - 1 {
			checkType(t, m.Name, m.Type.In(i+1), seen)
		}
		checkType(t, m.Name, m.Type.Out(0), seen)
	})
}

func everyOperation(do func(reflect.Method)) {
	t := reflect.TypeFor[*Session]()
	for i := range t.NumMethod() {
		do(t.Method(i))
	}
}

func checkType(t *testing.T, where string, typ reflect.Type, seen map[reflect.Type]bool) {
	t.Helper()
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		if isText(typ.Elem()) {
			t.Errorf("%s: a bare list or map of ids has no TypeScript type: put it into a struct", where)
		}
		checkType(t, where, typ.Elem(), seen)
		return
	case reflect.Struct:
	default:
		if isText(typ) {
			t.Errorf("%s: a bare id has no TypeScript type: put it into a struct", where)
		}
		return
	}
	if seen[typ] {
		return
	}
	seen[typ] = true
	for i := range typ.NumField() {
		field := typ.Field(i)
		name := fmt.Sprintf("%s.%s", typ, field.Name)
		if problem := fieldProblem(field); problem != "" {
			t.Errorf("%s (of %s): %s", name, where, problem)
		}
		if field.Tag.Get("json") == "-" {
			continue
		}
		if field.IsExported() && field.Tag.Get("ts_type") == "" {
			checkType(t, name, field.Type, seen)
		} else if field.IsExported() {
			checkInside(t, name, field.Type, seen)
		}
	}
}

// checkInside looks at the structs below a field whose own type is written out.
func checkInside(t *testing.T, where string, typ reflect.Type, seen map[reflect.Type]bool) {
	t.Helper()
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
		typ = typ.Elem()
	}
	if typ.Kind() == reflect.Struct {
		checkType(t, where, typ, seen)
	}
}

func fieldProblem(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	tag := field.Tag.Get("ts_type")
	switch {
	case !field.IsExported():
		return "an unexported field is lost on the way"
	case field.Anonymous:
		return "TypeScript knows no embedding: name the field"
	case name == "-":
		return ""
	case name == "" || name[0] < 'a' || name[0] > 'z' || strings.ContainsAny(name, "_-"):
		return "its json name should be in camelCase"
	}
	if want := wantedTag(field.Type); want != "" && !holds(tag, want) {
		return fmt.Sprintf("it needs ts_type:%q, not %q", want, tag)
	}
	return ""
}

// holds says whether a written type is the wanted one; null may be added.
func holds(tag, want string) bool {
	return tag == want || tag == want+" | null" || want == "any tag" && tag != ""
}

// wantedTag is the ts_type that a field needs, "" where the generated one is
// right.
func wantedTag(typ reflect.Type) string {
	switch {
	case isText(typ):
		return "string"
	case typ.Kind() == reflect.Pointer && isText(typ.Elem()):
		return "string"
	case typ.Kind() == reflect.Slice && isText(typ.Elem()):
		return "string[]"
	case typ == reflect.TypeFor[time.Time](), typ == reflect.TypeFor[time.Duration]():
		return "a crm.Instant, a crm.Date or a number with its unit in the name instead"
	case typ == reflect.TypeFor[json.RawMessage](), typ.Kind() == reflect.Interface:
		return "any tag"
	case typ.Kind() == reflect.Map && typ.Elem().Kind() == reflect.Interface:
		return "any tag"
	case typ.Kind() == reflect.Map && typ.Key().Kind() != reflect.String:
		return "any tag"
	case typ.Kind() == reflect.Slice && typ.Elem().Kind() == reflect.Interface:
		return "any tag"
	case typ.Kind() == reflect.Slice && typ.Elem().Kind() == reflect.Uint8:
		return "string"
	case typ.Kind() == reflect.Struct && typ.Name() == "":
		return "a type with a name"
	}
	return ""
}

// isText says whether a number in Go is text on the wire: the ids.
func isText(typ reflect.Type) bool {
	return typ.Kind() == reflect.Int64 && typ != reflect.TypeFor[crm.Instant]() &&
		typ.Implements(reflect.TypeFor[interface{ MarshalText() ([]byte, error) }]())
}
