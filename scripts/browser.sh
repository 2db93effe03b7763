#!/bin/sh
# Sees to it that there is a Chromium and a Chinese font, which the browser tests need; Debian's packages, where it may.
set -eu

if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then
    exit 0
fi
as_root=
[ "$(id -u)" = 0 ] || as_root='sudo -n'
if command -v apt-get >/dev/null &&
    { $as_root apt-get update -qq && $as_root apt-get install -y -qq chromium fonts-noto-cjk; } >/dev/null 2>&1; then
    exit 0
fi
echo "提醒：没有 Chromium，浏览器测试会跳过。要做这些测试，请先安装：sudo apt-get install chromium fonts-noto-cjk" >&2
