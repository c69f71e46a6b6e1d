import type { ArmType } from "./arm-kinds";
import { CLAIM_FORMAT } from "./claim";
import { COVERED, DEPLOYMENTS, LISTINGS, type Listing, POOLS, POOLS_OF_ACCOUNTS, TABLES, type Table } from "./queries";

/** A script for `sh` with read-only commands that collect everything that is read from subscriptions. */
export function queriesScript(): string {
  const tables = TABLES.map((each) => `  graph ${each.table} "${query(each)}" || return 1\n`).join("");
  const lists = LISTINGS.map(
    (each) => `  under ${typeName(each.of)} ${lastSegment(each)} ${each.version} || return 1\n`,
  ).join("");
  return `${HEAD}
collect() {
${tables}  # Where Resource Graph has no table of pools, Azure Resource Manager lists them.
  graph ${POOLS.table} "${query(POOLS)}" ||
    under ${typeName(POOLS_OF_ACCOUNTS.of)} ${lastSegment(POOLS_OF_ACCOUNTS)} ${POOLS_OF_ACCOUNTS.version} || return 1
  # What Resource Graph does not hold.
${lists}}

${deployments()}
${tail()}`;
}

function query({ table, types }: Table): string {
  const names = types.map((type) => `'${type.toLowerCase()}'`).join(", ");
  return `${table} | where type in~ (${names}) | project id, name, type, location, sku, properties | order by id asc`;
}

function typeName(type: ArmType): string {
  return type.toLowerCase();
}

function lastSegment({ types: [type] }: Listing): string {
  return type.slice(type.lastIndexOf("/") + 1);
}

/** The user who runs the script may lack permission to see all resources: a response does not show that. */
const HEAD = `#!/bin/sh
# Collects what azure-batch-guard reads from Azure, with read-only commands: sh queries.sh FOLDER SUBSCRIPTION...
# Give the subscriptions of the pools and those of the hub. The signed-in identity needs the role Reader on each subscription:
# Azure does not report what it cannot see. Requires "az" with the extension resource-graph, and Node.js.
set -eu
if [ $# -lt 2 ]; then
  echo "Usage: sh queries.sh FOLDER SUBSCRIPTION..." >&2
  exit 2
fi
folder=$1
shift
mkdir -p "$folder"
if [ -n "$(ls -A "$folder")" ]; then
  echo "$folder is not empty: old responses would be taken for new ones." >&2
  exit 1
fi
time=$(date -u +%Y-%m-%dT%H:%M:%SZ)
endpoint=$(az cloud show --query endpoints.resourceManager --output tsv)
endpoint=\${endpoint%/}

# The token or link of the next page of the response in a file.
next() {
  node -p '
    const { skip_token, skipToken, nextLink } = JSON.parse(require("fs").readFileSync(0, "utf8"));
    skip_token ?? skipToken ?? nextLink ?? "";
  ' < "$1"
}

# graph TABLE QUERY: all pages, or none.
graph() {
  pages "$@" && return 0
  rm -f "$folder/$subscription-$1-"*.json
  return 1
}
pages() {
  page=1
  token=
  while :; do
    file=$folder/$subscription-$1-$(printf %04d "$page").json
    az graph query --graph-query "$2" --subscriptions "$subscription" --first 1000 \\
      \${token:+--skip-token "$token"} --output json > "$file" < /dev/null || return 1
    token=$(next "$file") || return 1
    [ -n "$token" ] || return 0
    page=$((page + 1))
  done
}

# ids TYPE: those of the resources that were found, one on each line.
ids() {
  FOLDER=$folder START=$subscription-resources- TYPE=$1 node -p '
    const fs = require("fs");
    const { FOLDER, START, TYPE } = process.env;
    const files = fs.readdirSync(FOLDER).filter((name) => name.startsWith(START));
    const found = files.flatMap((name) => JSON.parse(fs.readFileSync(FOLDER + "/" + name, "utf8")).data);
    found.filter(({ type }) => type.toLowerCase() === TYPE).map(({ id }) => id).join("\\n");
  '
}

# under TYPE LIST VERSION: the pages of a list of each resource of a type.
under() {
  ids "$1" > "$folder/.ids" || return 1
  number=1
  while read -r id; do
    [ -n "$id" ] || continue
    url="$endpoint$id/$2?api-version=$3"
    while [ -n "$url" ]; do
      file=$folder/$subscription-$2-$(printf %06d "$number").json
      az rest --method get --url "$url" --output json > "$file" < /dev/null || return 1
      url=$(next "$file") || return 1
      number=$((number + 1))
    done
  done < "$folder/.ids"
  rm -f "$folder/.ids"
}
`;

/**
 * The response does not name its manager, so the script adds it to each element. Without permission for the action, the rules of the
 * manager stay undecided, and all other responses count.
 */
function deployments(): string {
  const { of, action, version, types } = DEPLOYMENTS;
  const fields = ["region", "deploymentStatus", "deploymentType", "configurationIds"];
  const element = ["networkManager: '$id'", ...fields.map((name) => `${name}: ${name}`)].join(", ");
  return `# regions: those of the networks that were found, as a list in JSON.
regions() {
  FOLDER=$folder node -p '
    const fs = require("fs");
    const { FOLDER } = process.env;
    const files = fs.readdirSync(FOLDER).filter((name) => name.includes("-resources-"));
    const found = files.flatMap((name) => JSON.parse(fs.readFileSync(FOLDER + "/" + name, "utf8")).data);
    const networks = found.filter(({ type }) => type.toLowerCase() === "microsoft.network/virtualnetworks");
    JSON.stringify([...new Set(networks.map(({ location }) => location))].sort());
  '
}

# deployed MANAGER NUMBER: what it deployed to these regions. The action reads, and the role Reader does not contain it.
deployed() {
  page=1
  token=
  while :; do
    file=$folder/$subscription-deployed-$2-$(printf %04d "$page").json
    az rest --method post --url "$endpoint$1/${action}?api-version=${version}" \\
      --body "{\\"regions\\":$regions,\\"deploymentTypes\\":${JSON.stringify(types).replaceAll('"', '\\"')}\${token:+,\\"skipToken\\":\\"$token\\"}}" \\
      --query "{value: to_array(value)[].{${element}}, skipToken: skipToken}" --output json > "$file" < /dev/null || return 1
    token=$(next "$file") || return 1
    [ -n "$token" ] || return 0
    page=$((page + 1))
  done
}
deployments() {
  ids ${typeName(of)} > "$folder/.ids" || return 1
  number=1
  while read -r id; do
    [ -n "$id" ] || continue
    if ! deployed "$id" "$number"; then
      rm -f "$folder/$subscription-deployed-$number-"*.json
      echo "What $id deploys is not known, and its rules are undecided: reading it takes the action networkManagers/${action}." >&2
    fi
    number=$((number + 1))
  done < "$folder/.ids"
  rm -f "$folder/.ids"
}
`;
}

/** Coverage is written only after everything has been collected. */
function tail(): string {
  return `types='${JSON.stringify(COVERED)}'
coverage=
for subscription; do
  collect || exit 1
  coverage="$coverage\${coverage:+,}{\\"subscription\\":\\"$subscription\\",\\"types\\":$types}"
done
regions=$(regions)
for subscription; do
  [ "$regions" = "[]" ] || deployments || exit 1
done
printf '{"format":"${CLAIM_FORMAT}","time":"%s","coverage":[%s]}\\n' "$time" "$coverage" > "$folder/coverage.json"
`;
}
