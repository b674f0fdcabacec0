package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"strings"
)

// comments are the parsed files of packages, by import path.
type comments map[string][]*ast.File

func (c comments) files(pkg string) ([]*ast.File, error) {
	if files, known := c[pkg]; known {
		return files, nil
	}
	dir := strings.TrimPrefix(pkg, "stepwise/")
	parsed, err := parser.ParseDir(token.NewFileSet(), dir, func(f fs.FileInfo) bool { //nolint:staticcheck // build tags don't matter here
		return !strings.HasSuffix(f.Name(), "_test.go")
	}, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, p := range parsed {
		for _, file := range p.Files {
			c[pkg] = append(c[pkg], file)
		}
	}
	return c[pkg], nil
}

// method is what the comment of a method of Session says.
func (c comments) method(pkg, name string) (string, error) {
	files, err := c.files(pkg)
	if err != nil {
		return "", err
	}
	for _, file := range files {
		for _, declaration := range file.Decls {
			if f, ok := declaration.(*ast.FuncDecl); ok && f.Recv != nil && f.Name.Name == name && f.Doc != nil {
				return paragraph(strings.TrimPrefix(f.Doc.Text(), name+" ")), nil
			}
		}
	}
	return "", fmt.Errorf("the operation %s has no comment", name)
}

// structure is what the comments of a struct and of its fields say.
func (c comments) structure(pkg, name string) (string, map[string]string, error) {
	files, err := c.files(pkg)
	if err != nil {
		return "", nil, err
	}
	for _, file := range files {
		for _, declaration := range file.Decls {
			group, ok := declaration.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range group.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok && t.Name.Name == name {
					said, fields := describe(group, t)
					return said, fields, nil
				}
			}
		}
	}
	return "", nil, fmt.Errorf("the type %s.%s has no source", pkg, name)
}

func describe(group *ast.GenDecl, t *ast.TypeSpec) (string, map[string]string) {
	doc := t.Doc
	if doc == nil {
		doc = group.Doc
	}
	fields := map[string]string{}
	if s, ok := t.Type.(*ast.StructType); ok {
		for _, field := range s.Fields.List {
			text := field.Comment.Text()
			if text == "" {
				text = field.Doc.Text()
			}
			for _, name := range field.Names {
				fields[name.Name] = strings.Join(strings.Fields(text), " ")
			}
		}
	}
	return paragraph(doc.Text()), fields
}

// paragraph is a comment as one line with a capital.
func paragraph(text string) string {
	line := strings.Join(strings.Fields(text), " ")
	if line == "" {
		return ""
	}
	return strings.ToUpper(line[:1]) + line[1:]
}
