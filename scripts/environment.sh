#!/bin/sh
# Creates the virtual environment $1 with the first suitable Python: $PYTHON, python3.11, python3, python3.12, python3.13.
set -eu

venv=$1

suitable() {
    # A name on the PATH is no proof: version managers put commands there that only say which versions they have.
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:-python3.11 python3 python3.12 python3.13}; do
        if suitable "$name"; then
            echo "$name"
            return
        fi
    done
    if [ -n "${PYTHON:-}" ]; then
        echo "错误：PYTHON=$PYTHON 不能用，需要 Python 3.11、3.12 或 3.13。" >&2
    else
        echo "错误：找不到 Python 3.11、3.12 或 3.13。请先安装，或写明在哪里：make demo PYTHON=/路径/python3.11" >&2
    fi
    return 1
}

# Debian keeps the module that a virtual environment needs in a package of its own.
install_venv_module() {
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if ! command -v apt-get >/dev/null; then
        echo "错误：这个 Python 缺少 ensurepip 模块，无法建立虚拟环境，请换一个完整安装的 Python。" >&2
        return 1
    fi
    as_root=
    [ "$(id -u)" = 0 ] || as_root='sudo -n'
    if ! { $as_root apt-get update -qq && $as_root apt-get install -y -qq "$package"; } >/dev/null 2>&1; then
        echo "错误：缺少软件包 $package，请先安装：sudo apt-get install $package" >&2
        return 1
    fi
}

python=$(find_python)
"$python" -c 'import ensurepip, venv' 2>/dev/null || install_venv_module "$python"
"$python" -m venv --clear "$venv" || {
    rm -f "$venv/pyvenv.cfg" # half an environment must not look like one
    exit 1
}
