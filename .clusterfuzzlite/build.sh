#!/bin/bash -eu
# Builds every target with its seeds and dictionary into $OUT: what ClusterFuzzLite and OSS-Fuzz run.
#
# The repository has to be where it was built when the targets run: the generators read its vectors.
# Where they are missing, generated inputs are made of shapes alone.
cd "$SRC/portcullis"
export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
cargo fuzz build -O --debug-assertions
cargo run --quiet -p portcullis-fuzz --example seeds -- seeds
for target in fuzz/fuzz_targets/*.rs; do
    target=$(basename "$target" .rs)
    cp "target/x86_64-unknown-linux-gnu/release/$target" "$OUT/"
    cp "fuzz/dictionaries/$target.dict" "$OUT/"
    (cd "seeds/$target" && zip --quiet -r "$OUT/${target}_seed_corpus.zip" .)
done
rm -r seeds
