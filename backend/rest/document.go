package rest

import "github.com/danielgtaylor/huma/v2"

// describe completes what the document says of a route.
func describe(_ *huma.OpenAPI, _ route) {}
