//go:build unix && !darwin

package desktop

import "path/filepath"

func placeOf(getenv func(string) string) place {
	config := getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(config) { // the rules say to pass over a relative one
		home := getenv("HOME")
		if home == "" {
			return nil
		}
		config = filepath.Join(home, ".config")
	}
	return autostart(config)
}
