#!/usr/bin/env bash
# Copies the states out of a self-managed Pulumi backend in Azure Blob Storage, for "azure-batch-guard fleet FOLDER".
#
#   from-azure-blob.sh azblob://CONTAINER[/PREFIX] FOLDER
#
# The first argument is what "pulumi login" takes, without a query: give the storage account as AZURE_STORAGE_ACCOUNT.
# FOLDER has to be new or empty. Secrets in the states stay encrypted.
#
# Needs the Azure CLI, logged in with the role Storage Blob Data Reader; or AZURE_STORAGE_AUTH_MODE=key with a key or token
# in the variables that the Azure CLI reads.
# Exit status: 0 all copied, 2 not all.
set -euo pipefail

refuse() {
  printf '%s\n' "$*" >&2
  exit 2
}

[[ $# -eq 2 ]] || refuse "Usage: from-azure-blob.sh azblob://CONTAINER[/PREFIX] FOLDER"
backend=$1
folder=$2
[[ $backend != *\?* ]] || refuse "Give the storage account as AZURE_STORAGE_ACCOUNT: $backend"
[[ $backend =~ ^azblob://([^/]+)/?(.*)$ ]] || refuse "A backend in Azure is something like azblob://container/prefix, not $backend."
container=${BASH_REMATCH[1]}
prefix=${BASH_REMATCH[2]%/}
# The Azure CLI would take them for wildcards.
[[ $prefix != *[\*\[]* ]] || refuse "A prefix with * or [ cannot be copied: $prefix"

mkdir -p -- "$folder"
[[ -z $(ls -A -- "$folder") ]] || refuse "$folder is not empty: what lies there would be judged with the others."

# A pattern takes a whole name: the .json.bak beside each state, and tags and locks, are left out.
for ending in json json.gz json.zst; do
  az storage blob download-batch --source "$container" --destination "$folder" \
    --pattern "${prefix:+$prefix/}.pulumi/stacks/*.$ending" --auth-mode "${AZURE_STORAGE_AUTH_MODE:-login}" \
    --no-progress --only-show-errors --output none || refuse "Not all states of $backend could be copied."
done
[[ -n $(ls -A -- "$folder") ]] || refuse "There is no state in $backend/.pulumi/stacks/."
