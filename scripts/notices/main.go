// Notices writes NOTICES.md: what is linked into the programs or bundled into
// the screens, with its licence. It reads the modules' own licence files, so it
// needs them downloaded (any build does that) and frontend/node_modules. Run it
// by `make notices` after a dependency changed.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const intro = `# Notices

What Stepwise ships besides its own code (see LICENSE), with the licences under which it does so. Written by ` + "`make notices`" + ` from the licence files of the modules themselves.

Not in the tables: the Go standard library and run time (BSD-3-Clause, the Go Authors); SQLite, which is part of mattn/go-sqlite3 and in the public domain; the phone number data in nyaruka/phonenumbers, which come from Google's libphonenumber (Apache-2.0). GTK and WebKitGTK (LGPL) are the system's own and not shipped.
`

// part is one module or package that is shipped.
type part struct {
	name, version, licence, dir string
}

// fonts are what backend/document/pdf embeds.
var fonts = []part{
	{name: "Noto Sans", version: "2.015", licence: "OFL-1.1", dir: "backend/document/pdf/font/noto"},
	{name: "DejaVu Sans", version: "2.37", licence: "Bitstream Vera", dir: "backend/document/pdf/font/dejavu"},
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	modules, err := goModules("desktop,production,webkit2_41,sqlite_fts5")
	if err != nil {
		return err
	}
	packages, err := npmPackages("frontend")
	if err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString(intro)
	texts := newTexts()
	for _, list := range []struct {
		title string
		parts []part
	}{{"In the program (Go modules)", modules}, {"In PDFs (fonts, cut down)", fonts}, {"In the screens (npm packages)", packages}} {
		fmt.Fprintf(&b, "\n## %s\n\n| what | version | licence |\n| --- | --- | --- |\n", list.title)
		for _, p := range list.parts {
			found, err := texts.add(p)
			if err != nil {
				return err
			}
			if p.licence == "" {
				p.licence = found
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", p.name, p.version, p.licence)
		}
	}
	texts.write(&b)
	return os.WriteFile("NOTICES.md", []byte(b.String()), 0o644)
}

// goModules are the modules whose packages the program is linked from.
func goModules(tags string) ([]part, error) {
	out, err := exec.CommandContext(context.Background(), "go", "list", "-tags", tags, "-deps", "-f",
		"{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}", ".").Output()
	if err != nil {
		return nil, fmt.Errorf("list the modules: %w", err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(lines)
	var parts []part
	for _, line := range slices.Compact(lines) {
		if f := strings.Fields(line); len(f) == 3 {
			parts = append(parts, part{name: f[0], version: f[1], dir: f[2]})
		}
	}
	return parts, nil
}

// npmPackages are what the screens need at run time; what only builds or
// describes types of other packages is not bundled, but listing it does no harm.
func npmPackages(dir string) ([]part, error) {
	text, err := os.ReadFile(filepath.Join(dir, "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct {
			Version, License           string
			Dev, DevOptional, Optional bool
		}
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		return nil, err
	}
	var parts []part
	for place, p := range lock.Packages {
		if place == "" || p.Dev || p.DevOptional || p.Optional {
			continue
		}
		const folder = "node_modules/"
		name := place[strings.LastIndex(place, folder)+len(folder):]
		parts = append(parts, part{name: name, version: p.Version, licence: p.License, dir: filepath.Join(dir, place)})
	}
	slices.SortFunc(parts, func(a, b part) int { return strings.Compare(a.name, b.name) })
	return parts, nil
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|unlicense|notice)([-.].*)?$`)

// licenceTexts are the licence files in a folder, in the order of their names.
func licenceTexts(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, entry := range entries {
		if entry.IsDir() || !licenceFile.MatchString(entry.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			return nil, err
		}
		texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
	}
	return texts, nil
}
