#!/bin/sh
# From the data folder to the model folder: sh training/make.sh DATA MODEL
set -e
cd "$(dirname "$0")/.."
# Large buffers come and go at every step: keeping them halves the time on Linux.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=200000000 OMP_WAIT_POLICY=PASSIVE
exec python3 -m training --data "$1" --out "$2"
