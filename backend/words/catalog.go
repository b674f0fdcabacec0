package words

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"stepwise/frontend/src/locales"
)

// catalog is one language. A file is read when the first of its words is asked
// for: a program that starts says three of four thousand. The files are part of
// the program, so one that can't be read is a fault of the build and not of a
// user.
type catalog struct {
	lang  string
	files sync.Map // its name → its words
}

var catalogs = func() map[string]*catalog {
	all := map[string]*catalog{}
	for _, lang := range Languages() {
		all[lang] = &catalog{lang: lang}
	}
	return all
}()

// text are the words of a whole key.
func (c *catalog) text(key string) (string, bool) {
	file, rest, _ := strings.Cut(key, ".")
	known, ok := c.files.Load(file)
	if !ok {
		entries, err := load(locales.Files, c.lang+"/"+file+".json")
		if err != nil {
			panic(err)
		}
		if entries == nil {
			return "", false // keys may come from outside: nothing is kept of them
		}
		known, _ = c.files.LoadOrStore(file, entries)
	}
	text, ok := known.(map[string]string)[rest]
	return text, ok
}

// load reads one file; nil where there is none.
func load(files fs.FS, name string) (entries map[string]string, err error) {
	text, err := fs.ReadFile(files, name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return nil, nil //nolint:nilnil // no file, no words
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &entries); err != nil {
		return nil, fmt.Errorf("read words %s: %w", name, err)
	}
	return entries, nil
}
