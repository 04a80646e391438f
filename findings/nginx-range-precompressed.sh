#!/usr/bin/env bash
# Version:   nginx 1.22.1 (Debian 12's package, unpacked into a folder of its own, not installed)
# Guess:     a file that nginx serves in parts (206) is served in parts with `gzip_static on` too.
# Behaviour: to a client that accepts gzip it sends the whole .gz with 200 and ignores the requested range. Without gzip
#            the same request gets 206. Browsers accept gzip; a trial with curl does not.
# Hurts:     a large download on a bad line: it begins again at each cut, and code that takes 200 for 206 puts the whole
#            behind the part. Look at the status; keep no .gz beside a file that is to be fetched in parts.
# Exit:      0 as described, 1 when that has changed, 2 where it cannot be tried here.
set -euo pipefail
command -v apt-get >/dev/null || { echo "there is no apt: nothing tried"; exit 2; }
folder=$(mktemp -d)
trap '[[ ! -s $folder/pid ]] || kill "$(cat "$folder/pid")"; rm -rf "$folder"' EXIT
cd "$folder"
apt-get download "nginx=1.22.1-*" >/dev/null 2>&1 || { echo "no nginx 1.22.1 from this apt: nothing tried"; exit 2; }
dpkg -x nginx_1.22.1-*.deb program
program/usr/sbin/nginx -v 2>&1

mkdir site
seq 20000 >site/months.txt
gzip --keep site/months.txt
port=$(python3 -c 'import socket; one = socket.socket(); one.bind(("127.0.0.1", 0)); print(one.getsockname()[1])')
cat >nginx.conf <<CONF
pid $folder/pid;
error_log $folder/errors;
# One process, so that it reads the folder as who started it.
master_process off;
events {}
http {
    access_log off;
    client_body_temp_path $folder/a; proxy_temp_path $folder/b; fastcgi_temp_path $folder/c;
    uwsgi_temp_path $folder/d; scgi_temp_path $folder/e;
    gzip_static on;
    server { listen 127.0.0.1:$port; root $folder/site; }
}
CONF
program/usr/sbin/nginx -p "$folder" -e "$folder/errors" -c "$folder/nginx.conf"

python3 - "$port" "$(stat -c %s site/months.txt.gz)" <<'PY'
import sys
from http.client import HTTPConnection

port, packed = map(int, sys.argv[1:])
seen = {}
for coding in ("identity", "gzip"):
    server = HTTPConnection("127.0.0.1", port)
    server.request("GET", "/months.txt", headers={"Accept-Encoding": coding, "Range": "bytes=1000-1099"})
    answer = server.getresponse()
    seen[coding] = answer.status, len(answer.read()), answer.getheader("Content-Encoding")
print("guess:    206 and 100 bytes for both")
print("happened:", seen, "the .gz has", packed, "bytes")
sys.exit(0 if seen == {"identity": (206, 100, None), "gzip": (200, packed, "gzip")} else 1)
PY
