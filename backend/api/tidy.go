package api

import (
	"fmt"
	"math"
	"reflect"
	"sync"
)

// tidy makes an answer fit for JSON: nil slices and maps become empty ones (the
// generated types promise lists), and a number that JSON cannot write is an
// error here, because in the window it would end the program. An answer
// belongs to its caller, so it may be changed.
func tidy(answer any) error {
	return tidyValue(reflect.ValueOf(answer).Elem(), 0)
}

// deepest is the nesting at which an answer is taken to be a ring.
const deepest = 100

func tidyValue(v reflect.Value, depth int) error {
	if depth > deepest {
		return fmt.Errorf("answer nests deeper than %d", deepest)
	}
	if plain(v.Type()) {
		return nil
	}
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			return fmt.Errorf("answer holds the number %v", f)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return tidyValue(v.Elem(), depth+1)
		}
	case reflect.Interface:
		return tidyBoxed(v, depth)
	case reflect.Struct:
		return tidyStruct(v, depth)
	case reflect.Slice, reflect.Array:
		return tidyList(v, depth)
	case reflect.Map:
		return tidyMap(v, depth)
	}
	return nil
}

// tidyBoxed tidies a copy of what an interface holds: the original can't be set.
func tidyBoxed(v reflect.Value, depth int) error {
	if v.IsNil() || plain(v.Elem().Type()) {
		return nil
	}
	held := reflect.New(v.Elem().Type()).Elem()
	held.Set(v.Elem())
	if err := tidyValue(held, depth+1); err != nil {
		return err
	}
	if v.CanSet() {
		v.Set(held)
	}
	return nil
}

func tidyStruct(v reflect.Value, depth int) error {
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		if err := tidyValue(v.Field(i), depth+1); err != nil {
			return err
		}
	}
	return nil
}

func tidyList(v reflect.Value, depth int) error {
	if v.Kind() == reflect.Slice && v.IsNil() && v.CanSet() && v.Type().Elem().Kind() != reflect.Uint8 {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	}
	if plain(v.Type().Elem()) {
		return nil
	}
	for i := range v.Len() {
		if err := tidyValue(v.Index(i), depth+1); err != nil {
			return err
		}
	}
	return nil
}

func tidyMap(v reflect.Value, depth int) error {
	if v.IsNil() && v.CanSet() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	if plain(v.Type().Elem()) {
		return nil
	}
	// Another answer may hold the same map, that of a job's result for one: it is
	// never written to.
	own := reflect.MakeMapWithSize(v.Type(), v.Len())
	for each := v.MapRange(); each.Next(); {
		value := reflect.New(v.Type().Elem()).Elem()
		value.Set(each.Value())
		if err := tidyValue(value, depth+1); err != nil {
			return err
		}
		own.SetMapIndex(each.Key(), value)
	}
	if v.CanSet() {
		v.Set(own)
	}
	return nil
}

var plainTypes sync.Map // reflect.Type → bool

// plain says that no value of a type needs tidying, so that long lists of such
// values cost nothing.
func plain(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Float32, reflect.Float64, reflect.Slice, reflect.Map, reflect.Interface, reflect.Pointer:
		return false
	case reflect.Array:
		return plain(t.Elem())
	case reflect.Struct:
		if known, ok := plainTypes.Load(t); ok {
			return known.(bool)
		}
		yes := true
		for i := range t.NumField() {
			yes = yes && plain(t.Field(i).Type)
		}
		plainTypes.Store(t, yes)
		return yes
	default:
		return true
	}
}
