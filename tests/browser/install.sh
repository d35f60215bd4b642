#!/bin/sh
# Brings what the tests in a browser need, as far as it may, or says in one line what is missing and ends with 1.
# Debian's packages come as root only; what comes from npm goes into build/browser/, exactly as it is locked.
set -u

missing() {
  command -v chromium > /dev/null || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null ||
    printf 'chromium '
  node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 18 || a == 18 && b >= 19 ? 0 : 1)' \
    2> /dev/null || printf 'nodejs '
  npm --version > /dev/null 2>&1 || printf 'npm '
  java -version > /dev/null 2>&1 || printf 'default-jre-headless '
  # the PDF form, which is tried elsewhere, needs a library of the system as well
  [ ! -x .venv/bin/python ] || .venv/bin/python -c 'import weasyprint' 2> /dev/null ||
    printf 'libpango-1.0-0 libpangoft2-1.0-0 '
}

stop() {
  echo "The tests in a browser need $1; to leave them out: CHECKER_NO_BROWSER=1 make test" >&2
  exit 1
}

wanted=$(missing)
if [ -n "$wanted" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq > /dev/null 2>&1
  # shellcheck disable=SC2086 # a list of packages
  apt-get install -y -qq --no-install-recommends $wanted > /dev/null 2>&1
  wanted=$(missing)
fi
[ -z "$wanted" ] || stop "what is missing here (Debian's names): ${wanted% }"

here=tests/browser
there=build/browser
[ -d "$there/node_modules" ] && cmp -s "$here/package-lock.json" "$there/installed" && exit 0
mkdir -p "$there" && cp "$here/package.json" "$here/package-lock.json" "$there/" &&
  (cd "$there" && npm ci --ignore-scripts --no-audit --no-fund --silent) &&
  cp "$here/package-lock.json" "$there/installed" ||
  stop "npm's axe-core, html-validate, vnu-jar and yaml-language-server, which could not be fetched"
