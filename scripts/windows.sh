#!/usr/bin/env bash
# make windows: the program for Windows and its installer, into build/bin. Made
# here with mingw and NSIS; neither was run on a Windows machine by this script.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in x86_64-w64-mingw32-gcc x86_64-w64-mingw32-windres makensis; do
  command -v "$tool" >/dev/null || { echo "stepwise: please install gcc-mingw-w64-x86-64 and nsis" >&2; exit 1; }
done
export GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc
tags=desktop,production,$TAGS

echo "Checking every package for Windows"
go vet -tags "$TAGS" ./backend/...
go vet -tags "$tags" .

echo "Building build/bin/stepwise.exe"
# Go links a .syso that lies beside main: the icon and the manifest.
resource=resource_windows_amd64.syso
trap 'rm -f "$resource"' EXIT
x86_64-w64-mingw32-windres -I build/windows -i build/windows/stepwise.rc -o "$resource"
go build -tags "$tags" -ldflags "$LDFLAGS -H windowsgui" -o build/bin/stepwise.exe .

version=${VERSION:-0.1.0}
numbers=$(printf '%s' "${version%%-*}" | awk -F. '{ printf "%d.%d.%d.0", $1, $2, $3 }')
makensis -V2 -NOCD -INPUTCHARSET UTF8 "-DVERSION=$version" "-DNUMBERS=$numbers" -DPROGRAM=build/bin/stepwise.exe \
  -DLICENCE=LICENSE -DNOTICES=NOTICES.md "-DOUT=build/bin/stepwise-$version-setup.exe" build/windows/installer.nsi
ls -l build/bin/stepwise.exe "build/bin/stepwise-$version-setup.exe"
