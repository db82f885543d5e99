#!/bin/sh
# Links the probe, then shows that the link can fail: with a reachable panic it must, and name it.
# `check.sh --where` lists the source lines of the panics that are reachable.
set -eu
cd "$(dirname "$0")"
link() {
    symbols=$1
    shift
    cargo rustc --release --quiet --target-dir "${target-target}" "$@" -- -C link-arg=-nostartfiles -C link-arg=-nostdlib \
        -C link-arg=-static -C link-arg=-no-pie -C relocation-model=static -C link-arg=-Wl,--gc-sections \
        -C "link-arg=-Wl,--defsym=memcpy=0,--defsym=memmove=0,--defsym=memset=0,--defsym=memcmp=0,--defsym=bcmp=0$symbols"
}
if [ "${1-}" = --where ]; then
    target=target/where
    CARGO_PROFILE_RELEASE_DEBUG=1 link ,--defsym=portcullis_panic_is_reachable=0
    elf=target/where/release/portcullis-probe
    objdump -d "$elf" | awk '/(call|jmp).*(panic|fail|unwrap|expect|slice_.*index|len_mismatch)/ { sub(":", "", $1); print $1 }' |
        sort -u | xargs -r addr2line -i -f -C -e "$elf"
    exit
fi
link ''
echo "probe: links; no panic, no std, no allocator is reachable"
if out=$(link '' --features canary 2>&1); then
    echo "probe: the negative control linked, so the check proves nothing" >&2
    exit 1
fi
case $out in
    *portcullis_panic_is_reachable*) echo "probe: the negative control fails to link, as it must" ;;
    *) printf '%s\n' "$out" "probe: the negative control failed for another reason" >&2; exit 1 ;;
esac
