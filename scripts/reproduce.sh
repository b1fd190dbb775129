#!/usr/bin/env bash
# Makes the results again:  scripts/reproduce.sh [--out folder] [--anew] [scenario…]
# Installs what is missing, builds, runs every scenario in scripts/scenarios/ (or those named: "exercise-1", or a path), and
# writes one folder per scenario into results/. A file that agrees with the new one, as "dynamics compare" has it, stays as it
# is, so that another machine's last digits change nothing; --anew replaces all. Ends with a table of scenarios, runs, worst
# differences, whether the earlier results were reproduced (same, agrees, differs, new), files and seconds.
set -euo pipefail

scripts=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
out="${scripts%/*}/results"
keep=(--keep-agreeing)
scenarios=()
while (($#)); do
  case $1 in
    --out) out=${2:?"--out needs a folder"} && shift 2 ;;
    --out=*) out=${1#--out=} && shift ;;
    --anew) keep=() && shift ;;
    -h | --help) sed -n '2,6s/^# //p' "${BASH_SOURCE[0]}" && exit 0 ;;
    -*) echo "reproduce: unknown option $1; see --help" >&2 && exit 2 ;;
    *)
      [[ -e $1 || ! -e $scripts/scenarios/$1.json ]] && scenarios+=("$1") || scenarios+=("$scripts/scenarios/$1.json")
      shift
      ;;
  esac
done
((${#scenarios[@]})) || scenarios=("$scripts"/scenarios/*.json)

"$scripts/setup.sh"
exec "$scripts/dynamics" run "${scenarios[@]}" --out "$out" "${keep[@]}"
