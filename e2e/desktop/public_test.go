//go:build desktope2e

package desktop

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// Clients fill in a form that the window itself serves, as long as it is open.
func TestTheWindowAnswersClients(t *testing.T) {
	w := openWindow(t, t.TempDir())
	product := w.furnish()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	base := fmt.Sprintf("http://127.0.0.1:%d", port)

	w.goTo("/settings/public")
	w.sees("Does this computer answer clients?")
	w.call(nil, "SavePublicSide", map[string]any{"side": map[string]any{"reach": "computer", "port": port}, "base": base})
	w.sees("Answers at " + base)
	w.picture("public-side")

	var fresh struct {
		Row struct {
			Form map[string]any `json:"form"`
		} `json:"row"`
	}
	w.call(&fresh, "GetForm", map[string]any{"id": "", "product": product})
	fresh.Row.Form["name"] = "Cerere de ofertă"
	w.call(nil, "SaveForm", fresh.Row.Form)
	w.goTo("/p/" + product + "/forms")
	w.sees(strings.TrimPrefix(base, "http://") + "/f/cerere-de-oferta")
	w.picture("forms")
	eventually(t, "a client sees the form", func() bool {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+"/f/cerere-de-oferta", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return false
		}
		defer answer.Body.Close() //nolint:errcheck // read to its end
		page, err := io.ReadAll(answer.Body)
		return err == nil && answer.StatusCode == http.StatusOK && strings.Contains(string(page), "Cerere de ofertă")
	})
}
