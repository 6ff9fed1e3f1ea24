#!/bin/sh
# Makes WORK_DIR/reader.bin and claims.bin: vocabulary, data, three stages of training, threshold and confidence, the head for claims.
# What WORK_DIR holds already is not made again: delete a file to make it and call again.
# usage: train.sh E5_FILE POLNEAR_DIR WORK_DIR
# PYTHON, INCIDENTS="FOLDER GOLD …", PARALLEL="FOLDER …", PLAIN=FILE: optional
set -eu
e5=$1 polnear=$2 work=$3
here=$(dirname "$0")
python=${PYTHON:-python3}
export OMP_WAIT_POLICY=PASSIVE
mkdir -p "$work"

incidents=
# shellcheck disable=SC2086
set -- ${INCIDENTS:-}
while [ $# -ge 2 ]; do
	incidents="$incidents --incident $1 $2"
	shift 2
done
parallel="--parallel $here/data/own/parallel"
for folder in ${PARALLEL:-}; do
	parallel="$parallel --parallel $folder"
done

# step FILE COMMAND…: runs the command, which writes WORK_DIR/FILE.new, unless the file is there.
step() {
	file=$work/$1
	shift
	if [ ! -f "$file" ]; then
		echo "making $file" >&2
		"$@"
		mv "$file.new" "$file"
	fi
}

step vocabulary.json "$python" "$here/vocabulary.py" "$e5" "$work/vocabulary.json.new"
# shellcheck disable=SC2086
step data.pt "$python" "$here/prepare.py" "$e5" "$work/vocabulary.json" "$work/data.pt.new" --polnear "$polnear" \
	--own "$here/data/own/train" ${PLAIN:+--plain "$PLAIN"} $parallel $incidents
step stage1.pt "$python" "$here/train.py" "$work/data.pt" "$work/stage1.pt.new" --e5 "$e5" --epochs 0.4 --rate 2.5e-4 --low 0.9 --own 0
step fitted.pt "$python" "$here/fit_vector.py" "$work/data.pt" "$work/stage1.pt" "$work/fitted.pt.new" --e5 "$e5"
step stage2.pt "$python" "$here/train.py" "$work/data.pt" "$work/stage2.pt.new" --e5 "$e5" --from "$work/fitted.pt" \
	--epochs 1.35 --rate 2.5e-4 --own 3 --average 0.99 --seed 2
step final.pt "$python" "$here/train.py" "$work/data.pt" "$work/final.pt.new" --e5 "$e5" --from "$work/stage2.pt" \
	--epochs 0.55 --rate 1.2e-4 --own 1 --incident 2 --average 0.99 --seed 3
"$python" "$here/calibrate.py" "$work/data.pt" "$work/final.pt" --e5 "$e5" --polnear "$polnear" | tee "$work/calibration.txt"
# shellcheck disable=SC2046
"$python" "$here/export.py" "$work/data.pt" "$work/final.pt" "$work/reader.bin" --e5 "$e5" \
	$(grep '^--threshold' "$work/calibration.txt")
"$python" "$here/fit_head.py" "$work/data.pt" "$work/final.pt" "$work/reader.bin" "$work/claims.bin" --e5 "$e5" \
	--claims "$here/data/claims/train" --test "$here/data/claims/test" --parallel "$here/data/own/parallel"
