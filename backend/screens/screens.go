// Package screens hands out the files of the built SPA. The build packs what
// packs well with gzip ("assets/index.js" lies there as "assets/index.js.gz"),
// so that the program stays small: a browser gets those as they are, the window
// unpacked.
//
// It must not know who asks, nor what a file is for.
package screens

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

const packed = ".gz"

// Unpacked is files with every packed one also under its own name. A name that
// is neither is fs.ErrNotExist, as ever.
func Unpacked(files fs.FS) fs.FS { return unpacked{files} }

type unpacked struct{ files fs.FS }

func (u unpacked) Open(name string) (fs.File, error) {
	f, err := u.files.Open(name)
	if !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	content, err := unpack(u.files, name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	info, err := fs.Stat(u.files, name+packed)
	if err != nil {
		return nil, err
	}
	return &file{Reader: bytes.NewReader(content), info: fileInfo{info, path.Base(name), int64(len(content))}}, nil
}

// unpack is the content of a file that is there only packed.
func unpack(files fs.FS, name string) ([]byte, error) {
	content, err := fs.ReadFile(files, name+packed)
	if err != nil {
		return nil, fs.ErrNotExist
	}
	r, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", name, err)
	}
	if content, err = io.ReadAll(r); err != nil {
		return nil, fmt.Errorf("unpack %s: %w", name, err)
	}
	return content, nil
}

// Serve answers a GET or HEAD for the file of that name; false, and nothing
// written, where there is none.
func Serve(w http.ResponseWriter, r *http.Request, files fs.FS, name string) bool {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		w.Header().Set("Vary", "Accept-Encoding")
		if takesGzip(r) {
			if content, err = fs.ReadFile(files, name+packed); err == nil {
				w.Header().Set("Content-Encoding", "gzip")
			}
		} else {
			content, err = unpack(files, name)
		}
	}
	if err != nil {
		w.Header().Del("Vary")
		return false
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if kind == "" {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(content) // the browser may have gone
	}
	return true
}

// takesGzip says whether a browser unpacks by itself; one that says "gzip;q=0"
// does not.
func takesGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		coding, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(coding, "gzip") {
			value, _ := strings.CutPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
			return weight == "" || strings.Trim(value, "0.") != ""
		}
	}
	return false
}
