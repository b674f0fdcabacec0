package desktop

import (
	"os"

	"stepwise/backend/crm"
)

// Hidden is the flag with which the program starts at login: into the tray
// where there is one, else minimised.
const Hidden = "--hidden"

// Login starts the program when the person logs in to the computer, or not.
// What the system has is the truth: nothing is remembered beside it.
type Login struct {
	program string
	args    []string
	place   place
}

// NewLogin is the Login of this program with this data folder; "" is the usual
// one. Where the system has no place for such a thing, On and Set are
// unavailable, "desktop.no_login".
func NewLogin(data string, getenv func(string) string) *Login {
	program, err := os.Executable()
	if err != nil {
		return &Login{}
	}
	if image := getenv("APPIMAGE"); image != "" { // the program in an image is gone with its mount
		program = image
	}
	args := []string{Hidden}
	if data != "" {
		args = append(args, "--data", data)
	}
	return &Login{program: program, args: args, place: placeOf(getenv)}
}

// place is where a system keeps what starts at login.
type place interface {
	// on says whether this program starts at login.
	on(program string) (bool, error)
	set(program string, args []string) error
	unset() error
}

// On says whether the program starts at login.
func (l *Login) On() (bool, error) {
	if l.place == nil {
		return false, noLogin(nil)
	}
	on, err := l.place.on(l.program)
	if err != nil {
		return false, noLogin(err)
	}
	return on, nil
}

// Set lets it start at login, or no more.
func (l *Login) Set(on bool) error {
	if l.place == nil {
		return noLogin(nil)
	}
	var err error
	if on {
		err = l.place.set(l.program, l.args)
	} else {
		err = l.place.unset()
	}
	if err != nil {
		return noLogin(err)
	}
	return nil
}

func noLogin(cause error) error {
	reason := ""
	if cause != nil {
		reason = cause.Error()
	}
	e := crm.Fail(crm.CodeUnavailable, "desktop.no_login", "reason", reason)
	e.Cause = cause
	return e
}
