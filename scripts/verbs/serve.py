"""`serve`: build the site and serve it on this machine until stopped by the keyboard."""

from scripts.setup.bootstrap import ROOT
from scripts.site.server import HOST, make_server
from scripts.verbs.arguments import read, refuse

_PORT, _DEFAULT = "--port", "8000"
_USAGE = f"""用法：python3 -m scripts serve [文件夹] [{_PORT} 端口]

生成一个县的网站并在本机打开服务；不写文件夹，用 policy/daning；端口默认 {_DEFAULT}。"""


def run(argv: list[str]) -> int:
    """Build the site, then serve it until stopped by the keyboard."""
    asked = read(argv, _USAGE, (_PORT,))
    (*_, port) = asked.options.get(_PORT, [_DEFAULT])
    if not (port.isascii() and port.isdigit() and int(port) < 1 << 16):
        refuse(f"端口要写 0 到 65535 的整数：{port}\n\n{_USAGE}")

    # Before the build: an occupied port is an error at once.
    with make_server(ROOT / "site", int(port)) as server:
        from scripts.site.build import build

        build(county=asked.county)
        print(f"网站已打开：http://{HOST}:{server.server_port}/ （按 Ctrl-C 停止）", flush=True)
        server.serve_forever()
    return 0
