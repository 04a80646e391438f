#!/usr/bin/env bash
# Version:   Chromium 156 (chromium-headless-shell, a program of the distribution)
# Guess:     a page prefetched with `<link rel=prefetch>` is used at the click for five minutes with any Cache-Control, as
#            has long been written about Chromium.
# Behaviour: with `no-cache` or `max-age=0`, as most hosts send for pages, the click asks the server again. Only an
#            answer that is still fresh, such as `max-age=30`, is used as it is.
# Hurts:     sites that prefetch pages and still wait for the server at the click. Answer requests with
#            `Sec-Purpose: prefetch` with some seconds of max-age.
# Exit:      0 as described, 1 when that has changed, 2 where it cannot be tried here.
set -euo pipefail
command -v chromium-headless-shell >/dev/null || { echo "there is no chromium-headless-shell: nothing tried"; exit 2; }
version=$(chromium-headless-shell --version 2>/dev/null)
echo "$version"
[[ $version == *" 156."* ]] || { echo "described for Chromium 156: nothing tried"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 - "$folder" <<'PY'
import os
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

LIVES = ("no-cache", "max-age=0", "max-age=30")
asked, done = dict.fromkeys(LIVES, 0), Event()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        place, _, life = self.path[1:].partition("?")
        body = "<!doctype html><title>demo</title>"
        if place == "first":
            body += f"""<a href="next?{life}">next</a><link rel="prefetch" href="next?{life}" as="document"
              onload="document.querySelector('a').click()">"""
        elif place == "next":
            asked[life] += 1
            body += f"<script>fetch('done?{life}')</script>"
        elif place == "done":
            done.set()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", life if place == "next" else "no-store")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.handle_error = lambda *_: None  # A browser that is ended leaves connections behind.
Thread(target=server.serve_forever, daemon=True).start()
program = ["chromium-headless-shell", "--no-sandbox", "--remote-debugging-port=0"]
answered = True
for number, life in enumerate(LIVES):
    done.clear()
    address = f"http://127.0.0.1:{server.server_port}/first?{life}"
    command = [*program, f"--user-data-dir={sys.argv[1]}/{number}", address]
    browser = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, process_group=0)
    answered = done.wait(120) and answered
    # Debian's program is a script that starts the browser. This ends with the last of its processes.
    os.killpg(browser.pid, signal.SIGTERM)
    browser.communicate()
print("guess:    the server is asked once for each")
print("happened:", asked if answered else "no answer from the page")
sys.exit(0 if answered and list(asked.values()) == [2, 2, 1] else 1)
PY
