"""`serve`: build the site and serve it on this machine until stopped by the keyboard."""

import argparse

from scripts.setup.bootstrap import ROOT
from scripts.site.server import HOST, make_server


def run(argv: list[str]) -> int:
    """Build the site, then serve it until stopped by the keyboard."""
    parser = argparse.ArgumentParser(prog="python3 -m scripts serve", description="生成网站并在本机打开服务")
    parser.add_argument("--port", type=int, default=8000, help="端口，默认 8000")
    port = parser.parse_args(argv).port

    with make_server(ROOT / "site", port) as server:  # before the build: an occupied port is an error at once
        from scripts.site.build import build

        build()
        print(f"网站已打开：http://{HOST}:{server.server_port}/ （按 Ctrl-C 停止）", flush=True)
        server.serve_forever()
    return 0
