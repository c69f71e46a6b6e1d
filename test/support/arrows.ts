/**
 * Which room of `policies/` may use which. A room may also use whatever the rooms that it uses may use, and itself; never one
 * above. `docs/architecture.md` shows the same.
 */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  index: ["pack"],
  pack: ["host"],
  host: ["notices"],
  // What host and command both say about a configuration.
  notices: ["judge"],
  judge: ["rules"],
  rules: ["remedies"],
  remedies: ["reach", "wording"],
  // Users declare where pools run, and which next hops they trust.
  reach: ["topology", "settings"],
  // Sentences say what the traces hold.
  wording: ["reach"],
  // Addresses are read in one way, wherever they are written.
  settings: ["network", "estate"],
  topology: ["estate", "network"],
  estate: ["plan"],
  plan: ["known"],
  network: ["known"],
  known: [],
};
