package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strconv"

	"stepwise/backend/crm"
)

// Guard runs an operation and keeps what every transport needs: a panic comes
// out as an error (in the window it would leave the caller waiting for ever),
// every error is a *crm.Error, and the answer can be written as JSON, with
// empty lists instead of null.
func Guard[Out any](s *Session, method string, op func() (Out, error)) (out Out, err error) {
	var none Out
	defer func() {
		if r := recover(); r != nil {
			out, err = none, s.internal(method, fmt.Errorf("panic: %v", r), debug.Stack())
		}
	}()
	out, err = op()
	if err != nil {
		return none, s.settle(method, err)
	}
	if err := tidy(&out); err != nil {
		return none, s.internal(method, err, nil)
	}
	return out, nil
}

// settle turns what an operation returned into what a person may see.
func (s *Session) settle(method string, err error) error {
	var ours *crm.Error
	switch {
	case errors.As(err, &ours) && ours.Code != crm.CodeInternal:
		return ours
	case errors.As(err, &ours) && ours.Ref != "":
		return ours
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &crm.Error{Code: crm.CodeUnavailable, Key: "error.cancelled", Cause: err}
	default:
		return s.internal(method, err, nil)
	}
}

// internal logs what is our fault and hides it behind a reference.
func (s *Session) internal(method string, err error, stack []byte) error {
	ref := strconv.FormatInt(int64(s.svc.deps.Started)/1000, 32) + "-" + strconv.FormatUint(s.svc.refs.Add(1), 32)
	attrs := []any{slog.String("operation", method), slog.String("ref", ref), slog.Any("error", err)}
	if stack != nil {
		attrs = append(attrs, slog.String("stack", string(stack)))
	}
	s.svc.deps.Log.ErrorContext(s.ctx, "operation failed", attrs...)
	return &crm.Error{Code: crm.CodeInternal, Key: "error.internal", Args: crm.Args{"ref": ref}, Ref: ref, Cause: err}
}
