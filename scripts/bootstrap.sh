# Sourced by every command in this folder: finds or installs Node 24 and pnpm, installs what the lockfile names,
# and leaves RC_ROOT, RC_CACHE, RC_TOOL_RUNNER and PATH behind. After the first time it does nothing and needs no network.
set -euo pipefail

NODE_VERSION=24.21.0
PNPM_VERSION=12.21.0

RC_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
RC_CACHE=${RC_CACHE:-~/.cache/runningcoach}
RC_TOOL_RUNNER=${RC_TOOL_RUNNER:-$RC_ROOT/scripts/stores/run-tool.ts}
export RC_ROOT RC_CACHE RC_TOOL_RUNNER

fail() {
  printf '%s\n%s\n' "$1" "$2" >&2
  exit 1
}

[ "$(uname -s)" = Linux ] || fail "RunningCoach runs on Linux; this machine is $(uname -s)." \
  'Start it on a Linux machine or in a Linux virtual machine.'
case $(uname -m) in
x86_64) arch=x64 ;;
aarch64) arch=arm64 ;;
*) fail "There is no Node for this processor ($(uname -m))." 'Use an x86-64 or 64-bit ARM machine.' ;;
esac
mkdir -p "$RC_CACHE" 2>/dev/null || fail "The folder $RC_CACHE cannot be made." 'Set RC_CACHE to a folder you may write to.'

require_room() {
  local free_kb
  free_kb=$(df -Pk "$1" | awk 'NR == 2 { print $4 }')
  [ "$free_kb" -ge 2097152 ] || fail "Only $((free_kb / 1024)) MB are free for $1; 2 GB are needed." \
    'Free some space, or set RC_CACHE to a folder on a larger disk.'
}

require_npm() {
  command -v npm >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo 'Installing npm'
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends npm >/dev/null && return
  fi
  fail 'Node 24 has to be installed, and there is no npm to do it with.' 'Run: sudo apt-get install -y npm'
}

# npm_install NAME PACKAGE: puts one package without dependencies into $RC_CACHE/NAME, all or nothing.
npm_install() {
  [ -d "$RC_CACHE/$1" ] && return
  require_room "$RC_CACHE"
  require_npm
  echo "Installing $2"
  local draft
  draft=$(mktemp -d "$RC_CACHE/$1.XXXXXX")
  (cd "$draft" && npm install --prefix "$draft" --no-audit --no-fund --no-save --no-update-notifier --loglevel=error "$2" >/dev/null) || {
    rm -rf "$draft"
    fail "npm could not install $2." 'Check the network connection and start again.'
  }
  mv -T "$draft" "$RC_CACHE/$1"
}

install_all() {
  local host_node found
  host_node=$(node --version 2>/dev/null || true)
  found=$RC_CACHE/pnpm-$PNPM_VERSION/node_modules/@pnpm/exe.linux-$arch
  npm_install "pnpm-$PNPM_VERSION" "@pnpm/exe.linux-$arch@$PNPM_VERSION"
  if [[ ! $host_node =~ ^v(2[4-9]|[3-9][0-9])\. ]]; then
    npm_install "node-$NODE_VERSION" "node-linux-$arch@$NODE_VERSION"
    found=$RC_CACHE/node-$NODE_VERSION/node_modules/node-linux-$arch/bin:$found
  fi
  # Only now, so that the host's npm has run with the host's Node.
  export PATH=$found:$PATH

  local installed=$RC_ROOT/node_modules/.installed-lock.yaml
  if ! cmp -s "$RC_ROOT/pnpm-lock.yaml" "$installed"; then
    require_room "$RC_ROOT"
    echo 'Installing the packages of the lockfile'
    CI=true pnpm --dir "$RC_ROOT" install --frozen-lockfile --reporter=append-only >"$RC_CACHE/pnpm-install.log" 2>&1 || {
      tail -n 20 "$RC_CACHE/pnpm-install.log" >&2
      fail 'pnpm could not install the packages.' 'The lines above say why; if it is the network, mend it and start again.'
    }
    cp "$RC_ROOT/pnpm-lock.yaml" "$installed"
  fi
}

# Two commands started together must not install into the same folder.
exec 9>"$RC_CACHE/bootstrap.lock"
flock 9
install_all
exec 9>&-
