package crm

import (
	"errors"
	"fmt"
	"strings"
)

// Code is the kind of an Error, what a caller can react to.
type Code string

// The codes.
const (
	CodeInvalid     Code = "invalid"     // the input is wrong; Problems say where and how to mend it
	CodeNotFound    Code = "not_found"   // no such thing (any more)
	CodeConflict    Code = "conflict"    // the state doesn't allow it, or somebody else was first
	CodeForbidden   Code = "forbidden"   // this user may not
	CodeUnavailable Code = "unavailable" // something outside (disk, server, lock) is in the way; later may work
	CodeInternal    Code = "internal"    // our fault; Ref finds it in the log
)

// Problem is one thing wrong with an input: where (a path such as
// "steps[2].timing.delay"), and what to do about it, as a phrase.
type Problem struct {
	Path string `json:"path"`
	Key  string `json:"key"`
	Args Args   `json:"args,omitempty" ts_type:"Record<string, unknown>"`
}

// Error is the only error that reaches a person. Key and Args are a Phrase.
type Error struct {
	Code     Code      `json:"code"`
	Key      string    `json:"key"`
	Args     Args      `json:"args,omitempty" ts_type:"Record<string, unknown>"`
	Ref      string    `json:"ref,omitempty"`
	Problems []Problem `json:"problems,omitempty"`
	Cause    error     `json:"-"`
}

func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", e.Code, e.Key)
	if len(e.Args) > 0 {
		fmt.Fprintf(&b, " %v", map[string]any(e.Args))
	}
	for _, p := range e.Problems {
		fmt.Fprintf(&b, "; %s: %s", p.Path, p.Key)
	}
	if e.Cause != nil {
		fmt.Fprintf(&b, ": %v", e.Cause)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Cause }

// Fail makes an Error; pairs are as in Say.
func Fail(code Code, key string, pairs ...any) *Error {
	return &Error{Code: code, Key: key, Args: Say(key, pairs...).Args}
}

// NotFound says that a noun is not there (any more).
func NotFound(noun string) *Error { return Fail(CodeNotFound, "error.not_found."+noun) }

// CodeOf is the code of an error, CodeInternal for one that isn't ours.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// Problems collects everything wrong with an input, so that all of it can be
// said at once.
type Problems []Problem

// Add notes a problem; pairs are as in Say.
func (p *Problems) Add(path, key string, pairs ...any) {
	*p = append(*p, Problem{Path: path, Key: key, Args: Say(key, pairs...).Args})
}

// AddPhrase notes a problem that is a phrase already.
func (p *Problems) AddPhrase(path string, say Phrase) {
	*p = append(*p, Problem{Path: path, Key: say.Key, Args: say.Args})
}

// AddBelow notes the problems of a part of the input, which stands at path.
func (p *Problems) AddBelow(path string, list Problems) {
	for _, below := range list {
		at := path
		if below.Path != "" {
			at += "." + below.Path
		}
		*p = append(*p, Problem{Path: at, Key: below.Key, Args: below.Args})
	}
}

// Err is nil where nothing is wrong, else one invalid Error with all problems.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return &Error{Code: CodeInvalid, Key: "error.invalid", Problems: p}
}
