#!/usr/bin/env bash
# Exports the states of all stacks of an organisation on Pulumi Cloud, for "azure-batch-guard fleet FOLDER".
#
#   from-pulumi-cloud.sh ORGANISATION FOLDER [PART/PARTS]
#
# FOLDER has to be new or empty; a state becomes FOLDER/PROJECT/STACK.json, or STACK@….json where another name differs
# from it in case alone, which some file systems do not tell apart. Secrets in it stay encrypted.
# PART/PARTS, such as 2/5, takes one part of the stacks; a stack is always in the same part.
# JOBS exports run at a time, 8 if it is not set.
#
# Needs the Pulumi CLI, logged in (PULUMI_ACCESS_TOKEN), and Node.js.
# Exit status: 0 all exported, 2 not all; each stack that is missing is told on standard error.
set -euo pipefail

refuse() {
  printf '%s\n' "$*" >&2
  exit 2
}

[[ $# -eq 2 || $# -eq 3 ]] || refuse "Usage: from-pulumi-cloud.sh ORGANISATION FOLDER [PART/PARTS]"
organisation=$1
folder=$2
part=${3:-1/1}
[[ $part =~ ^([1-9][0-9]{0,3})/([1-9][0-9]{0,3})$ && ${BASH_REMATCH[1]} -le ${BASH_REMATCH[2]} ]] ||
  refuse "PART/PARTS is something like 2/5, not $part."
[[ ${JOBS:=8} =~ ^[1-9][0-9]{0,2}$ ]] || refuse "JOBS is a number from 1 to 999, not $JOBS."

mkdir -p -- "$folder"
[[ -z $(ls -A -- "$folder") ]] || refuse "$folder is not empty: what lies there would be judged with the others."
folder=$(cd -- "$folder" && pwd)

# Names in full, even where the script is started in the folder of a project. The CLI turns the pages.
stacks=$(pulumi stack ls --organization "$organisation" --all --fully-qualify-stack-names --json --non-interactive) ||
  refuse "The stacks of $organisation cannot be listed."

# Name, NUL, file, NUL: of the stacks in this part. What could lead out of the folder is encoded.
chosen() {
  # shellcheck disable=SC2016 # JavaScript, not the shell, fills it in.
  node -e '
    const { createHash } = require("node:crypto");
    const [part, parts] = process.argv[1].split("/").map(Number);
    const hash = (name) => createHash("sha256").update(name).digest();
    const bucket = (name) => hash(name).readUInt32BE() % parts;
    const safe = (piece) => encodeURIComponent(piece).replace(/^\./, "%2E");
    const stacks = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    if (stacks.length === 0) process.exitCode = 3;
    const fileOf = (name) => (name.includes("/") ? name.split("/").slice(1) : [name]).map(safe).join("/");
    const uses = new Map();
    const key = (name) => fileOf(name).toLowerCase();
    for (const { name } of stacks) uses.set(key(name), (uses.get(key(name)) ?? 0) + 1);
    for (const { name } of stacks) {
      // An encoded name has no @ of its own.
      const mark = uses.get(key(name)) > 1 ? `@${hash(name).toString("hex").slice(0, 12)}` : "";
      if (bucket(name) === part - 1) process.stdout.write(`${name}\0${fileOf(name)}${mark}.json\0`);
    }
  ' "$part" <<<"$stacks"
}

# shellcheck disable=SC2317 # xargs calls it.
export_stack() {
  local name=$1 file=$FOLDER/$2
  mkdir -p -- "$(dirname -- "$file")"
  # Only a whole file gets a name that is read.
  if pulumi stack export --stack "$name" --file "$file.part" --non-interactive >/dev/null &&
    mv -- "$file.part" "$file"; then
    return
  fi
  rm -f -- "$file.part"
  printf 'Not exported: %q\n' "$name" >&2
  return 1
}
export -f export_stack
export FOLDER=$folder

chosen | xargs -0 -r -n 2 -P "$JOBS" bash -c 'export_stack "$@"' export_stack && exit 0
[[ ${PIPESTATUS[0]} -ne 3 ]] || refuse "There is no stack in $organisation that this login can see."
refuse "Not all stacks of $organisation could be exported."
