#!/usr/bin/env bash
# Installs what Dynamics can use beside the .NET 10 SDK, and says in one line what it cannot install.
#   MKL        fast linear algebra, into a private cache folder; needs no root and leaves the system's package lists alone
#   converter  rsvg-convert and a font, for PNG and PDF figures; by apt, as root only
# Nothing here is required but the SDK: without the rest the same commands run, with managed linear algebra and SVG only.
# Safe to run again at any time: what is in place is left alone. Exit codes: 0 done, 4 no .NET 10 SDK.
set -euo pipefail

home=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)} # a service may have no HOME
cache="${XDG_CACHE_HOME:-$home/.cache}/dynamics"
mkl="$cache/mkl-2020.4"
mkl_packages=(libmkl-rt libmkl-core libmkl-intel-lp64 libmkl-sequential libmkl-gnu-thread libmkl-def
  libmkl-avx2 libmkl-avx512 libmkl-vml-def libmkl-vml-avx2 libmkl-vml-avx512)
# Fail at once where there is no network: by default apt-get update retries, and ends with exit code 0 all the same.
apt_options=(-qq -o APT::Update::Error-Mode=any -o Acquire::Retries=0 -o Acquire::http::Timeout=10
  -o Acquire::https::Timeout=10 -o Acquire::Languages=none)
work=""
trap '[[ -z $work ]] || rm -rf "$work"' EXIT

say() { echo "setup: $*" >&2; }

# A download that failed is not tried again for an hour, so that nobody offline waits for it twice.
failed_lately() {
  [[ -n $(find "$cache/$1.failed" -mmin -60 2>/dev/null) ]] &&
    say "$(<"$cache/$1.failed") (tried less than an hour ago; delete $cache/$1.failed to try again)"
}
fail() {
  say "$2"
  mkdir -p "$cache" && echo "$2" >"$cache/$1.failed"
}

require_dotnet() {
  if ! command -v dotnet >/dev/null || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    say "the .NET 10 SDK is needed and was not found; get it from https://dotnet.microsoft.com/download/dotnet/10.0"
    exit 4
  fi
}

# Where this system takes packages of release $1 from, one "URI release" a line. apt reads both its source formats for us.
system_sources() {
  # shellcheck disable=SC2016 # the names are apt's, not the shell's
  apt-get indextargets --no-release-info --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' 2>/dev/null |
    awk -v names=" $1 stable testing unstable sid " \
      '$3 == "main" && index(names, " " $2 " ") && !seen[$1, $2]++ { print $1, $2 }'
}

# Downloads MKL from source "$2 $3" (URI, release) and unpacks it into $1/root, with lists, cache and sources of its own.
fetch_mkl() {
  local folder=$1 uri=$2 release=$3 family=debian components=non-free packages=("${mkl_packages[@]}") keyring package
  [[ $distribution == ubuntu ]] && family=ubuntu components=multiverse
  keyring=/usr/share/keyrings/$family-archive-keyring.gpg
  /sbin/ldconfig -p | grep -q 'libgomp\.so\.1 .*x86-64' || { packages+=(libgomp1) components="main $components"; }
  mkdir -p "$folder"/{lists/partial,cache/archives/partial,sources,debs,root}
  [[ -e $keyring ]] && keyring=" signed-by=$keyring" || keyring=""
  echo "deb [arch=amd64$keyring] $uri $release $components" >"$folder/sources/mkl.list"
  local private=("${apt_options[@]}" -o Dir::State="$folder" -o Dir::State::status=/var/lib/dpkg/status
    -o Dir::Cache="$folder/cache" -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$folder/sources"
    -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false
    -o APT::Sandbox::User="$(id -un)") # else root's apt downloads as _apt, who may not enter this folder
  apt-get "${private[@]}" update || return
  (cd "$folder/debs" && apt-get "${private[@]}" download "${packages[@]}") || return
  for package in "$folder"/debs/*.deb; do
    dpkg -x "$package" "$folder/root" || return
  done
  [[ -e $folder/root/usr/lib/x86_64-linux-gnu/libmkl_rt.so ]] || { echo "the packages hold no libmkl_rt.so"; return 1; }
  echo "$uri $release $components" >"$folder/root/.complete"
}

install_mkl() {
  [[ ! -e $mkl/.complete ]] || return 0
  if [[ "$(uname -sm)" != "Linux x86_64" ]]; then
    say "MKL not installed: it exists for Linux on x86-64, and this is $(uname -sm)"
    return
  elif ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
    say "MKL not installed: there is no apt here; where you have libmkl_rt.so.2, put its folder into DYNAMICS_MKL"
    return
  fi
  ! failed_lately mkl || return 0

  if ! mkdir -p "$cache" 2>/dev/null || [[ ! -w $cache ]]; then
    say "MKL not installed: $cache cannot be written; set XDG_CACHE_HOME to a folder that can"
    return
  fi
  exec 9>"$cache/.lock" && flock 9 # of two setups at once the second waits, then finds the work done
  [[ ! -e $mkl/.complete ]] || return 0
  local reason uri release
  # shellcheck source=/dev/null
  source /etc/os-release
  distribution=$([[ -n ${UBUNTU_CODENAME:-} ]] && echo ubuntu || echo debian)
  reason="no package source here is Debian's or Ubuntu's own"
  say "fetching MKL 2020.4, 64 MB, into $mkl"
  while read -r uri release; do
    work=$(mktemp -d "$cache/.mkl.XXXXXX")
    if reason=$(fetch_mkl "$work" "$uri" "$release" 2>&1); then
      rm -rf "$mkl" && mv -T "$work/root" "$mkl" # the folder appears whole or not at all
      rm -f "$cache/mkl.failed"
      return
    fi
    rm -rf "$work"
  done < <(system_sources "${UBUNTU_CODENAME:-${VERSION_CODENAME:-stable}}")
  fail mkl "MKL not installed: $(head -n 1 <<<"$reason")"
}

install_converter() {
  local font=(/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf) missing=()
  command -v rsvg-convert >/dev/null || missing+=(librsvg2-bin)
  [[ -e ${font[0]} ]] || missing+=(fonts-liberation)
  [[ ${#missing[@]} -gt 0 ]] || return 0
  if ! command -v apt-get >/dev/null; then
    say "PNG and PDF converter not installed: there is no apt here; install rsvg-convert and the Liberation fonts by hand"
  elif [[ $(id -u) -ne 0 ]]; then
    say "PNG and PDF converter not installed: that needs root; 'sudo apt-get install ${missing[*]}' installs it"
  elif ! failed_lately converter; then
    local install=(env DEBIAN_FRONTEND=noninteractive apt-get "${apt_options[@]}" -y --no-install-recommends install "${missing[@]}")
    "${install[@]}" >/dev/null 2>&1 ||
      { apt-get "${apt_options[@]}" update && "${install[@]}"; } >/dev/null 2>&1 ||
      fail converter "PNG and PDF converter not installed: apt could not install ${missing[*]}"
  fi
}

require_dotnet
install_mkl
install_converter
