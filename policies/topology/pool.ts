import { isUnknown, unknown, type Value } from "../known/value";
import { fieldAt, isAbsent, items, numeric, type Property, text } from "../plan/property";
import { apiVersionOf } from "./api-version";
import { sameName } from "./arm-id";
import { absentOrUnseen, type Entity, read, readState } from "./entity";

/** A Batch pool of the program. */
export interface Pool extends PoolFields {
  readonly entity: Entity<"pool">;
}

/** The properties of a Batch pool; its account and subnet are in {@link PoolNode}. */
export interface PoolFields {
  readonly name: Value<string>;
  /** The API version its type is pinned to, or the provider's default, as `yyyy-mm-dd`; `undefined` if it has none. */
  readonly apiVersion: string | undefined;
  /** `Default`, `Classic` or `Simplified`; absent = Default. */
  readonly mode: Property;
  /** The mode in which its nodes run, as Azure reports it. */
  readonly currentMode: Value<string | undefined>;
  readonly creationTime: Value<string | undefined>;
  readonly cloudServices: Property;
  readonly networkConfiguration: Property;
  readonly subnetId: Property;
  readonly provision: Property;
  /** The value of `provision` in Azure's spelling; absent = BatchManaged. A value that Azure does not define is unknown. */
  readonly publicAddresses: Value<Provision>;
  readonly publicIps: Property;
  readonly natPools: Value<readonly Property[]>;
  readonly interNodeCommunication: Property;
  /** The target number of dedicated and Spot nodes; absent when the pool scales by a formula. */
  readonly targetNodes: Value<number | undefined>;
}

/** Reads a pool. @see https://learn.microsoft.com/azure/templates/microsoft.batch/batchaccounts/pools */
export function toPool(entity: Entity<"pool">): Pool {
  return {
    entity,
    name: entity.name,
    apiVersion: apiVersionOf(entity.token),
    mode: read(entity, "mode"),
    currentMode: text(readState(entity, "currentMode")),
    creationTime: text(readState(entity, "creationTime")),
    cloudServices: read(entity, "cloudServices"),
    networkConfiguration: read(entity, "networkConfiguration"),
    subnetId: read(entity, "subnet"),
    provision: read(entity, "provision"),
    publicAddresses: provisionOf(entity),
    publicIps: read(entity, "publicIps"),
    natPools: items(read(entity, "natPools")),
    interNodeCommunication: read(entity, "interNodeCommunication"),
    targetNodes: targetNodes(entity),
  };
}

/** How the nodes of a pool get public addresses. @see https://learn.microsoft.com/azure/batch/create-pool-public-ip */
export type Provision = (typeof PROVISIONS)[number];

export const PROVISIONS = ["BatchManaged", "UserManaged", "NoPublicIPAddresses"] as const;

function provisionOf(entity: Entity<"pool">): Value<Provision> {
  const property = read(entity, "provision");
  const word = absentOrUnseen(entity, property) ?? text(property);
  if (word === undefined) return "BatchManaged";
  const known = isUnknown(word) ? undefined : PROVISIONS.find((each) => sameName(each, word));
  return known ?? unknown(property.path, property.owner);
}

/** Without a scale setting, the target is fixed at zero nodes. */
function targetNodes(entity: Entity<"pool">): Value<number | undefined> {
  const auto = read(entity, "autoScale");
  if (isUnknown(auto.value)) return auto.value;
  if (!isAbsent(auto)) return undefined;
  const fixed = read(entity, "fixedScale");
  const dedicated = numeric(fieldAt(fixed, "targetDedicatedNodes"));
  const spot = numeric(fieldAt(fixed, "targetLowPriorityNodes"));
  if (isUnknown(dedicated)) return dedicated;
  return isUnknown(spot) ? spot : (dedicated ?? 0) + (spot ?? 0);
}

/**
 * Whether the pool requests the classic mode. A pool of Cloud Services always runs in classic mode, whatever it requests.
 * @see https://learn.microsoft.com/azure/batch/simplified-compute-node-communication
 */
export function asksForClassic(pool: PoolFields): Value<boolean> {
  const mode = text(pool.mode);
  return isUnknown(mode) ? mode : mode?.toLowerCase() === "classic";
}

/** Whether Azure reports that the nodes of a pool run in classic mode, whatever the pool requests. */
export function runsClassic({ currentMode }: PoolFields): boolean {
  return !isUnknown(currentMode) && currentMode?.toLowerCase() === "classic";
}
