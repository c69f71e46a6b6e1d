/**
 * The layers of `policies/`, each with those that it may import. Dependencies are transitive: a layer may also import the layers of
 * these. `docs/architecture.md` shows the same graph.
 */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  index: ["pack"],
  pack: ["host"],
  host: ["notices"],
  // Notices about a configuration, shared by host and command.
  notices: ["judge"],
  judge: ["rules"],
  rules: ["remedies"],
  remedies: ["reach", "wording"],
  // Users declare where pools run, and which next hops they trust.
  reach: ["topology", "settings"],
  // Sentences are built from traces.
  wording: ["reach"],
  // Addresses are read in one way, wherever they are written.
  settings: ["network", "estate"],
  topology: ["estate", "network"],
  estate: ["plan"],
  plan: ["known"],
  network: ["known"],
  known: [],
};
