#!/bin/sh
# Makes WORK_DIR/reader.bin: vocabulary, data, two stages of training, sentence vector, threshold and confidence.
# usage: train.sh E5_FILE POLNEAR_DIR WORK_DIR      (PYTHON, INCIDENTS="FOLDER GOLD …", PLAIN=FILE: optional)
set -eu
e5=$1 polnear=$2 work=$3
here=$(dirname "$0")
python=${PYTHON:-python3}
export OMP_WAIT_POLICY=PASSIVE
mkdir -p "$work"

incidents=
set -- ${INCIDENTS:-}
while [ $# -ge 2 ]; do
	incidents="$incidents --incident $1 $2"
	shift 2
done

"$python" "$here/vocabulary.py" "$e5" "$work/vocabulary.json" --keep 90000
# shellcheck disable=SC2086
"$python" "$here/prepare.py" "$e5" "$work/vocabulary.json" "$work/data.pt" --polnear "$polnear" \
	--own "$here/data/own/train" ${PLAIN:+--plain "$PLAIN"} $incidents
"$python" "$here/train.py" "$work/data.pt" "$work/stage1.pt" --e5 "$e5" --epochs 0.43 --rate 2.5e-4 --low 0.9 --own 0
"$python" "$here/fit_vector.py" "$work/data.pt" "$work/stage1.pt" "$work/fitted.pt" --e5 "$e5"
"$python" "$here/train.py" "$work/data.pt" "$work/stage2.pt" --e5 "$e5" --from "$work/fitted.pt" \
	--epochs 1.65 --rate 2.5e-4 --own 5 --average 0.99 --seed 2
"$python" "$here/fit_vector.py" "$work/data.pt" "$work/stage2.pt" "$work/final.pt" --e5 "$e5"
"$python" "$here/calibrate.py" "$work/data.pt" "$work/final.pt" --e5 "$e5" --polnear "$polnear" | tee "$work/calibration.txt"
# shellcheck disable=SC2046
"$python" "$here/export.py" "$work/data.pt" "$work/final.pt" "$work/reader.bin" --e5 "$e5" \
	$(grep '^--threshold' "$work/calibration.txt")
