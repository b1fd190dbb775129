#!/usr/bin/env bash
# Runs the tests where they usually do not run:  scripts/extended-test.sh [--filter expression] [variant…]
#   ignored-signals  scripts/test.sh with SIGINT and SIGHUP ignored, as under nohup or in the background of a script
#   no-avx512        the tests with DOTNET_EnableAVX512=0: .NET without vectors of 512 bits (MKL does not read that variable)
#   managed          the tests with DYNAMICS_LINEAR_ALGEBRA=managed: linear algebra without MKL
#   few-files        the tests with ulimit -n 256, the fewest open files that the tool accepts
#   reasons          a test that fails shows its reason in the log of scripts/test.sh
#   reproduce        scripts/reproduce.sh twice in a row
# All of them, or those named, one after the other, also after one that failed. Each must leave git status as it was, so the tests run
# several times in a row without a difference. --filter is that of dotnet test. Takes an hour or two; CI does not run it.
# Prints one line per variant, its log is in artifacts/extended/; exit code 0 only if all passed, 1 if one failed, 2 for wrong usage.
set -uo pipefail

cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." || exit 4
all=(ignored-signals no-avx512 managed few-files reasons reproduce)
chosen=() filter=()
while (($#)); do
  case $1 in
    -h | --help) sed -n '2,12s/^# //p' "${BASH_SOURCE[0]}" && exit 0 ;;
    --filter) filter=(--filter "${2:?"--filter needs an expression"}") && shift 2 ;;
    *)
      [[ " ${all[*]} " == *" $1 "* ]] ||
        { echo "extended-test: must be one of ${all[*]}, but is \"$1\"; see --help" >&2 && exit 2; }
      chosen+=("$1") && shift
      ;;
  esac
done
((${#chosen[@]})) || chosen=("${all[@]}")
logs=artifacts/extended
mkdir -p "$logs" || exit 4

tests() { scripts/test.sh --no-build "${filter[@]}" "$@"; }

# Each runs in a process of its own: what it sets ends with it.
ignored-signals() { trap '' INT HUP && nohup scripts/test.sh "${filter[@]}"; }
no-avx512() { DOTNET_EnableAVX512=0 tests; }
managed() { DYNAMICS_LINEAR_ALGEBRA=managed tests; }
few-files() { ulimit -n 256 && tests; }
reproduce() { scripts/reproduce.sh && scripts/reproduce.sh; }

# With a backend that does not exist a test fails whose log must then have the sentence of the exception.
reasons() {
  local log
  log=$(DYNAMICS_LINEAR_ALGEBRA=none scripts/test.sh --no-build \
    --filter "FullyQualifiedName~Managed_results_are_the_same_bits_on_one_thread_and_on_two") && return 1
  echo "$log"
  grep -q 'DYNAMICS_LINEAR_ALGEBRA must be auto, mkl or managed, but is "none"' <<<"$log"
}

# What git shows of the tree, with the content of files that are changed already.
tree() { git status --porcelain && git diff | cksum; }

# The other variants run the build of the first, so without it there must be one.
if [[ ${chosen[0]} != ignored-signals ]]; then
  echo "extended-test: building" >&2
  dotnet build Dynamics.sln --configuration Release --verbosity quiet --nologo >"$logs/build.log" 2>&1 ||
    { cat "$logs/build.log" >&2 && echo "build: failed" && exit 1; }
fi

failed=0
for variant in "${chosen[@]}"; do
  before=$(tree)
  SECONDS=0
  outcome=passed
  ("$variant") </dev/null >"$logs/$variant.log" 2>&1 || outcome="failed"
  after=$(tree)
  if [[ $after != "$before" ]]; then
    outcome="failed (git status differs)"
    diff <(echo "$before") <(echo "$after") >>"$logs/$variant.log"
  fi
  if [[ $outcome != passed ]]; then
    failed=$((failed + 1))
    tail -n 40 "$logs/$variant.log" | sed "s/^/  $variant: /" >&2
  fi
  echo "$variant: $outcome, $SECONDS s, $logs/$variant.log"
done
echo "$((${#chosen[@]} - failed)) variants passed, $failed failed"
((failed == 0))
