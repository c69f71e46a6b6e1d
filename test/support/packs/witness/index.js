// Runs the built host with policies that report what they see, so that a test can look inside over gRPC.
const { PolicyPack } = require("@pulumi/policy");
const { policyPack } = require("../../../../dist/policies/pack.js");
const { exemptions } = require("../../../../dist/policies/rules/exemptions.js");
const { settings } = require("../../../../dist/policies/rules/settings.js");
const { undecided } = require("../../../../dist/policies/rules/undecided.js");
const { isUnknown } = require("../../../../dist/policies/known/value.js");

const base = {
  title: "A policy for tests.",
  severity: "medium",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://example.com/",
};

const finding = (urn, found, more = {}) => ({
  kind: "finding",
  urn,
  path: "",
  found,
  why: "It is a test.",
  remedies: [],
  change: [],
  ...more,
});

/** Objects by the order in which they were first seen: two policies that report the same number share an object. */
const seen = new Map();
const numberOf = (object) => {
  if (!seen.has(object)) seen.set(object, seen.size + 1);
  return seen.get(object);
};

/** The properties of a resource as text, with `?` for what is unknown. */
const show = (value) => JSON.stringify(value, (_key, each) => (isUnknown(each) ? "?" : each));

const witness = (name) => ({
  ...base,
  name,
  checkEntity: (entity, { settings }) => [
    finding(entity.resource.urn, `${name} resource ${numberOf(entity.resource)} until ${settings.retirementDate}`),
  ],
  checkTopology: (topology, { settings }) =>
    topology.pools.map((pool) => {
      const { urn, properties, hasInputs } = pool.entity.resource;
      const inputs = hasInputs ? "with" : "without";
      return finding(
        urn,
        `${name} topology ${numberOf(topology)} ${inputs} inputs ${show(properties.value)} until ${settings.retirementDate}`,
      );
    }),
});

const thrower = {
  ...base,
  name: "thrower",
  severity: "critical",
  checkEntity: () => {
    throw new TypeError("no such thing");
  },
  checkTopology: () => {
    throw new TypeError("no such thing");
  },
};

const asker = {
  ...base,
  name: "asker",
  checkTopology: (topology) =>
    topology.pools.map(({ entity }) => ({
      kind: "undecided",
      urn: entity.resource.urn,
      question: "whether this is a test",
      unknowns: [],
    })),
};

/** Judges single resources only, and finds nothing. */
const alone = { ...base, name: "alone", checkEntity: () => [] };

const modules = {
  ...base,
  name: "modules",
  checkRunSummary: () => [finding("", Object.keys(require.cache).join(" "))],
};

const rules = [settings, witness("first"), thrower, witness("second"), alone, asker, modules, undecided, exemptions];
new PolicyPack(
  "witness",
  policyPack(() => "2026-05-15", rules),
);
