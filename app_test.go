//go:build !bindings

package main

import (
	"encoding/json"
	"log/slog"
	"reflect"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

func TestTheWindowOffersEveryOperationAndNothingElse(t *testing.T) {
	t.Parallel()
	app := reflect.TypeFor[*App]()
	bound := make([]string, app.NumMethod())
	for i := range bound {
		bound[i] = app.Method(i).Name
	}
	if want := api.Methods(); !reflect.DeepEqual(bound, want) {
		t.Errorf("run make gen: the window binds %v, the operations are %v", bound, want)
	}
}

func TestAnOperationAnswersInTheWindow(t *testing.T) {
	t.Parallel()
	app := &App{}
	app.open(t.Context(), 1, api.NewService(api.Deps{Version: "9.9.9", Log: slog.New(slog.DiscardHandler), Bus: &api.Bus{}}))
	if info, err := app.Version(); err != nil || info.Version != "9.9.9" {
		t.Errorf("got %v, %v", info, err)
	}
}

func TestAnErrorReachesThePageAsJSON(t *testing.T) {
	t.Parallel()
	text, ok := errorText(crm.Fail(crm.CodeConflict, "backend.locked", "pid", "7")).(string)
	var parts struct {
		Code, Key string
		Args      map[string]string
	}
	if err := json.Unmarshal([]byte(text), &parts); !ok || err != nil || parts.Key != "backend.locked" || parts.Args["pid"] != "7" {
		t.Errorf("got %q: %v %v", text, parts, err)
	}
}
