"""The rules as a complete configuration file for the conf.d of nginx."""

from scripts.site.hosting import rules

ROOT_FOLDER = "/srv/handbook"
LISTEN = "listen 80;"
# An nginx without the module refuses this line, so administrators with the module uncomment it.
BROTLI = "# brotli_static on;"
# Likewise for administrators with a certificate; otherwise a server in front of nginx does HTTPS.
HTTPS = (
    "listen 443 ssl;",
    "ssl_certificate /etc/nginx/handbook.crt;",
    "ssl_certificate_key /etc/nginx/handbook.key;",
    "if ($scheme = http) { return 301 https://$host$request_uri; }",
)


def configuration(base: str = "/") -> str:
    """Return the configuration for a site's path on its host, `/` or `/handbook/`."""
    kept = "\n".join(f'    "~{place}" "{rules.IMMUTABLE}";' for place in rules.HASHED)
    types = "\n".join(f'        "{name}" {end[1:]};' for end, name in rules.TYPES.items())
    https = "\n".join(f"    # {line}" for line in HTTPS)
    headers = "\n".join(f'    add_header {name} "{text}" always;' for name, text in rules.HEADERS.items())
    return f"""\
# 网格员手册在 nginx 上的配置，放在 /etc/nginx/conf.d/handbook.conf。
# 网站的文件放在 {ROOT_FOLDER}{base}，连同 .gz 和 .br 一起放。

# 浏览器提前取的一页，点开时还能用。
map $http_sec_purpose $handbook_checked {{
    default "{rules.CHECKED}";
    "~^prefetch" "{rules.PREFETCHED}";
}}

# 这些地址里有内容的指纹，内容变了地址就变，可以一直留着。
map $uri $handbook_kept {{
    default $handbook_checked;
{kept}
}}

# 找不到的不能留着。
map $status $handbook_life {{
    default $handbook_kept;
    "~^[45]" "{rules.CHECKED}";
}}

server {{
    {LISTEN}
    # 证书放在这台服务器上的，把下面四行开头的井号都去掉，证书和私钥写成你自己的位置。
{https}
    # 网站的域名。
    server_name _;
    root {ROOT_FOLDER};
    index index.html;
    server_tokens off;
    # 少了最后的斜线时转过去，不管前面有没有别的服务器。
    absolute_redirect off;

    # 只认这些类型：wasm 的类型不对，浏览器就不能一边收一边编译。
    default_type {rules.UNKNOWN};
    types {{
{types}
    }}

    # 事先压好的文件直接发。装了 libnginx-mod-http-brotli-static，就去掉下面一行开头的井号。
    gzip_static on;
    gzip_vary on;
    {BROTLI}

    add_header Cache-Control $handbook_life always;
{headers}
    # 有了 HTTPS，并且确定不再退回 HTTP，才打开：浏览器会记住一年。
    # add_header Strict-Transport-Security "max-age=31536000" always;

    location {base} {{
        # 没有网页的文件夹，和没有这个地址一样。
        error_page 403 =404 {base}{rules.NOT_FOUND_PAGE};
        error_page 404 {base}{rules.NOT_FOUND_PAGE};
    }}
}}
"""
