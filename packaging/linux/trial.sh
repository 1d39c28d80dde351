#!/bin/sh
# One part of a person's way with the deb, inside a clean root: `trial.sh install|files|serve|desktop|remove`.
# `cargo xtask dist` runs them in this order.
set -eu
export DEBIAN_FRONTEND=noninteractive SHIPBELL_SECRETS=file

fail() {
    echo "$*" >&2
    exit 1
}

# Until the command succeeds, or half a minute has passed.
await() {
    for _ in $(seq 150); do
        if "$@"; then return 0; fi
        sleep 0.2
    done
    return 1
}

install() {
    apt-get -q update
    apt-get -q install -y --no-install-recommends /shipbell.deb
}

files() {
    shipbell --version
    for program in /usr/bin/shipbell /usr/bin/shipbell-desktop; do
        if ldd "$program" | grep 'not found'; then fail "$program: a library is missing"; fi
    done
    for file in \
        man/man1/shipbell.1 man/man1/shipbell-endpoint.1 \
        bash-completion/completions/shipbell zsh/vendor-completions/_shipbell fish/vendor_completions.d/shipbell.fish \
        metainfo/dev.shipbell.app.metainfo.xml icons/hicolor/128x128/apps/shipbell-desktop.png; do
        test -s "/usr/share/$file" || fail "/usr/share/$file is missing"
    done
    grep -x 'MimeType=x-scheme-handler/shipbell;' /usr/share/applications/Shipbell.desktop ||
        fail "the desktop file does not take shipbell: links"
    grep -E '^Exec=shipbell-desktop +%[uU]' /usr/share/applications/Shipbell.desktop ||
        fail "the desktop file does not hand a link over"
}

serve() {
    export SHIPBELL_HOME=/root/served
    shipbell serve --listen 127.0.0.1:0 >/tmp/serve 2>&1 &
    server=$!
    await answers || fail "shipbell serve did not answer: $(cat /tmp/serve)"
    shipbell endpoint add Trial >/dev/null
    shipbell simulate app-version-rejected
    shipbell events --json | grep -q '"' || fail "the delivery is not in the feed"
    kill -TERM $server
    wait $server || fail "shipbell serve did not end in good order: $(cat /tmp/serve)"
}

answers() {
    shipbell endpoint list >/dev/null 2>&1 && test -S "$SHIPBELL_HOME/control.sock"
}

desktop() {
    # A desktop is not part of the package, so it comes now, after all else was seen without.
    apt-get -q install -y --no-install-recommends dbus-x11 xvfb xauth >/dev/null
    export SHIPBELL_HOME=/root/desktop
    mkdir -m 700 "$SHIPBELL_HOME"
    printf '[connection]\nlisten = "127.0.0.1:18484"\n' >"$SHIPBELL_HOME/shipbell.toml"
    xvfb-run -a dbus-run-session shipbell-desktop >/tmp/desktop 2>&1 &
    await answers || fail "the app did not come up: $(cat /tmp/desktop "$SHIPBELL_HOME"/logs/* 2>&1)"
    shipbell endpoint add Trial >/dev/null
    shipbell simulate app-version-rejected
    cat "$SHIPBELL_HOME"/logs/* /tmp/desktop
}

remove() {
    dpkg -L shipbell | while read -r path; do if [ -f "$path" ]; then echo "$path"; fi; done >/tmp/had
    test -s /tmp/had || fail "the package names no files"
    apt-get -q purge -y shipbell
    while read -r path; do
        test ! -e "$path" || fail "$path was left behind"
    done </tmp/had
    for home in served desktop; do
        test -s "/root/$home/feed.db" || fail "the feed of /root/$home is gone: it is the person's, not the package's"
    done
}

"$1"
