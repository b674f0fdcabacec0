package desktop

import (
	"errors"
	"strings"
	"syscall"

	"golang.org/x/sys/windows/registry"
)

const (
	runKey      = `Software\Microsoft\Windows\CurrentVersion\Run`
	approvedKey = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
	runName     = "Stepwise"
)

func placeOf(func(string) string) place { return run{} }

// run is the place of Windows: a value of the person's own Run key. The task
// manager switches it off in a key beside it.
type run struct{}

func (run) on(program string) (bool, error) {
	k, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.QUERY_VALUE)
	if err != nil {
		return false, ignoreMissing(err)
	}
	defer k.Close() //nolint:errcheck // only read from
	command, _, err := k.GetStringValue(runName)
	if err != nil {
		return false, ignoreMissing(err)
	}
	return strings.HasPrefix(strings.ToLower(command), strings.ToLower(syscall.EscapeArg(program))) && !switchedOff(), nil
}

// switchedOff says whether the task manager has it off: the first byte is odd.
func switchedOff() bool {
	k, err := registry.OpenKey(registry.CURRENT_USER, approvedKey, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer k.Close() //nolint:errcheck // only read from
	state, _, err := k.GetBinaryValue(runName)
	return err == nil && len(state) > 0 && state[0]&1 == 1
}

func (run) set(program string, args []string) error {
	words := []string{syscall.EscapeArg(program)}
	for _, a := range args {
		words = append(words, syscall.EscapeArg(a))
	}
	k, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return err
	}
	if err := k.SetStringValue(runName, strings.Join(words, " ")); err != nil {
		return errors.Join(err, k.Close())
	}
	return errors.Join(k.Close(), drop(approvedKey))
}

func (run) unset() error { return errors.Join(drop(runKey), drop(approvedKey)) }

func drop(key string) error {
	k, err := registry.OpenKey(registry.CURRENT_USER, key, registry.SET_VALUE)
	if err != nil {
		return ignoreMissing(err)
	}
	return errors.Join(ignoreMissing(k.DeleteValue(runName)), k.Close())
}

func ignoreMissing(err error) error {
	if errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	return err
}
