import { isUnknown } from "../../policies/known/value";
import { type ArmId, isOfTypes, lastName, parseArmId } from "../../policies/topology/arm-id";
import { modesWithoutEntra } from "../../policies/topology/authentication";
import { single } from "../../policies/topology/link";
import type { PoolNode } from "../../policies/topology/topology";
import { visible } from "../visible";

/** Shell commands that show the mode and the state of a pool's nodes. */
export interface Verification {
  readonly commands: readonly string[];
  /** The pools whose id the program does not show. */
  readonly without: readonly PoolNode[];
}

/** The last API version that returns the mode of a pool: models.tsp of Microsoft.Batch in Azure/azure-rest-api-specs. */
const API_VERSION = "2024-07-01";

/** The commands that verify some pools, account by account: a login lasts until the next one. */
export function verifyingCommands(pools: readonly PoolNode[]): Verification {
  const byAccount = new Map<string, string[]>();
  const without: PoolNode[] = [];
  for (const pool of pools) {
    const id = idOf(pool);
    if (!id) {
      without.push(pool);
      continue;
    }
    const login = `${loginTo(id.parsed)}${takesKeysOnly(pool) ? " --shared-key-auth" : ""}`;
    byAccount.set(login, [...(byAccount.get(login) ?? []), ...commandsFor(id.text, id.parsed)]);
  }
  return { commands: [...byAccount].flatMap(([login, commands]) => [login, ...commands]), without };
}

function idOf({ entity: { id } }: PoolNode): { readonly text: string; readonly parsed: ArmId } | undefined {
  const parsed = isUnknown(id) ? undefined : parseArmId(id);
  // A shell or terminal would interpret control characters.
  if (isUnknown(id) || visible(id) !== id || !parsed || !isOfTypes(parsed, ["batchAccounts", "pools"]))
    return undefined;
  return { text: id, parsed };
}

function loginTo({ subscription, resourceGroup, segments }: ArmId): string {
  const account = segments[0]?.[1] ?? "";
  const [name, group, id] = [account, resourceGroup, subscription].map(shellWord);
  return `az batch account login --name ${name} --resource-group ${group} --subscription ${id}`;
}

/** Whether the account refuses Microsoft Entra authentication, which "az batch" uses by default. */
function takesKeysOnly({ account }: PoolNode): boolean {
  const found = single(account);
  return found !== undefined && modesWithoutEntra(found) !== undefined;
}

/** "az rest" completes an id with the address of Azure Resource Manager in the cloud that it is logged in to. */
function commandsFor(id: string, parsed: ArmId): readonly string[] {
  const url = shellText(`${id}?api-version=${API_VERSION}`);
  return [
    `az rest --method get --url ${url} --query properties.currentNodeCommunicationMode --output tsv`,
    `az batch node list --pool-id ${shellWord(lastName(parsed))} --query '[].{node:id,state:state}' --output table`,
  ];
}

function shellWord(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : shellText(text);
}

/** A text as one quoted word, in which a POSIX shell interprets nothing. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
