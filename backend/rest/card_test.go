package rest_test

import (
	"net/http"
	"testing"

	"stepwise/backend/rest"
)

func TestCardsAreListed(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Card("Ion Popescu", "Offer sent")
	page := read[rest.Page[rest.Card]](d.ask(http.MethodGet, "/cards?product="+d.Product.String(), "").is(http.StatusOK))
	if len(page.Items) != 1 || page.Items[0].Name != "Ion Popescu" || page.Items[0].StatusIs != "Offer sent" || page.Next != "" {
		t.Errorf("got %+v", page)
	}
}
