#!/bin/sh
# fetch.sh [-w]: shows how the registry of today differs from the file that is kept, and exits 1 if it does.
# With -w it replaces the file. It needs a network.
set -eu
cd "$(dirname "$0")"
url=https://www.iana.org/assignments/http-status-codes
new=$(mktemp)
trap 'rm -f "$new"' EXIT
if ! updated=$(curl --fail --silent --show-error --location --max-time 60 "$url/http-status-codes.xml" | sed -n 's:.*<updated>\(.*\)</updated>.*:\1:p' | head -n 1) ||
  ! curl --fail --silent --show-error --location --max-time 60 "$url/http-status-codes-1.csv" | tr -d '\r' >"$new" || ! grep -q '^404,Not Found,' "$new"; then
  echo "fetch.sh: $url is not reached, or answers with something else: this script needs a network" >&2
  exit 2
fi
echo "registry last updated: ${updated:-unknown}; kept: $(sed -n 's/.*Registry last updated: \([0-9-]*\).*/\1/p' README.md)"
status=0
diff -u http-status-codes-1.csv "$new" || status=1
if [ "${1-}" = -w ]; then
  cat "$new" >http-status-codes-1.csv
  echo "replaced: change the date in README.md to ${updated:-that of the registry}"
  exit 0
fi
exit $status
