#!/usr/bin/env bash
# Installs what discgen needs and the machine lacks: system packages (Debian, Ubuntu), then .venv.
# Does nothing, quickly, where everything is there already.
#
# Usage: tools/install.sh demo|test|bench     PYTHON=python3.12 chooses the interpreter.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:?usage: tools/install.sh demo|test|bench}
python=${PYTHON:-python3}
stamp=.venv/.installed-$purpose

say() { printf 'discgen: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# PDF: Pango draws, HarfBuzz subsets fonts, and Chinese text needs Chinese fonts.
libraries=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-arphic-ukai fonts-liberation)
# Tests open what discgen makes in the real programs. A program counts as there when it is on PATH.
declare -A programs=([soffice]=libreoffice-writer-nogui [chromium]=chromium [pdftotext]=poppler-utils
                     [qpdf]=qpdf [java]=default-jre-headless [npm]=npm)

check_python() {
  has "$python" || fail "$python was not found; install Python 3.11 or newer (Debian: apt install python3-venv)"
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old; discgen needs Python 3.11 or newer. Name one: make demo PYTHON=python3.12"
}

missing_packages() {
  local package program
  for package in "${libraries[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
  done
  "$python" -c 'import ensurepip' 2>/dev/null ||
    "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
  [ "$purpose" = demo ] && return
  for program in "${!programs[@]}"; do
    has "$program" || echo "${programs[$program]}"
  done
}

install_packages() {
  local packages root=()
  mapfile -t packages < <(missing_packages)
  [ "${#packages[@]}" -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ]; then
    has sudo || fail "these packages are missing; have an administrator install them: apt install ${packages[*]}"
    root=(sudo)
  fi
  say "installing ${packages[*]}"
  "${root[@]}" apt-get update -qq &&
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null ||
    fail "apt could not install: ${packages[*]}"
}

install_python_packages() {
  [ "$stamp" -nt pyproject.toml ] && [ -x .venv/bin/python ] && return
  local extras=''
  case $purpose in test) extras='[dev]' ;; bench) extras='[dev,bench]' ;; esac
  say "installing Python packages into .venv"
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".$extras"
  touch "$stamp"
}

install_html_validator() {
  local folder=tests/html_validator
  [ "$purpose" = demo ] && return
  [ "$folder/node_modules" -nt "$folder/package-lock.json" ] && return
  say "installing the HTML validator"
  npm ci --prefix "$folder" --silent --no-fund --no-audit
  touch "$folder/node_modules"
}

check_python
if has dpkg-query; then
  install_packages
else
  say "not Debian or Ubuntu: system packages are left to you; 'discgen doctor' says what is missing"
fi
install_python_packages
install_html_validator
