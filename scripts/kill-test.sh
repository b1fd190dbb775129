#!/usr/bin/env bash
# Kills runs with SIGKILL at random times and resumes them:  scripts/kill-test.sh [how many, default 50]
# Every run is killed one to three times. Its results must be those of a run without a stop, byte for byte, run.json apart.
# Ends with "50 of 50 identical"; exit code 0 only if all are. KILL_TEST_SEED (default 1) chooses the times.
set -euo pipefail

count=${1:-50}
[[ $count =~ ^[1-9][0-9]*$ ]] || { echo "kill-test: the number of runs must be positive, but is \"$count\"" >&2; exit 2; }
self=$(readlink -f -- "${BASH_SOURCE[0]}")
root=${self%/*/*}
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cd -- "$folder"
RANDOM=${KILL_TEST_SEED:-1}

# One descent of two seeds, and one adaptive flow: both kinds of cursor, saved side by side.
cat >kill.json <<'JSON'
{ "name": "kill",
  "task": { "kind": "diffuseTree", "features": 12, "depth": 3, "branching": 2, "flip": 0.1, "seed": 3 },
  "runs": [
    { "name": "descent",
      "network": { "hidden": [8], "activation": { "kind": "relu", "on": "hidden" } },
      "start": { "kind": "torchDefault", "seed": 1 },
      "learning": { "kind": "descent", "rate": 0.05, "epochs": 60000, "batch": 1 },
      "sample": { "every": 500 }, "observe": ["modes", "loss", "map", "weights"], "repeat": 2 },
    { "name": "flow",
      "network": { "hidden": [8] },
      "start": { "kind": "gaussian", "variance": 0.01, "seed": 1 },
      "learning": { "kind": "flow", "method": "dormandPrince", "timeConstant": 1, "until": 2000 },
      "observe": ["modes", "loss", "conserved"],
      "theories": [{ "kind": "balanced", "initialStrength": "measured" }] } ] }
JSON

"$root/scripts/dynamics" run kill.json --out build >/dev/null # builds it if need be
tool=$(readlink -f -- "$root/artifacts/dynamics/current")/dynamics.dll # killed is the tool, never its build
began=$(date +%s%N)
dotnet "$tool" run kill.json --out whole >/dev/null
milliseconds=$((($(date +%s%N) - began) / 1000000))

identical=0 struck=0 resumed=0
for ((run = 1; run <= count; run++)); do
  rm -rf cut
  for ((kills = RANDOM % 3 + 1; kills > 0; kills--)); do
    dotnet "$tool" run kill.json --out cut --checkpoint-every 20 --resume >/dev/null 2>&1 &
    process=$!
    delay=$(((RANDOM * 32768 + RANDOM) % milliseconds))
    sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))"
    if kill -KILL "$process" 2>/dev/null; then struck=$((struck + 1)); fi
    wait "$process" 2>/dev/null || true
    if [[ -e cut/kill.checkpoint ]]; then resumed=$((resumed + 1)); fi
  done
  dotnet "$tool" run kill.json --out cut --resume >/dev/null 2>errors || { echo "run $run failed: $(<errors)" >&2; continue; }
  if diff -rq --exclude run.json whole/kill cut/kill >&2 && [[ ! -e cut/kill.checkpoint ]]; then
    identical=$((identical + 1))
  fi
done
echo "killed $struck times, $resumed of them with a checkpoint to go on from" >&2
echo "$identical of $count identical"
[[ $identical == "$count" ]]
