#!/usr/bin/env bash
# Copies the states out of a self-managed Pulumi backend in S3, for "azure-batch-guard fleet FOLDER".
#
#   from-s3.sh s3://BUCKET[/PREFIX] FOLDER
#
# The first argument is what "pulumi login" takes, without a query: give region, profile and endpoint as AWS_REGION,
# AWS_PROFILE and AWS_ENDPOINT_URL. FOLDER has to be new or empty. Secrets in the states stay encrypted.
#
# Needs the AWS CLI, and the rights s3:ListBucket and s3:GetObject.
# Exit status: 0 all copied, 2 not all.
set -euo pipefail

refuse() {
  printf '%s\n' "$*" >&2
  exit 2
}

[[ $# -eq 2 ]] || refuse "Usage: from-s3.sh s3://BUCKET[/PREFIX] FOLDER"
backend=$1
folder=$2
[[ $backend != *\?* ]] || refuse "Give region, profile and endpoint as AWS_REGION, AWS_PROFILE and AWS_ENDPOINT_URL: $backend"
[[ $backend =~ ^s3://[^/]+ ]] || refuse "A backend in S3 is something like s3://bucket/prefix, not $backend."

mkdir -p -- "$folder"
[[ -z $(ls -A -- "$folder") ]] || refuse "$folder is not empty: what lies there would be judged with the others."

# The last filter that fits a name counts. Left out are the .json.bak beside each state, and tags and locks.
aws s3 sync "${backend%/}/.pulumi/stacks/" "$folder/" --only-show-errors \
  --exclude '*' --include '*.json' --include '*.json.gz' --include '*.json.zst' ||
  refuse "Not all states of $backend could be copied."
[[ -n $(ls -A -- "$folder") ]] || refuse "There is no state in $backend/.pulumi/stacks/."
