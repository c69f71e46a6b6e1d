import {
  account,
  allowBatch,
  classicInbound,
  denyInternet,
  network,
  pool,
  publicIp,
  routeTable,
  securityGroup,
  subnet,
} from "../test/programs/parts";
import { runProgram } from "../test/support/program/engine";
import { GROUP, type Program, ref } from "../test/support/program/language";
import { exported } from "../test/support/stacks";
import { requests, type Sent } from "../toolchain/recording/recording";
import type { SentResource } from "../toolchain/wire/analyzer";
import { unknownMark } from "../toolchain/wire/properties";

/** Resources of a site: half of them of types that no policy reads. */
const PER_SITE = 16;
/** One in this many sites has leftovers of the classic mode, which have findings. */
const PER_FAULT = 10;

/**
 * A stack of `size` resources, 32 or more: sites, each with a Batch pool in its own network, and the storage accounts, web sites and
 * role assignments that real stacks contain.
 */
export function stackOf(size: number): Sent {
  return sentOf(programOf(size), size);
}

/** The same for a program, filled up to `size` resources with types that no policy reads. */
export function sentOf(program: Program, size: number): Sent {
  const resources = runProgram(program, { ...RUN, isDeployed: () => false }).map(
    ({ external: _, ...resource }) => resource,
  );
  const read = requests({ format: "azure-batch-guard recording 1", providers: [], resources });
  const others = Array.from({ length: size - resources.length }, (_, at) => other(at));
  return { inputs: [...read.inputs, ...others], outputs: [...read.outputs, ...others.map(shownInStack)] };
}

/** The export of such a stack from a backend, deployed under this name. */
export function stateOf(size: number, stack: string): object {
  const resources = runProgram(programOf(size), { ...RUN, isDeployed: () => true });
  return named(exported([...resources, ...deployedOthers(size - resources.length)]), `urn:pulumi:${stack}::shapes::`);
}

function deployedOthers(count: number) {
  return Array.from({ length: count }, (_, at) => other(at)).map((resource) => {
    const { properties: inputs, ...rest } = resource;
    return { ...rest, inputs, outputs: { ...inputs, etag: "W/1", provisioningState: "Succeeded" } };
  });
}

/**
 * The same as two stacks of `size` resources each: one with the networks, and one with the accounts and pools in them, which refers to
 * the networks only by ARM ids. Each pair has its own resource group.
 */
export function joinedStates(size: number, at: number): readonly [network: object, pools: object] {
  const resources = runProgram(programOf(size * 2 - 2), { ...RUN, isDeployed: () => true });
  const isBatch = ({ urn }: { readonly urn: string }) => /::azure-native:(batch|resources):/.test(urn);
  const stack = (project: string, isIn: (resource: { readonly urn: string }) => boolean) => {
    const own = resources.filter(isIn).slice(0, size);
    const urns = new Set(own.map(({ urn }) => urn));
    const known = own.map((resource) => {
      const { dependencies = [], propertyDependencies = {}, parent, ...rest } = resource;
      const from = Object.entries(propertyDependencies).map(([name, all]) => [
        name,
        all.filter((urn) => urns.has(urn)),
      ]);
      return {
        ...rest,
        ...(parent !== undefined && urns.has(parent) ? { parent } : {}),
        dependencies: dependencies.filter((urn) => urns.has(urn)),
        propertyDependencies: Object.fromEntries(from),
      };
    });
    const others = deployedOthers(size - own.length);
    return named(exported([...known, ...others]), `urn:pulumi:prod::${project}-${at}::`, `group-${at}`);
  };
  return [stack("network", (each) => !isBatch(each)), stack("pools", isBatch)];
}

/** A state under another name, with the ARM ids of another resource group. */
function named(state: object, stack: string, group?: string): object {
  const text = JSON.stringify(state).replaceAll(/urn:pulumi:dev::[^:]*::/g, stack);
  return JSON.parse(
    group === undefined ? text : text.replaceAll(/\/resourceGroups\/[^/"]+/g, `/resourceGroups/${group}`),
  );
}

const RUN = { node: true, refreshed: false, spell: (type: string) => type };

function programOf(size: number): Program {
  const sites = Array.from({ length: Math.floor(size / PER_SITE) }, (_, at) => site(at));
  return Object.assign({ ...GROUP, batch: account() }, ...sites);
}

function site(at: number): Program {
  const name = (what: string) => `${what}-${at}`;
  const prefix = (third: number) => `10.${at >> 6}.${((at & 63) << 2) + third}.0/24`;
  const faulty = at % PER_FAULT === 0;
  return {
    [name("nsg")]: securityGroup(...(faulty ? [classicInbound, denyInternet] : [allowBatch, denyInternet]), ...RULES),
    [name("routes")]: routeTable({ name: "vnet", addressPrefix: "10.0.0.0/8", nextHopType: "VnetLocal" }),
    [name("vnet")]: network(`10.${at >> 6}.${(at & 63) << 2}.0/22`),
    [name("snet")]: subnet(name("vnet"), prefix(0), {
      networkSecurityGroup: { id: ref(name("nsg")) },
      routeTable: { id: ref(name("routes")) },
    }),
    [name("ends")]: subnet(name("vnet"), prefix(1)),
    [name("ip")]: publicIp(),
    [name("pool")]: pool({ subnetId: ref(name("snet")) }),
    [name("small")]: pool(undefined),
  };
}

/** Rules that do not concern Batch. */
const RULES = Array.from({ length: 6 }, (_, at) => ({
  ...denyInternet,
  name: `Allow${at}`,
  access: "Allow",
  protocol: "Tcp",
  priority: 200 + at,
  destinationAddressPrefix: `192.168.${at}.0/24`,
  destinationPortRange: `${8000 + at}`,
}));

const TYPES = ["storage:StorageAccount", "web:WebApp", "authorization:RoleAssignment", "insights:Component"];

function other(at: number): SentResource {
  const name = `other-${at}`;
  const type = `azure-native:${TYPES[at % TYPES.length]}`;
  const urn = `urn:pulumi:dev::shapes::${type}::${name}`;
  const tags = { team: "render", stage: "dev", cost: `${at % 100}` };
  const settings = Array.from({ length: 6 }, (_, index) => ({ name: `SETTING_${index}`, value: `value ${index}` }));
  const site = { alwaysOn: true, appSettings: settings, minTlsVersion: "1.2", http20Enabled: true };
  const identity = { type: "SystemAssigned" };
  const properties = {
    resourceGroupName: unknownMark,
    location: "westeurope",
    kind: "app",
    tags,
    identity,
    siteConfig: site,
  };
  return { urn, type, name, properties: { name, ...properties, sku: { name: "Standard_LRS", tier: "Standard" } } };
}

function shownInStack(resource: SentResource): SentResource {
  const group = "urn:pulumi:dev::shapes::azure-native:resources:ResourceGroup::group";
  const properties = { ...resource.properties, id: unknownMark, etag: unknownMark, provisioningState: unknownMark };
  return { ...resource, properties, dependencies: [group], propertyDependencies: { resourceGroupName: [group] } };
}
