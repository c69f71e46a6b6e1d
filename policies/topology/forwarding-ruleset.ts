import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { flag, text } from "../plan/property";
import { byNetwork } from "./by-network";
import { type Entity, read } from "./entity";
import { single } from "./link";
import { memo, memoFor } from "./once";
import { resolveParent, resolveReference } from "./resolve";
import { straysOf } from "./strays";
import type { Surroundings } from "./surroundings";

/** A DNS forwarding ruleset that is, or may be, linked to a network: it answers for its domains before private zones do. */
export interface ForwardingRulesetLink {
  readonly certain: boolean;
  /** What would tell whether it is; `undefined` where it is certain. */
  readonly why: Unknown | undefined;
  /**
   * The domains that it forwards, in lower case without the dot at their end (the root is `""`); unknown as a whole where
   * the ruleset is not in the program.
   */
  readonly domains: Value<readonly Value<string>[]>;
  readonly entity: Entity<"rulesetLink">;
}

/** The rulesets of a network. @see https://learn.microsoft.com/azure/dns/private-resolver-endpoints-rulesets */
export function forwardersOf(
  network: Entity<"virtualNetwork">,
  around: Surroundings,
): readonly ForwardingRulesetLink[] {
  return linksIn(around)(network).map(({ item: entity, certain, why }) => ({
    entity,
    certain,
    why,
    domains: domainsOf(entity, around),
  }));
}

const linksIn = memoFor(({ registry }: Surroundings) =>
  byNetwork(
    (registry.ofKind("rulesetLink") as readonly Entity<"rulesetLink">[]).map((item) => {
      const property = read(item, "virtualNetwork");
      return { item, property, link: resolveReference(registry, item, property, ["virtualNetwork"]) };
    }),
  ),
);

function domainsOf(link: Entity<"rulesetLink">, around: Surroundings): ForwardingRulesetLink["domains"] {
  const parent = resolveParent(around.registry, link, "forwardingRuleset");
  const ruleset = single(parent);
  if (ruleset) return domainsIn(around)(ruleset as Entity<"forwardingRuleset">);
  const { path, owner } = read(link, "parent");
  return parent.to === "unknown" ? parent.why : unknown(path, owner);
}

const domainsIn = memoFor((around: Surroundings) =>
  memo((ruleset: Entity<"forwardingRuleset">): readonly Value<string>[] => {
    const rules = around.childrenOf(ruleset, "forwardingRule").flatMap(({ child, certain }) => {
      const rule = child as Entity<"forwardingRule">;
      const { path, owner } = read(rule, "parent");
      if (isDisabled(rule)) return [];
      return [certain ? domainOf(rule) : unknown(path, owner)];
    });
    return [...rules, ...straysOf(around.registry, "forwardingRule").map(({ why }) => why)];
  }),
);

function domainOf(rule: Entity<"forwardingRule">): Value<string> {
  const property = read(rule, "domain");
  const domain = text(property) ?? unknown(property.path, property.owner);
  return isUnknown(domain) ? domain : domain.toLowerCase().replace(/\.$/, "");
}

/** A rule that may be disabled counts as enabled: it leaves open what the nodes are told. */
function isDisabled(rule: Entity<"forwardingRule">): boolean {
  const state = text(read(rule, "state"));
  const word = isUnknown(state) ? undefined : state?.toLowerCase();
  return word === "disabled" || flag(read(rule, "enabled")) === false;
}
