#!/usr/bin/env bash
# Version:   Firefox ESR 153 (a program of the distribution, headless)
# Guess:     an answer that ends before its Content-Length is a failed fetch, compressed or not.
# Behaviour: fetch().arrayBuffer() rejects for the plain one; with Content-Encoding: gzip it resolves with what came,
#            as if it were whole. A program that stores files for later has to check their length or hash.
# Exit:      0 as described, 1 when that has changed, 2 where it cannot be tried here.
set -euo pipefail
command -v firefox-esr >/dev/null || { echo "firefox-esr is not installed: nothing tried"; exit 2; }
version=$(firefox-esr --version 2>/dev/null)
echo "$version"
[[ $version == *" 153."* ]] || { echo "described for Firefox 153: nothing tried"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 - "$folder" <<'PY'
import gzip, json, random, subprocess, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import unquote

WHOLE = "".join(random.Random(1).choice("abcdefgh") for _ in range(200_000)).encode()
PAGE = b"""<script>(async () => {
  const told = {};
  for (const kind of ["plain", "gzip"])
    told[kind] = await fetch(kind).then((answer) => answer.arrayBuffer())
      .then((bytes) => bytes.byteLength, (error) => String(error));
  fetch("told?" + encodeURIComponent(JSON.stringify(told)));
})()</script>"""
told, done = {}, Event()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        packed = self.path == "/gzip"
        body = PAGE if self.path == "/" else gzip.compress(WHOLE) if packed else WHOLE
        cut = self.path in ("/plain", "/gzip")
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if self.path == "/" else "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        if self.path.startswith("/told?"):
            told.update(json.loads(unquote(self.path[6:])))
            done.set()

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}/"
command = ["firefox-esr", "--headless", "--no-remote", "--profile", sys.argv[1], address]
browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
done.wait(120)
browser.terminate()
browser.wait()
print("guess:    both are rejected")
print("happened:", told or "no answer from the page")
rejected, resolved = isinstance(told.get("plain"), str), told.get("gzip")
sys.exit(0 if rejected and isinstance(resolved, int) and 0 < resolved < len(WHOLE) else 1)
PY
