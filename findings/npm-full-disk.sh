#!/usr/bin/env bash
# Version:   npm 11 (the machine's own), uqr 0.1.3 and idb 8.0.4 from npm
# Guess:     `npm ci` fails when the disk is full.
# Behaviour: it warns "TAR_ENTRY_ERROR ENOSPC" for each file it cannot write, leaves files of 0 bytes, says "added 2 packages" and
#            ends with status 0. A script has to look for the warning.
# Exit:      0 as described, 1 when that has changed, 2 where it cannot be tried here (it needs the right to mount a tmpfs).
set -euo pipefail
command -v npm >/dev/null || { echo "npm is not installed: nothing tried"; exit 2; }
version=$(npm --version)
echo "npm $version"
[[ $version == 11.* ]] || { echo "described for npm 11: nothing tried"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true, "dependencies": {"uqr": "0.1.3", "idb": "8.0.4"}}' >package.json
npm install --package-lock-only --ignore-scripts --no-audit --no-fund >/dev/null || { echo "no lock: nothing tried"; exit 2; }
mkdir node_modules
# The mount is in a namespace of its own and goes with it.
cat >inside <<'INSIDE'
mount -t tmpfs -o size=64k tmpfs node_modules || exit 2
status=0
npm ci --ignore-scripts --no-audit --no-fund >said 2>&1 || status=$?
warnings=$(grep -c "TAR_ENTRY_ERROR ENOSPC" said || true)
empty=$(find node_modules -type f -size 0 | wc -l)
echo "guess:    a status that is not 0"
echo "happened: status $status, $warnings warnings, $empty files of 0 bytes, $(grep -m1 added said)"
[ "$status" = 0 ] && [ "$warnings" -gt 0 ]
INSIDE
apart=(unshare --map-root-user --mount)
[ "$(id -u)" != 0 ] || apart=(unshare --mount)
"${apart[@]}" true || { echo "no namespace of its own: nothing tried"; exit 2; }
"${apart[@]}" bash inside
