package cli

import (
	"encoding/json"
	"fmt"
	"runtime"

	"stepwise/backend/config"
)

type versionCommand struct {
	documented
	JSON bool `name:"json" help:"Print JSON."`
}

// Run opens nothing.
func (c versionCommand) Run(j *job) error {
	platform := runtime.GOOS + "/" + runtime.GOARCH
	if c.JSON {
		return json.NewEncoder(j.Stdout).Encode(map[string]any{
			"version": config.Version(), "go": runtime.Version(), "platform": platform, "window": j.Window != nil,
		})
	}
	_, err := fmt.Fprintf(j.Stdout, "stepwise %s (%s, %s)\n", config.Version(), runtime.Version(), platform)
	return err
}
