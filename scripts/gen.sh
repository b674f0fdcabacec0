#!/usr/bin/env bash
# make gen: what is written from the operations of api.Session.
set -euo pipefail
cd "$(dirname "$0")/.."

go run -tags "$TAGS" ./scripts/appgen
go run -tags "$TAGS" ./scripts/apidoc
go run -tags "$TAGS" ./scripts/openapi
# With the tag "bindings" the program does nothing but write frontend/wailsjs,
# and says a line about every field.
said=$(mktemp)
trap 'rm -f "$said"' EXIT
tsprefix='' tssuffix='' tsoutputtype=interfaces go run -tags "bindings,$TAGS" . >"$said" 2>&1 || { cat "$said"; exit 1; }
