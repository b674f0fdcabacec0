package rest

import (
	"errors"
	"reflect"
	"strconv"

	"stepwise/backend/crm"
)

// Paging asks for a page of a list.
type Paging struct {
	Cursor string `query:"cursor" doc:"The next of the page before."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

// Page is a part of a list. Items that come or change meanwhile don't shift the
// others: every one that stays is on exactly one page.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"The cursor of the next page; missing on the last one."`
}

// Listed answers with a page.
type Listed[T any] struct{ Body Page[T] }

// Whole answers with one thing.
type Whole[T any] struct{ Body T }

// Marked answers with one thing and its state, for If-Match.
type Marked[T any] struct {
	ETag string `header:"ETag"`
	Body T
}

// Made answers with a new thing, its state, and where it is.
type Made[T any] struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Body     T
}

func listed[From, To any](rows []From, next string, to func(From) To) *Listed[To] {
	out := &Listed[To]{Body: Page[To]{Items: make([]To, 0, len(rows)), Next: next}}
	for _, row := range rows {
		out.Body.Items = append(out.Body.Items, to(row))
	}
	return out
}

func whole[T any](body T) *Whole[T] { return &Whole[T]{Body: body} }

func typeOf(x any) reflect.Type { return reflect.TypeOf(x) }

// wrongIn is the error of ours in an error; nil for none.
func wrongIn(err error) *crm.Error {
	var e *crm.Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// slice is a page of a list that is there as a whole; the cursor is where it
// goes on.
func slice[From, To any](list []From, p Paging, to func(From) To) (*Listed[To], error) {
	from, err := offsetIn(p.Cursor)
	if err != nil {
		return nil, err
	}
	next := ""
	from = min(from, len(list))
	until := min(from+p.Limit, len(list))
	if until < len(list) {
		next = offsetText(until)
	}
	return listed(list[from:until], next, to), nil
}

// offsetIn reads what offsetText wrote; "" is the beginning.
func offsetIn(cursor string) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	at, err := strconv.Atoi(cursor)
	if err != nil || at < 0 {
		return 0, crm.Fail(crm.CodeInvalid, "error.bad_cursor")
	}
	return at, nil
}

func offsetText(at int) string { return strconv.Itoa(at) }
