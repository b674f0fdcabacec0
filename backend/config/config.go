// Package config is what a person can decide before Stepwise starts: flags and
// the environment in, one checked Config out. It opens nothing.
package config

import (
	"os"
	"path/filepath"
	"strings"

	"stepwise/backend/crm"
)

// Config is what the composition needs to open a workspace.
type Config struct {
	Data    string // the data folder, an absolute path
	Machine string // where this machine keeps what it alone knows; "": nowhere
	Reserve int64  // bytes of the disk below which nothing runs by itself; 0: the usual
	Beside  bool   // after a clean stop the database is looked at while the first page is served
	Keyring bool   // the key to the secrets belongs into the system's keyring, where there is one
}

// DefaultAddr is where serve listens when nothing else is said.
const DefaultAddr = "127.0.0.1:8080"

// version is set by the linker in releases.
var version = "0.1.0-dev"

// Version is the version of this build, "1.2.0".
func Version() string { return version }

// New checks what was given: the folder from the flag, else from the
// environment variable STEPWISE_DATA, else the user's configuration folder.
// Where none of these is known: invalid, "config.no_data_folder".
func New(data string, getenv func(string) string) (Config, error) {
	if data == "" {
		data = getenv("STEPWISE_DATA")
	}
	if data == "" {
		home, err := os.UserConfigDir()
		if err != nil {
			return Config{}, crm.Fail(crm.CodeInvalid, "config.no_data_folder")
		}
		data = filepath.Join(home, "stepwise")
	}
	path, err := filepath.Abs(data)
	if err != nil {
		return Config{}, crm.Fail(crm.CodeInvalid, "config.no_data_folder")
	}
	return Config{Data: path, Machine: machine(getenv)}, nil
}

// machine is the folder for what belongs to this machine and not to the data:
// STEPWISE_MACHINE, "off" for none, else stepwise in the user's configuration
// folder, as far as the environment names one.
func machine(getenv func(string) string) string {
	switch own := getenv("STEPWISE_MACHINE"); own {
	case "off":
		return ""
	case "":
	default:
		return own
	}
	for _, place := range []struct{ name, under string }{
		{"XDG_CONFIG_HOME", ""}, {"AppData", ""}, {"HOME", ".config"},
	} {
		if root := getenv(place.name); filepath.IsAbs(root) {
			return filepath.Join(root, place.under, "stepwise")
		}
	}
	return ""
}

// Language is the language to talk to the terminal in, "en", "ro" or "hu", from
// LC_ALL, LC_MESSAGES or LANG, in this order; English for every other one.
func Language(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			code, _, _ := strings.Cut(strings.ToLower(value), "_")
			code, _, _ = strings.Cut(code, ".")
			if code == "ro" || code == "hu" {
				return code
			}
			return "en"
		}
	}
	return "en"
}

// HasDisplay says whether a window could be shown here.
func HasDisplay(goos string, getenv func(string) string) bool {
	if goos == "windows" || goos == "darwin" {
		return true
	}
	return getenv("DISPLAY") != "" || getenv("WAYLAND_DISPLAY") != ""
}
