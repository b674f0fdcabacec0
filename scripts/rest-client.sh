#!/usr/bin/env bash
# Makes the client that a story drives through the main job, from
# docs/openapi.json alone, by a generator that knows nothing of us: run it when
# the routes have changed. It needs the network, so its work is committed.
set -euo pipefail
cd "$(dirname "$0")/.."

to=frontend/e2e/rest-client
npx --yes -p @hey-api/openapi-ts@0.87.0 -p typescript@5.9.3 openapi-ts -i ./docs/openapi.json -o "$to"
grep -rl '{@link https://www' "$to" | xargs -r sed -i '/{@link https:\/\/www/d' # advice to install something else
sha256sum <docs/openapi.json | cut -d' ' -f1 >"$to/made-of.txt"
