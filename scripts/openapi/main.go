// Openapi writes docs/openapi.json from the routes of room rest. Run it by
// `make gen`.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"stepwise/backend/rest"
)

func main() {
	if err := os.WriteFile(filepath.Join("docs", "openapi.json"), rest.Document(), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
