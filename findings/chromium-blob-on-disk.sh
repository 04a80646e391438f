#!/usr/bin/env bash
# Version:   Chromium 156 (chromium-headless-shell, a program of the distribution)
# Guess:     a page and the worker it starts from a blob are one origin, so the worker can fetch the page's blobs too.
# Behaviour: on a server this is true. On a page opened from the disk the page reads its blob, and the worker can neither
#            fetch nor import it, because the worker has its own opaque origin. It can read a Blob posted to it.
# Hurts:     copies of a site that open from a disk and start their worker from blobs. Post the Blob, not its address,
#            and have the worker make an address of its own.
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
from pathlib import Path
from threading import Event, Thread
from urllib.parse import unquote

PAGE = """<!doctype html><meta charset="utf-8"><title>demo</title><script>
const data = new Blob(["self.read = 1"]), address = URL.createObjectURL(data);
const code = `onmessage = async ({ data: posted }) => {
  const address = ${JSON.stringify(address)};
  const fetched = await fetch(address).then(() => "yes", () => "no");
  let imported = "yes", ofItsOwn = "yes";
  try { importScripts(address) } catch { imported = "no" }
  try { importScripts(URL.createObjectURL(posted)) } catch { ofItsOwn = "no" }
  postMessage("worker fetches: " + fetched + ", imports: " + imported + ", posted: " + ofItsOwn);
}`;
const worker = new Worker(URL.createObjectURL(new Blob([code])));
worker.onmessage = async ({ data: told }) => {
  const fetched = await fetch(address).then(() => "yes", () => "no");
  new Image().src = "SERVER/told?" + encodeURIComponent(`page fetches: ${fetched}, ${told}`);
};
worker.postMessage(data);
</script>"""
told, done = [], Event()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.startswith("/told?"):
            told.append(unquote(self.path[6:]))
            done.set()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.handle_error = lambda *_: None  # A browser that is ended leaves connections behind.
address = f"http://127.0.0.1:{server.server_port}"
page = PAGE.replace("SERVER", address)
Thread(target=server.serve_forever, daemon=True).start()
program = ["chromium-headless-shell", "--no-sandbox", "--remote-debugging-port=0"]
disk = Path(sys.argv[1], "page.html")
disk.write_text(page)
for place in (f"{address}/page.html", disk.as_uri()):
    done.clear()
    command = [*program, f"--user-data-dir={disk.parent}/profile", place]
    browser = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, process_group=0)
    done.wait(120)
    # Debian's program is a script that starts the browser. This ends with the last of its processes.
    os.killpg(browser.pid, signal.SIGTERM)
    browser.communicate()
print("guess:    yes everywhere, from a server and from the disk\nhappened:", *told, sep="\n  ")
served = "page fetches: yes, worker fetches: yes, imports: yes, posted: yes"
sys.exit(0 if told == [served, "page fetches: yes, worker fetches: no, imports: no, posted: yes"] else 1)
PY
