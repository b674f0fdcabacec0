#!/usr/bin/env bash
# Builds the screens into frontend/dist, if anything changed since last time.
set -euo pipefail
cd "$(dirname "$0")/../frontend"

# npm writes this file when it has installed everything.
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo "Installing the frontend's packages"
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi
[ "${1:-}" = packages ] && exit

if [ ! -e dist/index.html ] ||
  [ -n "$(find src wailsjs public index.html package-lock.json vite.config.ts -newer dist/index.html -print -quit)" ]; then
  echo "Building the screens"
  npx vite build --logLevel warn
fi
