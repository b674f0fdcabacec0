package screens_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"stepwise/backend/screens"
)

const script = "console.log('ș')"

func built(t *testing.T) fstest.MapFS {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, script); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{
		"index.html":         {Data: []byte("<html>")},
		"assets/index.js.gz": {Data: b.Bytes()},
		"assets/torn.js.gz":  {Data: b.Bytes()[:9]},
		"assets/inter.woff2": {Data: []byte("font")},
	}
}

func TestAPackedFileOpensUnderItsOwnName(t *testing.T) {
	t.Parallel()
	files := screens.Unpacked(built(t))
	for name, want := range map[string]string{"index.html": "<html>", "assets/index.js": script, "assets/inter.woff2": "font"} {
		got, err := fs.ReadFile(files, name)
		if err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if info, err := fs.Stat(files, name); err != nil || info.Size() != int64(len(want)) {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if _, err := files.Open("assets/none.js"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("want not exist, got %v", err)
	}
	if _, err := files.Open("assets/torn.js"); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a torn file says so, got %v", err)
	}
}

func TestABrowserGetsItPackedWhereItCanUnpack(t *testing.T) {
	t.Parallel()
	files := built(t)
	tests := map[string]struct {
		name, accepts, encoding, kind string
	}{
		"packed":           {"assets/index.js", "gzip, deflate, br", "gzip", "text/javascript; charset=utf-8"},
		"asks for nothing": {"assets/index.js", "", "", "text/javascript; charset=utf-8"},
		"refuses it":       {"assets/index.js", "gzip;q=0, br", "", "text/javascript; charset=utf-8"},
		"prefers others":   {"assets/index.js", "br, gzip; q=0.5", "gzip", "text/javascript; charset=utf-8"},
		"never packed":     {"index.html", "gzip", "", "text/html; charset=utf-8"},
	}
	for name, c := range tests {
		r := httptest.NewRequest(http.MethodGet, "/"+c.name, nil)
		r.Header.Set("Accept-Encoding", c.accepts)
		w := httptest.NewRecorder()
		if !screens.Serve(w, r, files, c.name) {
			t.Fatalf("%s: not there", name)
		}
		if got := w.Header().Get("Content-Encoding"); got != c.encoding {
			t.Errorf("%s: encoding %q", name, got)
		}
		if got := w.Header().Get("Content-Type"); got != c.kind {
			t.Errorf("%s: type %q", name, got)
		}
		want := files[c.name+".gz"]
		if c.encoding == "" {
			want = &fstest.MapFile{Data: []byte(script)}
			if c.name == "index.html" {
				want = files[c.name]
			}
		}
		if !bytes.Equal(w.Body.Bytes(), want.Data) {
			t.Errorf("%s: body %q", name, w.Body)
		}
	}
	w := httptest.NewRecorder()
	if screens.Serve(w, httptest.NewRequest(http.MethodGet, "/assets", nil), files, "assets") || w.Header().Get("Vary") != "" {
		t.Error("a folder is no file, and nothing is written")
	}
}

func TestHeadSaysTheSizeAndSendsNothing(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	if !screens.Serve(w, httptest.NewRequest(http.MethodHead, "/index.html", nil), built(t), "index.html") {
		t.Fatal("not there")
	}
	if w.Body.Len() != 0 || w.Header().Get("Content-Length") != "6" {
		t.Errorf("%d bytes, length %s", w.Body.Len(), w.Header().Get("Content-Length"))
	}
}
