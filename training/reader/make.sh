#!/bin/sh
# From the data folder to the model folder, calibrated: sh training/reader/make.sh DATA MODEL [MINUTES]
set -e
data=$(realpath "$1")
model=$(realpath -m "$2")
cd "$(dirname "$0")/../.."
python3 -m venv "$model.venv"
"$model.venv/bin/pip" install --quiet -r training/reader/requirements.txt
"$model.venv/bin/python" -m training.reader --data "$data" --out "$model" --minutes "${3:-420}"
npm run calibrate -- --reader "$model"
