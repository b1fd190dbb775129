#!/usr/bin/env bash
# Checks format, builds with warnings as errors, and runs all tests:  scripts/test.sh [arguments of dotnet test]
# For example --filter FullyQualifiedName~Modes. Ends with the runner's summary; exit code 0 only if everything is right.
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.."
scripts/setup.sh
dotnet tool restore >/dev/null || { dotnet tool restore && exit 1; } # quiet, unless it fails
dotnet csharpier check .
dotnet restore Dynamics.sln --locked-mode --verbosity quiet
dotnet build Dynamics.sln --configuration Release --no-restore --verbosity quiet
dotnet test Dynamics.sln --configuration Release --no-build --verbosity quiet "$@"
