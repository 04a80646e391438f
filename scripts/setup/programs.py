"""Find or install the programs that come neither from PyPI nor from npm: browsers, nginx, LibreOffice."""

import functools
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from scripts.setup.bootstrap import (
    NETWORK_ADVICE,
    ROOT,
    SetupError,
    apt_install,
    can_use_apt,
    output_of,
    run_step,
)

BROWSER_ADVICE = "请检查网络，或自行安装 Chrome 或 Chromium，用环境变量 CHROMIUM_PATH 指明它的位置"

BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SHELL_NAME = "chromium-headless-shell"
FIREFOX_NAMES = ("firefox-esr", "firefox")
BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"${ProgramFiles}\Google\Chrome\Application\chrome.exe",
    r"${ProgramFiles(x86)}\Google\Chrome\Application\chrome.exe",
    r"${LOCALAPPDATA}\Google\Chrome\Application\chrome.exe",
    r"${ProgramFiles(x86)}\Microsoft\Edge\Application\msedge.exe",
)


@functools.cache
def playwright_browser() -> str:
    """Return the path of Playwright's own Chromium, whether it is downloaded or not."""
    show = "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    return output_of(sys.executable, "-c", f"from playwright.sync_api import sync_playwright\n{show}")


def browser_candidates() -> Iterator[str]:
    """Yield where a Chromium may be: on PATH, in the usual places, in Playwright's own."""
    yield from filter(None, map(shutil.which, BROWSER_NAMES))
    yield from map(os.path.expandvars, BROWSER_PLACES)
    yield playwright_browser()


def browser_path() -> str | None:
    """Return the Chromium to drive: the one CHROMIUM_PATH names, else the first found, else None.

    Raises SetupError when CHROMIUM_PATH names no program.
    """
    chosen = os.environ.get("CHROMIUM_PATH")
    if chosen and not os.access(chosen, os.X_OK):
        raise SetupError(f"环境变量 CHROMIUM_PATH 指的「{chosen}」不是可以运行的程序：请改正或去掉这个变量")
    return chosen or next((place for place in browser_candidates() if os.access(place, os.X_OK)), None)


def shell_path() -> str | None:
    """Return the Chromium that most tests drive: the headless shell, which is lighter.

    Without one on PATH, or if CHROMIUM_PATH names a browser, return `browser_path()`, which may raise.
    """
    chosen = browser_path()
    return chosen if os.environ.get("CHROMIUM_PATH") else shutil.which(SHELL_NAME) or chosen


def shows_chinese() -> bool:
    """Tell whether fontconfig knows a font with Chinese characters."""
    return output_of("fc-list", ":lang=zh") != ""


def has_debian_packages() -> bool:
    """Tell whether apt has browsers: Ubuntu's are snaps, which do not start in a container."""
    return can_use_apt() and platform.freedesktop_os_release().get("ID") == "debian"


def ensure_browser() -> str:
    """Install a Chromium where there is none, and a Chinese font; return its path. Run inside .venv."""
    title = "安装浏览器 Chromium"
    if browser_path() is None:
        if has_debian_packages():
            apt_install(title, "chromium")
        else:
            install = [sys.executable, "-m", "playwright", "install", "chromium"]
            run_step(title, [*install, "--with-deps"] if can_use_apt() else install, advice=BROWSER_ADVICE)
    path = browser_path()
    if path is None:
        raise SetupError(f"「{title}」之后仍找不到浏览器：{BROWSER_ADVICE}")
    if os.name != "nt" and not output_of(path, "--version"):
        raise SetupError(f"浏览器「{path}」启动不了，可能缺少系统的库：{BROWSER_ADVICE}")
    if can_use_apt() and not shows_chinese():
        apt_install("安装中文字体", "fontconfig", "fonts-noto-cjk")
    return path


# Unpacked here, not installed: Debian would start an installed nginx on port 80.
NGINX = ROOT / "build" / "nginx"
NGINX_PACKAGES = ("nginx", "libnginx-mod-http-brotli-static")
UNPACK = """set -e
rm -rf "$0" "$0.part"
mkdir -p "$0.part"
cd "$0.part"
apt-get -q update
apt-get -q download "$@"
for package in *.deb; do dpkg-deb -x "$package" .; done
mv "$0.part" "$0"
"""
BROTLI_MODULE = "lib/nginx/modules/ngx_http_brotli_static_module.so"


def nginx_path() -> str | None:
    """Return the nginx for the tests: the machine's own, else the unpacked one, else None."""
    places = [shutil.which("nginx"), shutil.which("/usr/sbin/nginx"), shutil.which(NGINX / "usr/sbin/nginx")]
    return next(filter(None, places), None)


def brotli_module() -> Path | None:
    """Return the module of that nginx for Brotli files, else None."""
    program = nginx_path()
    module = Path(program).parents[1] / BROTLI_MODULE if program else None
    return module if module is not None and module.is_file() else None


def firefox_path() -> str | None:
    """Return the Firefox on PATH, else None."""
    return next(filter(None, map(shutil.which, FIREFOX_NAMES)), None)


def office_path() -> str | None:
    """Return the LibreOffice on PATH, else None."""
    return next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)


def _unpack_nginx() -> None:
    unpack = ["sh", "-c", UNPACK, str(NGINX), *NGINX_PACKAGES]
    run_step("取来 nginx", unpack, advice=NETWORK_ADVICE.format(" apt "))


class CheckProgram(NamedTuple):
    """A program that only some tests need: how to find it, how to install it, what happens without it."""

    find: Callable[[], str | None]
    install: Callable[[], None]
    without: str = "用它的测试不做；要做就先安装它，再运行一次"


TEST_PROGRAMS = {
    "nginx": CheckProgram(nginx_path, _unpack_nginx),
    SHELL_NAME: CheckProgram(
        lambda: os.environ.get("CHROMIUM_PATH") or shutil.which(SHELL_NAME),
        lambda: apt_install("安装测试用的轻量 Chromium", SHELL_NAME),
        "测试改用完整的 Chromium，会慢一些",
    ),
}
DEEP_PROGRAMS = {
    "Firefox": CheckProgram(firefox_path, lambda: apt_install("安装浏览器 Firefox", FIREFOX_NAMES[0])),
    "LibreOffice Calc": CheckProgram(
        office_path, lambda: apt_install("安装 LibreOffice Calc", "libreoffice-calc")
    ),
}


def ensure_for_tests(programs: Mapping[str, CheckProgram]) -> None:
    """Install programs where Debian has them, and print a sentence for each that is still missing."""
    for name, program in programs.items():
        try:
            if program.find() is None and has_debian_packages():
                program.install()
        except SetupError as error:
            print(error, flush=True)
        if program.find() is None:
            print(f"没有 {name}，{program.without}", flush=True)
