import { isUnknown } from "../../policies/known/value";
import { type ArmId, isOfTypes, parseArmId } from "../../policies/topology/arm-id";
import type { PoolNode } from "../../policies/topology/topology";

/** Commands for a shell that show what a pool's nodes run in. */
export interface Verification {
  readonly commands: readonly string[];
  /** The pools of which the program does not tell the id. */
  readonly without: readonly PoolNode[];
}

/** The last API version that tells the mode of a pool: models.tsp of Microsoft.Batch in Azure/azure-rest-api-specs. */
const API_VERSION = "2024-07-01";

/** The commands that verify some pools. */
export function verifyingCommands(pools: readonly PoolNode[]): Verification {
  const commands = new Set<string>();
  const without: PoolNode[] = [];
  for (const pool of pools) {
    const id = idOf(pool);
    if (!id) without.push(pool);
    else for (const command of commandsFor(id.text, id.parsed)) commands.add(command);
  }
  return { commands: [...commands], without };
}

function idOf({ entity: { id } }: PoolNode): { readonly text: string; readonly parsed: ArmId } | undefined {
  const parsed = isUnknown(id) ? undefined : parseArmId(id);
  if (isUnknown(id) || !parsed || !isOfTypes(parsed, ["batchAccounts", "pools"])) return undefined;
  return { text: id, parsed };
}

/** "az rest" completes an id with the address of Azure Resource Manager in the cloud that it is logged in to. */
function commandsFor(id: string, { subscription, resourceGroup, segments }: ArmId): readonly string[] {
  const [[, account = ""] = [], [, pool = ""] = []] = segments;
  const url = shellText(`${id}?api-version=${API_VERSION}`);
  const login = ["--name", account, "--resource-group", resourceGroup, "--subscription", subscription].map(shellWord);
  return [
    `az rest --method get --url ${url} --query properties.currentNodeCommunicationMode --output tsv`,
    `az batch account login ${login.join(" ")}`,
    `az batch node list --pool-id ${shellWord(pool)} --query '[].{node:id,state:state}' --output table`,
  ];
}

function shellWord(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : shellText(text);
}

/** A word in which nothing means anything to a POSIX shell. */
export function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
