# Sourced by run and deep: steps, skips, the count at the end.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
export CARGO_TERM_COLOR=never CARGO_INCREMENTAL=0
passed=0 failed=0 skipped=0 failures=()
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT

# step NAME COMMAND…: runs it; its output is shown only when it fails.
step() {
    local name=$1 start=$SECONDS
    shift
    if "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
        printf 'ok    %4ds  %s\n' $((SECONDS - start)) "$name"
        sed -n 's/^report: /              /p' "$log"
    else
        failed=$((failed + 1)) failures+=("$name")
        printf 'FAIL  %4ds  %s\n' $((SECONDS - start)) "$name"
        tail -n 80 "$log" | sed 's/^/      | /'
        return 1
    fi
}

skip() {
    skipped=$((skipped + 1))
    printf 'SKIP         %s: %s\n' "$1" "$2"
}

have() { command -v "$1" >/dev/null 2>&1; }

# need PROGRAM: installs a cargo tool from the registry unless it is there.
need() {
    have "$1" || PATH=$HOME/.cargo/bin:$PATH have "$1" || cargo install --locked --quiet "$1"
}

summary() {
    if [ "$failed" -gt 0 ]; then
        printf 'failed: %s\n' "${failures[@]}"
    fi
    if [ "$skipped" -gt 0 ]; then
        printf '%d skipped, each with its reason above\n' "$skipped"
    fi
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ]
}

PATH=$HOME/.cargo/bin:$PATH
