package desktop

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// file is a place that is one file in a folder of the person's own.
type file struct {
	path  string
	write func(program string, args []string) string // its text
	// starts says whether a text, perhaps changed by the system or by hand,
	// starts the program.
	starts func(text, program string) bool
}

func (f file) on(program string) (bool, error) {
	text, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && f.starts(string(text), program), err
}

func (f file) set(program string, args []string) error {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return err
	}
	part := f.path + ".part"
	if err := os.WriteFile(part, []byte(f.write(program, args)), 0o600); err != nil {
		return err
	}
	return os.Rename(part, f.path)
}

func (f file) unset() error {
	if err := os.Remove(f.path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// autostart is the place of desktops that follow the XDG autostart rules.
func autostart(config string) file {
	return file{path: filepath.Join(config, "autostart", "stepwise.desktop"), write: entry, starts: entryStarts}
}

func entry(program string, args []string) string {
	words := []string{execWord(program)}
	for _, a := range args {
		words = append(words, execWord(a))
	}
	return `[Desktop Entry]
Type=Application
Name=Stepwise
Comment=Follow up your clients by email, SMS and tasks
Comment[ro]=Urmăriți clienții prin email, SMS și sarcini
Comment[hu]=Ügyfelek nyomon követése e-mailben, SMS-ben és feladatokkal
Icon=stepwise
Exec=` + strings.Join(words, " ") + `
Terminal=false
X-GNOME-Autostart-enabled=true
`
}

// execWord is one argument of an Exec line: quoted, and then with the escapes
// of a string value of a desktop entry.
func execWord(s string) string {
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "`", "\\`", `$`, `\$`).Replace(s)
	return `"` + strings.ReplaceAll(strings.ReplaceAll(quoted, `\`, `\\`), "%", "%%") + `"`
}

func entryStarts(text, program string) bool {
	starts := false
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch value = strings.TrimSpace(value); strings.TrimSpace(key) {
		case "Hidden": // how some desktops switch it off
			if value == "true" {
				return false
			}
		case "X-GNOME-Autostart-enabled":
			if value == "false" {
				return false
			}
		case "Exec":
			starts = strings.HasPrefix(value, execWord(program))
		}
	}
	return starts
}

// agent is the place of macOS.
func agent(home string) file {
	return file{
		path: filepath.Join(home, "Library", "LaunchAgents", "app.stepwise.plist"), write: plist,
		starts: func(text, program string) bool { return strings.Contains(text, plistString(program)) },
	}
}

func plist(program string, args []string) string {
	var b strings.Builder
	for _, a := range append([]string{program}, args...) {
		b.WriteString("    " + plistString(a) + "\n")
	}
	return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>app.stepwise</string>
  <key>ProgramArguments</key>
  <array>
` + b.String() + `  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>ProcessType</key>
  <string>Interactive</string>
</dict>
</plist>
`
}

func plistString(s string) string {
	return "<string>" + strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s) + "</string>"
}
