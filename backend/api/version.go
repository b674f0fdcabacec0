package api

import "runtime"

// VersionInfo says which build answers.
type VersionInfo struct {
	Version  string `json:"version"`  // "1.2.0"
	Go       string `json:"go"`       // the toolchain that built it, "go1.26.8"
	Platform string `json:"platform"` // "linux/amd64"
}

// Version says which build answers.
func (s *Session) Version() (VersionInfo, error) {
	return VersionInfo{
		Version:  s.svc.deps.Version,
		Go:       runtime.Version(),
		Platform: runtime.GOOS + "/" + runtime.GOARCH,
	}, nil
}
