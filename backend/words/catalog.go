package words

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"stepwise/frontend/src/locales"
)

// catalog is language → whole key → text. The files are part of the program,
// so one that can't be read is a fault of the build and not of a user.
var catalog = sync.OnceValue(func() map[string]map[string]string {
	all, err := load(locales.Files, Languages())
	if err != nil {
		panic(err)
	}
	return all
})

func load(files fs.FS, languages []string) (map[string]map[string]string, error) {
	all := map[string]map[string]string{}
	for _, lang := range languages {
		names, err := fs.Glob(files, lang+"/*.json")
		if err != nil {
			return nil, err
		}
		all[lang] = map[string]string{}
		for _, name := range names {
			text, err := fs.ReadFile(files, name)
			if err != nil {
				return nil, err
			}
			var entries map[string]string
			if err := json.Unmarshal(text, &entries); err != nil {
				return nil, fmt.Errorf("read words %s: %w", name, err)
			}
			for key, value := range entries {
				all[lang][strings.TrimSuffix(path.Base(name), ".json")+"."+key] = value
			}
		}
	}
	return all, nil
}
