import { requests, type Sent } from "../../../toolchain/recording/recording";
import { PROGRAMS } from "../../programs/all";
import {
  account,
  classicInbound,
  denyInternet,
  network,
  pool,
  routeTable,
  securityGroup,
  subnet,
} from "../../programs/parts";
import { type Registered, runProgram } from "../program/engine";
import { GROUP, type Program, ref } from "../program/language";
import { VARIANTS } from "../program/variants";

/**
 * A program with mandatory findings about a pool, its security group, its routes and its account. Hostile resources are
 * added in their own resource group, and must not suppress any of these findings.
 */
const FAULTY: Program = renamed({
  ...GROUP,
  nsg: securityGroup(classicInbound, denyInternet),
  lost: routeTable({ name: "nowhere", addressPrefix: "0.0.0.0/0", nextHopType: "None" }),
  vnet: network("10.0.0.0/16"),
  guarded: subnet("vnet", "10.0.1.0/28", { networkSecurityGroup: { id: ref("nsg") } }),
  routed: subnet("vnet", "10.0.2.0/24", { routeTable: { id: ref("lost") } }),
  bare: subnet("vnet", "10.0.3.0/24"),
  batch: account(),
  blocked: pool({ subnetId: ref("guarded") }, { targetNodeCommunicationMode: "Classic" }),
  dropped: pool({ subnetId: ref("routed") }),
  shut: pool({ subnetId: ref("bare"), publicIPAddressConfiguration: { provision: "NoPublicIPAddresses" } }),
});

/** {@link FAULTY} before its deployment and after it. */
export const ANCHORS: readonly Sent[] = [sentBy(FAULTY, false, false), sentBy(FAULTY, true)];

/** Every program of the tests, before its deployment and after it. */
export const VICTIMS: readonly Sent[] = PROGRAMS.flatMap(({ program }) => [
  sentBy(program, false),
  sentBy(program, true),
]);

/** Names that no other program has. */
function renamed(program: Program): Program {
  const variant = VARIANTS.find(({ name }) => name === "renamed");
  return variant?.rewrite(program) ?? program;
}

function sentBy(program: Program, deployed: boolean, node = !deployed): Sent {
  const run = { isDeployed: () => deployed, node, refreshed: false, spell: (type: string) => type };
  const resources = runProgram(program, run).filter(({ external }) => !external);
  return requests({ format: "azure-batch-guard recording 1", providers: [], resources: resources.map(recorded) });
}

function recorded({ external: _, ...resource }: Registered) {
  return resource;
}
