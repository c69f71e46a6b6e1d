// Short names for the policies with many cases, and for the headings of docs/limits.md.
export const outbound = "pool-node-management-outbound";
export const inbound = "nsg-no-classic-inbound";
export const features = "pool-feature-egress";
export const routes = "subnet-route-reaches-node-management";
export const location = "pool-vnet-location";
export const mode = "pool-explicit-communication-mode";
export const classic = "pool-no-classic-communication";
export const dns = "endpoint-node-management-dns";
export const CLASSIC_ONLY = "What only classic communication needed";
export const MADE_BY_BATCH = "What Batch creates for itself";
export const STATE = "Conditions on the current state of a pool";
export const reachable = "endpoint-node-management-reachable";
export const account = "account-node-management-reachable";
