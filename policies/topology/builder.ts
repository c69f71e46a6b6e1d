import type { Account } from "./account";
import type { Children } from "./children";
import type { NatGateway, PublicIp } from "./egress";
import type { Entity } from "./entity";
import type { ChildKind, ParentKind } from "./family";
import type { FirewallNode } from "./firewall";
import type { Presence } from "./presence";
import type { PrivateZone } from "./private-zone";
import type { Registry } from "./registry";
import type { RouteTable } from "./route-table";
import type { SecurityGroup } from "./security-group";
import type { Subnet, SubnetEntity } from "./subnet";
import type { SubnetUse } from "./subnet-use";
import type { VirtualNetwork } from "./virtual-network";

/** What a node needs to find its neighbours. Every node is made once and shared. */
export interface Builder {
  readonly registry: Registry;
  readonly account: (entity: Entity<"account">) => Account;
  readonly virtualNetwork: (entity: Entity<"virtualNetwork">) => VirtualNetwork;
  readonly subnet: (entity: SubnetEntity) => Subnet;
  /** A subnet outside this program to which the program attaches a resource, by its ARM id in lower case. */
  readonly externalSubnet: (id: string) => Subnet | undefined;
  readonly securityGroup: (entity: Entity<"securityGroup">) => SecurityGroup;
  readonly routeTable: (entity: Entity<"routeTable">) => RouteTable;
  readonly natGateway: (entity: Entity<"natGateway">) => NatGateway;
  readonly publicIp: (entity: Entity<"publicIp">) => PublicIp;
  readonly firewall: (entity: Entity<"firewall">) => FirewallNode;
  readonly privateZone: (entity: Entity<"privateZone">) => PrivateZone;
  readonly useOf: (subnet: SubnetEntity) => SubnetUse;
  /** The subnets of a network, each once. */
  readonly subnetsOf: (network: Entity<"virtualNetwork">) => readonly SubnetEntity[];
  /** The standalone children of one kind that a resource has, or may have. */
  readonly childrenOf: <K extends ChildKind>(parent: Entity<ParentKind<K>>, kind: K) => Children<K>;
  readonly hasGateway: Presence;
  /** Whether an association resource of the classic provider attaches an address to a NAT gateway. */
  readonly hasAssociatedAddress: Presence;
  /** The association resources of the classic provider that attach a resource to a subnet. */
  readonly associationsOf: (subnet: SubnetEntity, what: Attachment) => Children<Association>;
}

/** The kinds of resources that can be attached to a subnet. */
export type Attachment = "securityGroup" | "routeTable" | "natGateway";

/** The kinds of the classic provider's resources that attach a resource to a subnet. */
export type Association = `${Attachment}Association`;
