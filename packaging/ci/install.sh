#!/usr/bin/env bash
# What action.yml installs with, into an environment of its own:
#
#   NOSTALL_VERSION  from the package index; if empty, NOSTALL_SOURCE is built
#   NOSTALL_C        `true` for libclang as well
#   NOSTALL_SOURCE   the folder of this repository
set -euo pipefail

place=${RUNNER_TEMP:?is not set: this is for GitHub Actions}/nostall
extra=
[[ ${NOSTALL_C-} == true ]] && extra='[c]'
if [[ ${NOSTALL_VERSION-} ]]; then
  what="nostall$extra==$NOSTALL_VERSION"
else
  what="${NOSTALL_SOURCE:?}$extra"
fi
python3 -m venv "$place"
"$place/bin/python" -m pip install --quiet --disable-pip-version-check "$what"
echo "$place/bin" >>"${GITHUB_PATH:?}"
"$place/bin/nostall" version
