"""Make the programs ready that come neither from PyPI nor from npm: the checks' browsers, and nginx."""

import functools
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

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
    """Return where this environment's Playwright keeps its own Chromium, downloaded or not."""
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
    """Return the Chromium that most tests drive: the same engine without a surface of its own.

    Where none is on PATH, or CHROMIUM_PATH names a browser, it is that of `browser_path`, errors and all.
    """
    chosen = browser_path()
    return chosen if os.environ.get("CHROMIUM_PATH") else shutil.which(SHELL_NAME) or chosen


def shows_chinese() -> bool:
    """Tell whether fontconfig knows a font with Chinese characters."""
    return output_of("fc-list", ":lang=zh") != ""


def is_debian() -> bool:
    """Tell whether apt has browsers: Ubuntu's only point to snaps, which do not start in a container."""
    return platform.freedesktop_os_release().get("ID") == "debian"


def ensure_browser() -> None:
    """Make a Chromium ready, and on Debian a Chinese font; run inside .venv."""
    by_apt = can_use_apt()
    title = "安装浏览器 Chromium"
    if browser_path() is None:
        if by_apt and is_debian():
            apt_install(title, "chromium")
        else:
            install = [sys.executable, "-m", "playwright", "install", "chromium"]
            run_step(title, [*install, "--with-deps"] if by_apt else install, advice=BROWSER_ADVICE)
        if browser_path() is None:
            raise SetupError(f"「{title}」之后仍找不到浏览器：{BROWSER_ADVICE}")
    if by_apt and not shows_chinese():
        apt_install("安装中文字体", "fontconfig", "fonts-noto-cjk")


# Unpacked here and not installed: an installed nginx would serve on port 80 from then on.
NGINX = ROOT / "build" / "nginx"
NGINX_PACKAGES = ("nginx", "libnginx-mod-http-brotli-static")
BROTLI_MODULE = "lib/nginx/modules/ngx_http_brotli_static_module.so"


def nginx_path() -> str | None:
    """Return the nginx to try the configuration with: the machine's own, else the unpacked one, else None."""
    places = [shutil.which("nginx"), shutil.which("/usr/sbin/nginx"), shutil.which(NGINX / "usr/sbin/nginx")]
    return next(filter(None, places), None)


def brotli_module() -> Path | None:
    """Return the module that goes with that nginx and sends files compressed as Brotli, else None."""
    program = nginx_path()
    module = Path(program).parents[1] / BROTLI_MODULE if program else None
    return module if module is not None and module.is_file() else None


def ensure_nginx() -> None:
    """Make an nginx ready where Debian's packages can be had; elsewhere its tests are left out."""
    if nginx_path() is None and can_use_apt() and platform.freedesktop_os_release().get("ID") == "debian":
        NGINX.mkdir(parents=True, exist_ok=True)
        update = ["apt-get", "-q", "update"]
        fetch = ["sh", "-c", 'cd "$0" && apt-get -q download "$@"', str(NGINX), *NGINX_PACKAGES]
        unpack = ["sh", "-c", 'cd "$0" && for each in *.deb; do dpkg-deb -x "$each" .; done', str(NGINX)]
        run_step("取来 nginx", update, fetch, unpack, advice=NETWORK_ADVICE.format(" apt "))


def ensure_shell() -> None:
    """Make the lighter Chromium ready where Debian has one; elsewhere the tests do with the whole one."""
    wanted = not os.environ.get("CHROMIUM_PATH") and shutil.which(SHELL_NAME) is None
    if wanted and can_use_apt() and is_debian():
        apt_install("安装测试用的轻量 Chromium", SHELL_NAME)


def firefox_path() -> str | None:
    """Return the Firefox on PATH, else None."""
    return next(filter(None, map(shutil.which, FIREFOX_NAMES)), None)


def ensure_firefox() -> None:
    """Make a Firefox ready where Debian has one; elsewhere it stays away, and on a desk its tests do too."""
    if firefox_path() is None and can_use_apt() and is_debian():
        apt_install("安装浏览器 Firefox", FIREFOX_NAMES[0])


# LibreOffice calls itself by either name.
OFFICE_NAMES = ("soffice", "libreoffice")


def office_path() -> str | None:
    """Return the spreadsheet program on PATH, else None."""
    return next(filter(None, map(shutil.which, OFFICE_NAMES)), None)


def ensure_office() -> None:
    """Make LibreOffice Calc ready where apt can; else say that its tests are left out."""
    if office_path() is None and can_use_apt():
        apt_install("安装 LibreOffice Calc", "libreoffice-calc")
    if office_path() is None:
        print("没有 LibreOffice Calc，经它来回的测试不做；要做就先安装它，再运行一次", flush=True)
