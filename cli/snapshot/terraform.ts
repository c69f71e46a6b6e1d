import type { SnapshotResource } from "../../policies/estate/snapshot";
import { isObject } from "../../policies/plan/program";
import { type CLASSIC_KINDS, kindOf } from "../../policies/topology/kinds";
import { toArmResource } from "./arm";
import { armKindOf } from "./arm-kinds";
import { HIDDEN, keep } from "./keep";
import { keptOf } from "./kept-of";
import { toResource } from "./resource";
import { AZURERM_TYPES, classicToken } from "./terraform-types";
import { TERRAFORM, withoutSensitive } from "./terraform-values";

type Values = Readonly<Record<string, unknown>>;

/**
 * The resources in the output of `terraform show -json` for a state: those of all modules, including data sources (`data`).
 * https://developer.hashicorp.com/terraform/internals/json-format#values-representation
 */
export function readTerraform(root: unknown): readonly SnapshotResource[] {
  return resourcesIn(root).flatMap(readResource);
}

function resourcesIn(module: unknown, depth = 0): readonly unknown[] {
  if (!isObject(module) || depth > 100) return [];
  const { resources, child_modules: children } = module;
  const below = Array.isArray(children) ? children.flatMap((child) => resourcesIn(child, depth + 1)) : [];
  return [...(Array.isArray(resources) ? resources : []), ...below];
}

function readResource(written: unknown): readonly SnapshotResource[] {
  if (!isObject(written) || !isObject(written.values) || typeof written.type !== "string") return [];
  const { type, mode } = written;
  const values = withoutSensitive(written.values, written.sensitive_values);
  if (!isObject(values)) return [];
  const { id } = values;
  if (typeof id !== "string" || !id.startsWith("/")) return [];
  const isData = mode === "data";
  if (type === "azapi_resource") return readAzapi(id, values, isData);
  const classic = Object.hasOwn(AZURERM_TYPES, type) ? AZURERM_TYPES[type] : undefined;
  if (!classic) return [];
  const own = toClassic(classic, id, isData ? { ...values, ...unreportedIn(type) } : values, isData);
  return isData && type === "azurerm_subnet" ? [own, ...attachedTo(id, values)] : [own];
}

function toClassic(type: keyof typeof CLASSIC_KINDS, id: string, values: Values, isRead: boolean): SnapshotResource {
  const [module = "", name = ""] = type.split(":");
  const kind = kindOf("azure", module.toLowerCase(), name);
  if (!kind) throw new Error(`${type} is of no kind.`);
  return toResource({ type: classicToken(type), id, kept: keep(values, keptOf(kind, "azure"), TERRAFORM), isRead });
}

/**
 * Properties that the data source of a type does not report, although they may be set. Of the subnets of a network it reports only the
 * names.
 *
 * https://github.com/hashicorp/terraform-provider-azurerm/tree/v5.2.0/website/docs/d
 */
const UNREPORTED: Readonly<Record<string, readonly string[]>> = {
  azurerm_batch_account: ["public_network_access_enabled", "network_profile", "allowed_authentication_modes"],
  azurerm_batch_pool: ["target_node_communication_mode"],

  azurerm_virtual_network: ["subnets", "ip_address_pool"],
  azurerm_subnet: ["delegation"],
  azurerm_virtual_network_peering: ["local_subnet_names", "remote_subnet_names"],
  azurerm_firewall: ["private_ip_ranges"],
  azurerm_firewall_policy: ["private_ip_ranges", "auto_learn_private_ranges_enabled"],
};

function unreportedIn(type: string): Values {
  const names = Object.hasOwn(UNREPORTED, type) ? (UNREPORTED[type] ?? []) : [];
  return Object.fromEntries(names.map((name) => [name, HIDDEN]));
}

/** Properties of a subnet's data source that are separate resources in the classic provider. */
const ATTACHED = [
  ["network_security_group_id", "network:SubnetNetworkSecurityGroupAssociation"],
  ["route_table_id", "network:SubnetRouteTableAssociation"],
] as const;

function attachedTo(id: string, values: Values): readonly SnapshotResource[] {
  return ATTACHED.flatMap(([name, type]) => {
    const target = values[name];
    if (target === undefined || target === null || target === "") return [];
    return [toClassic(type, id, { subnet_id: id, [name]: target }, true)];
  });
}

/** The body is the request to Azure Resource Manager; for a data source, the output is its response. */
function readAzapi(id: string, values: Values, isData: boolean): readonly SnapshotResource[] {
  const arm = armKindOf(id);
  if (!arm) return [];
  const { name, location } = values;
  const body = parsedBody(isData ? values.output : values.body);
  // A sensitive body is hidden as a whole: the secret may be anywhere in it.
  if (!isObject(body)) return [];
  return [
    {
      ...toArmResource(id, arm, { ...body, id, ...present({ name, location }) }),
      ...(isData ? { read: true as const } : {}),
    },
  ];
}

/** Before version 2, azapi has JSON in a string. A dynamic value is an object with the value and its type. */
function parsedBody(body: unknown): unknown {
  if (body === HIDDEN) return undefined;
  if (typeof body === "string") {
    try {
      return JSON.parse(body);
    } catch {
      return undefined;
    }
  }
  return isObject(body) && "value" in body && "type" in body && Object.keys(body).length === 2 ? body.value : body;
}

function present(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === "string" && value !== ""));
}
