//go:build bindings

package main

import (
	"fmt"
	"os"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
)

// main of the program that Wails builds and runs to write the TypeScript
// bindings: it opens nothing and shows nothing.
func main() {
	if err := wails.Run(&options.App{Bind: []any{&App{}}, ErrorFormatter: errorText}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
