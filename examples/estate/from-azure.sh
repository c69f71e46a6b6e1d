#!/bin/sh
# Collects what Azure tells of the networks of some subscriptions, and makes a snapshot of it:
#
#   from-azure.sh estate.json SUBSCRIPTION...
#
# Give the subscriptions of the pools and those of the hub. "az" is logged in before, as somebody with the role Reader on each
# subscription as a whole, and has the extension resource-graph. All of its commands only read.
set -eu
if [ $# -lt 2 ]; then
  echo "Usage: from-azure.sh estate.json SUBSCRIPTION..." >&2
  exit 2
fi
output=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
azure-batch-guard snapshot --queries > "$work/queries.sh"
sh "$work/queries.sh" "$work/azure" "$@"
azure-batch-guard snapshot "$work/azure" --output "$output"
