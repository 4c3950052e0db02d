#!/bin/sh
# Puts a Node.js into .cache/node where the one on PATH is older than the project runs on; make has that folder first on PATH.
set -eu
minimum=22
here=$(cd "$(dirname "$0")" && pwd)
cache=$here/../../.cache/node
bin=$cache/node_modules/.bin

fail() {
  echo "$1 Install Node.js >= $minimum (https://nodejs.org/en/download)." >&2
  exit 1
}

# Without the folder that make puts first, so that a Node.js that was updated since is taken.
outside=$(printf '%s' "$PATH" | tr ':' '\n' | grep -v '\.cache/node/node_modules/\.bin$' | paste -sd: -)
found=$(PATH=$outside node --version 2>/dev/null || true)
major=${found#v}
major=${major%%.*}
if [ "${major:-0}" -ge "$minimum" ]; then
  rm -rf "$cache"
  exit 0
fi
[ -x "$bin/node" ] && cmp -s "$here/package-lock.json" "$cache/package-lock.json" && exit 0
[ -n "$found" ] || fail "There is no Node.js on PATH."

echo "Node.js $found on PATH is older than $minimum: installing the one that tools/node pins ..." >&2
fresh=$cache.$$
rm -rf "$fresh"
mkdir -p "$fresh"
cp "$here/package.json" "$here/package-lock.json" "$fresh/"
(cd "$fresh" && PATH=$outside npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) ||
  fail "npm could not install it."
[ -x "$fresh/node_modules/.bin/node" ] || fail "npm has none for this platform."
rm -rf "$cache"
mv "$fresh" "$cache"
