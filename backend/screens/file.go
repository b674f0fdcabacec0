package screens

import (
	"bytes"
	"io/fs"
)

// file is an unpacked file; it can seek, as http.FileServer wants.
type file struct {
	*bytes.Reader
	info fileInfo
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *file) Close() error               { return nil }

type fileInfo struct {
	fs.FileInfo // of the packed one
	name        string
	size        int64
}

func (i fileInfo) Name() string { return i.name }
func (i fileInfo) Size() int64  { return i.size }
