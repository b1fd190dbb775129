#!/usr/bin/env bash
# Measures Dynamics against its peers on this machine, now:  scripts/benchmark.sh [--pairs 7] [--quick] > report.md
# Ours and theirs take turns, so that both meet the same machine; the report has medians, and ratios within turns.
# --quick leaves out N = 2048. Nothing else should be running. As root it installs NumPy, SciPy, matplotlib, PyTorch and OpenBLAS.
set -euo pipefail

scripts=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
root=${scripts%/*}
pairs=7
cases=(512,2 1024,2 2048,2 512,4 1024,4)
while (($#)); do
  case $1 in
    --pairs) pairs=${2:?"--pairs needs a number"} && shift 2 ;;
    --quick) cases=(512,2 1024,2 512,4) && shift ;;
    -h | --help) sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}" && exit 0 ;;
    *) echo "benchmark: unknown option $1; see --help" >&2 && exit 2 ;;
  esac
done
sizes=$(printf '%s\n' "${cases[@]%,*}" | sort -nu)
scenario="$scripts/scenarios/exercise-1.json"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log="$work/measured"

python=/usr/bin/python3 # the distribution's own: another one does not see its NumPy
libraries=/usr/lib/$(uname -m)-linux-gnu
have_peers() { "$python" -c 'import numpy, scipy, matplotlib, torch' 2>/dev/null && [[ -e $libraries/openblas-pthread/libblas.so.3 ]]; }
if ! have_peers; then
  peers=(python3-numpy python3-scipy python3-matplotlib python3-torch libopenblas0-pthread)
  [[ $(id -u) -eq 0 ]] || { echo "benchmark: needs sudo apt-get install ${peers[*]}" >&2 && exit 4; }
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${peers[@]}"; } >&2
fi

# Which BLAS NumPy loads is chosen for one process, and the system left as it is.
with_openblas() { LD_LIBRARY_PATH="$libraries/openblas-pthread" "$@"; }
with_reference() { LD_LIBRARY_PATH="$libraries/blas" "$@"; }
with_one_core() { OPENBLAS_NUM_THREADS=1 with_openblas "$@"; }
with_skylakex() { OPENBLAS_CORETYPE=SkylakeX with_openblas "$@"; }
has_avx512() { grep -qw avx512f /proc/cpuinfo; }

"$scripts/setup.sh"
dotnet build "$root/tests/Benchmarks" --configuration Release --verbosity quiet --nologo >&2
ours() { dotnet "$root/artifacts/bin/Benchmarks/release/Benchmarks.dll" "$@"; }

# record <turn> <side> <command…>: notes the lines "name value" that the command prints.
record() { "${@:3}" | sed "s/^/$1 $2 /" >>"$log"; }
# clock <turn> <side> <name> <command…>: notes the wall time of the command.
clock() {
  local begin=$EPOCHREALTIME
  "${@:4}" >"$work/output" 2>&1 || { cat "$work/output" >&2 && exit 1; }
  echo "$1 $2 $3 $(awk "BEGIN { print $EPOCHREALTIME - $begin }")" >>"$log"
}

for ((turn = 0; turn <= pairs; turn++)); do # turn 0 warms the disk's cache up and is left out of the report
  echo "benchmark: turn $turn of $pairs" >&2
  record "$turn" dynamics ours deep-run
  record "$turn" openblas with_openblas "$python" "$scripts/peers/deep_run.py"
  clock "$turn" dynamics exercise-1 "$scripts/dynamics" run "$scenario" --out "$work/dynamics"
  clock "$turn" openblas exercise-1 with_openblas "$python" "$scripts/peers/exercise_1.py" "$scenario" "$work/peer"
  for kind in linear relu; do
    record "$turn" dynamics ours descent "$kind"
    for peer in numpy eager scripted; do
      record "$turn" "$peer" with_one_core "$python" "$scripts/peers/descent.py" "$peer" "$kind"
    done
  done
  ((turn)) || continue
  for case in "${cases[@]}"; do
    record "$turn" dynamics ours flow "$case"
    record "$turn" openblas with_openblas "$python" "$scripts/peers/flow_step.py" "$case"
    has_avx512 && record "$turn" skylakex with_skylakex "$python" "$scripts/peers/flow_step.py" "$case"
  done
  # shellcheck disable=SC2086 # one argument per size
  record "$turn" mkl "$python" "$scripts/peers/mkl_dgemm.py" $sizes
done
# The whole program, with a figure and all singular values after every epoch.
peak='import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print("exercise-2-peak", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)'
record 1 dynamics "$python" -c "$peak" "$scripts/dynamics" run "$scripts/scenarios/exercise-2.json" \
  --set 'runs.*.sample={"every": 1}' --out "$work/dynamics"
record 1 reference with_reference "$python" "$scripts/peers/flow_step.py" 512,2

{
  echo "processor: $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1) ($(has_avx512 && echo AVX-512 || echo no AVX-512)), $(nproc) threads"
  echo "peer: $(with_openblas "$python" "$scripts/peers/flow_step.py" --blas)"
  echo "peer: PyTorch $("$python" -c 'import torch; print(torch.__version__)'), one thread"
  ours describe
} | sed "s|$HOME/|~/|g" >"$work/about"
"$python" "$scripts/peers/report.py" "$log" "$work/about"
