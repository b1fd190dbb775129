#!/usr/bin/env bash
# Checks format, builds with warnings as errors, and runs all tests:  scripts/test.sh [--no-build] [arguments of dotnet test]
# For example --filter FullyQualifiedName~Modes. With --no-build first, the tests of the last build run, and nothing else is done.
# Ends with the runner's summary; exit code 0 only if everything is right. A test that fails is shown with its reason.
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
if [[ ${1:-} == --no-build ]]; then
  shift
else
  scripts/setup.sh
  dotnet tool restore >/dev/null || { dotnet tool restore && exit 1; } # quiet, unless it fails
  dotnet csharpier check .
  dotnet restore Dynamics.sln --locked-mode --verbosity quiet
  dotnet build Dynamics.sln --configuration Release --no-restore --verbosity quiet
fi
# The verbosity of the logger, because that of dotnet test, when quiet, leaves out why a test failed.
dotnet test Dynamics.sln --configuration Release --no-build --verbosity quiet --logger "console;verbosity=minimal" "$@"
