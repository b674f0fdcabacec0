package walls

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

const root = "../.."

// source is one parsed Go file; its path is relative to the repository.
type source struct {
	path    string
	test    bool
	made    bool // by a generator
	lines   int
	file    *ast.File
	imports []string
}

var sources = sync.OnceValues(func() ([]source, error) {
	var all []source
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains([]string{"node_modules", "testdata", "dist", ".git"}, entry.Name()) {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		one, err := read(name)
		all = append(all, one)
		return err
	})
	return all, err
})

func read(name string) (source, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return source{}, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return source{}, err
	}
	relative, err := filepath.Rel(root, name)
	if err != nil {
		return source{}, err
	}
	one := source{
		path: filepath.ToSlash(relative), test: strings.HasSuffix(name, "_test.go"), made: ast.IsGenerated(file),
		lines: bytes.Count(text, []byte("\n")), file: file,
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return source{}, err
		}
		one.imports = append(one.imports, imported)
	}
	return one, nil
}

func eachSource(t *testing.T, do func(source)) {
	t.Helper()
	all, err := sources()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		do(s)
	}
}

func (s source) room() string {
	dir := filepath.ToSlash(filepath.Dir(s.path))
	if dir == "." {
		return ""
	}
	return dir
}

func TestImportsPointOneWay(t *testing.T) {
	t.Parallel()
	eachSource(t, func(s source) {
		if s.test || inAny(s.path, testRooms) {
			return
		}
		here, known := rooms[s.room()]
		if !known {
			t.Errorf("%s: the room %q is not in the table", s.path, s.room())
			return
		}
		for _, imported := range s.imports {
			if !here.mayImport(imported) {
				t.Errorf("%s: %q must not know %s", s.path, s.room(), imported)
			}
		}
	})
}

// mayImport says whether an import is the standard library or in the table.
func (r room) mayImport(imported string) bool {
	if imported == "stepwise" || strings.HasPrefix(imported, "stepwise/") {
		return slices.ContainsFunc(r.ours, func(name string) bool { return imported == whole(name) })
	}
	if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
		return true
	}
	return slices.ContainsFunc(r.others, func(module string) bool { return imported == module || strings.HasPrefix(imported, module+"/") })
}

// whole is a name of the table as an import: "crm" is stepwise/backend/crm, ""
// is stepwise/backend, "/x" is stepwise/x.
func whole(name string) string {
	switch {
	case name == "":
		return "stepwise/backend"
	case name[0] == '/':
		return "stepwise" + name
	default:
		return "stepwise/backend/" + name
	}
}

func inAny(file string, folders []string) bool {
	return slices.ContainsFunc(folders, func(f string) bool {
		return file == f || strings.HasPrefix(file, strings.TrimSuffix(f, "/")+"/")
	})
}

func TestAThirdPartyLibraryIsKnownToOneRoom(t *testing.T) {
	t.Parallel()
	owner := map[string]string{}
	for name, r := range rooms {
		for _, module := range r.others {
			if strings.HasPrefix(module, "golang.org/x/") { // the long arm of the standard library
				continue
			}
			if other, taken := owner[module]; taken {
				t.Errorf("both %s and %s know %s", name, other, module)
			}
			owner[module] = name
		}
	}
}

func TestNobodyElseReadsTheClockOrTakesChances(t *testing.T) {
	t.Parallel()
	eachSource(t, func(s source) {
		if slices.Contains(s.imports, "math/rand") || slices.Contains(s.imports, "math/rand/v2") {
			t.Errorf("%s: math/rand is not for use: hash what is at hand", s.path)
		}
		if slices.Contains(s.imports, "crypto/rand") && !s.test && !inAny(s.path, chanceTakers) {
			t.Errorf("%s: crypto/rand is for tokens and nonces", s.path)
		}
		if inAny(s.path, clockReaders) {
			return
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if name := clockCall(n); name != "" {
				t.Errorf("%s: time.%s: take the moment from the transaction or as a parameter", s.path, name)
			}
			return true
		})
	})
}

// clockCall names the function of package time that reads the clock or waits.
func clockCall(n ast.Node) string {
	selector, ok := n.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if from, ok := selector.X.(*ast.Ident); !ok || from.Name != "time" {
		return ""
	}
	if slices.Contains([]string{"Now", "Sleep", "Since", "Until", "After", "Tick"}, selector.Sel.Name) {
		return selector.Sel.Name
	}
	return ""
}

// An embedded clock: SQL has one too.
func TestSQLDoesNotReadTheClock(t *testing.T) {
	t.Parallel()
	forbidden := []string{"CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "DATETIME('NOW", "STRFTIME('%S','NOW", "UNIXEPOCH(", "JULIANDAY(", "RANDOM()"}
	err := filepath.WalkDir(filepath.Join(root, "backend"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.Contains(name, "walls") {
			return err
		}
		if ext := filepath.Ext(name); ext != ".sql" && ext != ".go" {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, word := range forbidden {
			if bytes.Contains(bytes.ToUpper(text), []byte(word)) {
				t.Errorf("%s: %s", name, word)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

const (
	maxGoLines        = 400
	maxComponentLines = 150
)

func TestFilesStayShort(t *testing.T) {
	t.Parallel()
	eachSource(t, func(s source) {
		if s.lines > maxGoLines && !s.made {
			t.Errorf("%s has %d lines, more than %d", s.path, s.lines, maxGoLines)
		}
	})
	err := filepath.WalkDir(filepath.Join(root, "frontend", "src"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".tsx" || strings.HasSuffix(name, ".test.tsx") {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if lines := bytes.Count(text, []byte("\n")); lines > maxComponentLines && !bytes.Contains(text, []byte("// Longer than 150 lines because ")) {
			t.Errorf("%s has %d lines, more than %d, and gives no reason", name, lines, maxComponentLines)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Features of the SPA never import each other; only app knows them all.
func TestFeaturesKnowNothingOfEachOther(t *testing.T) {
	t.Parallel()
	base := filepath.Join(root, "frontend", "src")
	err := filepath.WalkDir(base, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !slices.Contains([]string{".ts", ".tsx"}, filepath.Ext(name)) {
			return err
		}
		relative, err := filepath.Rel(base, name)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, target := range featuresIn(filepath.ToSlash(relative), string(text)) {
			if reason := featureWall(filepath.ToSlash(relative), target); reason != "" {
				t.Errorf("%s: %s", relative, reason)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

var importPath = regexp.MustCompile(`(?:from|import)\s*\(?\s*['"]([^'"]+)['"]`)

// featuresIn are the features that a file imports from: "cards" of
// '@/features/cards/api', and of '../../cards/api' in another feature.
func featuresIn(file, text string) []string {
	var found []string
	for _, match := range importPath.FindAllStringSubmatch(text, -1) {
		target := match[1]
		if strings.HasPrefix(target, ".") {
			target = "@/" + path.Join(path.Dir(file), target)
		}
		if rest, ok := strings.CutPrefix(target, "@/features/"); ok {
			name, _, _ := strings.Cut(rest, "/")
			found = append(found, name)
		}
	}
	return found
}

func featureWall(file, target string) string {
	parts := strings.Split(file, "/")
	switch {
	case parts[0] == "app":
		return ""
	case parts[0] == "features" && len(parts) > 1 && parts[1] == target:
		return ""
	default:
		return "only app and the feature itself may know features/" + target
	}
}
