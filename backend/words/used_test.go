package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Every key that the backend says must have words. The sources are read: what
// is given to crm.Say, crm.Fail, crm.NotFound and Problems.Add, and the Key of a
// crm.Phrase, crm.Error or crm.Problem. Of a key that is put together, the part
// that is written out must begin some key.
func TestEveryKeyThatTheBackendSaysHasWords(t *testing.T) {
	t.Parallel()
	known := dictionaryOf(t, "en")
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && entry.Name() == "testdata" {
			return err
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			for _, key := range keysOf(n) {
				if !key.has(known) {
					t.Errorf("%s: no words for the key %q", files.Position(n.Pos()), key.text)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// said is a key, or the beginning of one.
type said struct {
	text string
	part bool
}

func (s said) has(known dictionary) bool {
	if !s.part {
		return known[s.text] != nil
	}
	for key := range known {
		if strings.HasPrefix(key, s.text) {
			return true
		}
	}
	return false
}

// keyArgument is which argument of a function is a key.
var keyArgument = map[string]int{"Say": 0, "Fail": 1, "Add": 1}

var looksLikeKey = regexp.MustCompile(`^[a-z][a-z0-9]*\.[a-z0-9_.]*$`)

func keysOf(n ast.Node) []said {
	switch n := n.(type) {
	case *ast.CallExpr:
		name := called(n.Fun)
		if name == "NotFound" && len(n.Args) == 1 {
			if noun, ok := literal(n.Args[0]); ok {
				return []said{{text: "error.not_found." + noun.text}}
			}
		}
		if i, ok := keyArgument[name]; ok && i < len(n.Args) {
			return keep(n.Args[i])
		}
	case *ast.CompositeLit:
		if name := called(n.Type); name == "Phrase" || name == "Error" || name == "Problem" {
			return keyField(n)
		}
	}
	return nil
}

func keyField(lit *ast.CompositeLit) []said {
	for _, element := range lit.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if name, ok := pair.Key.(*ast.Ident); ok && name.Name == "Key" {
			return keep(pair.Value)
		}
	}
	return nil
}

func keep(e ast.Expr) []said {
	key, ok := literal(e)
	if !ok || !looksLikeKey.MatchString(key.text) {
		return nil
	}
	return []said{key}
}

// called is the last name of what is called or made: "Say" of crm.Say.
func called(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// literal is a written text, or the written beginning of a joined one.
func literal(e ast.Expr) (said, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return said{text: text}, err == nil
	case *ast.BinaryExpr:
		first, ok := literal(e.X)
		return said{text: first.text, part: true}, ok && e.Op == token.ADD
	}
	return said{}, false
}
