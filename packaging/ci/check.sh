#!/usr/bin/env bash
# What action.yml runs. Everything comes by variables, so that nothing of it is read as shell:
#
#   NOSTALL_PATHS  paths, one a line; the project if empty
#   NOSTALL_ARGS   further words, one a line
#   NOSTALL_SARIF  the SARIF file to write; none if empty
#
# The log has the findings as people read them, the annotations follow; the step fails as nostall does.
set -uo pipefail

words=(check -o full)
paths=()
while IFS= read -r line; do [[ $line ]] && words+=("$line"); done <<<"${NOSTALL_ARGS-}"
while IFS= read -r line; do [[ $line ]] && paths+=("$line"); done <<<"${NOSTALL_PATHS-}"
[[ ${NOSTALL_SARIF-} ]] && words+=(-o "sarif:$NOSTALL_SARIF")
annotations=$(mktemp)
trap 'rm -f "$annotations"' EXIT
words+=(-o "github:$annotations")

nostall "${words[@]}" -- "${paths[@]}"
code=$?
cat "$annotations"

{
  echo "exit-code=$code"
  echo "sarif=${NOSTALL_SARIF-}"
} >>"${GITHUB_OUTPUT:-/dev/null}"
case $code in
  0) echo 'nostall: nothing to report' ;;
  1) echo 'nostall: findings, see the annotations and the log' ;;
  *) echo 'nostall: the job could not be done, see the log' ;;
esac >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
exit "$code"
