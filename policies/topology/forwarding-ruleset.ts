import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { flag, text } from "../plan/property";
import type { Builder } from "./builder";
import { byTarget } from "./by-target";
import { type Entity, read } from "./entity";
import { single } from "./link";
import { memo, memoFor } from "./once";
import { resolveParent, resolveReference } from "./resolve";

/** A DNS forwarding ruleset that is, or may be, linked to a network: for its domains it takes precedence over private zones. */
export interface ForwardingRulesetLink {
  readonly certain: boolean;
  /** What decides whether it is linked; `undefined` where it is certain. */
  readonly why: Unknown | undefined;
  /**
   * The domains that it forwards, in lower case without the trailing dot (the root is `""`); unknown as a whole where the
   * ruleset is not in the program.
   */
  readonly domains: Value<readonly Value<string>[]>;
}

/** The rulesets of a network. @see https://learn.microsoft.com/azure/dns/private-resolver-endpoints-rulesets */
export function forwardersOf(network: Entity<"virtualNetwork">, builder: Builder): readonly ForwardingRulesetLink[] {
  return linksIn(builder)(network).map(({ item: entity, certain, why }) => ({
    certain,
    why,
    domains: domainsOf(entity, builder),
  }));
}

const linksIn = memoFor(({ registry }: Builder) =>
  byTarget(
    registry.ofKind("rulesetLink").map((item) => {
      const property = read(item, "virtualNetwork");
      return { item, property, link: resolveReference(registry, item, property, ["virtualNetwork"]) };
    }),
  ),
);

function domainsOf(link: Entity<"rulesetLink">, builder: Builder): ForwardingRulesetLink["domains"] {
  const parent = resolveParent(builder.registry, link, "forwardingRuleset");
  const ruleset = single(parent);
  if (ruleset) return domainsIn(builder)(ruleset);
  const { path, owner } = read(link, "parent");
  return parent.to === "unknown" ? parent.why : unknown(path, owner);
}

const domainsIn = memoFor((builder: Builder) =>
  memo((ruleset: Entity<"forwardingRuleset">): readonly Value<string>[] => {
    const { list, unseen } = builder.childrenOf(ruleset, "forwardingRule");
    const enabled = list.filter(({ child }) => !isDisabled(child));
    return [...enabled.map(({ child, why }) => why ?? domainOf(child)), ...(unseen ? [unseen] : [])];
  }),
);

function domainOf(rule: Entity<"forwardingRule">): Value<string> {
  const property = read(rule, "domain");
  const domain = text(property) ?? unknown(property.path, property.owner);
  return isUnknown(domain) ? domain : domain.toLowerCase().replace(/\.$/, "");
}

/** A rule that may be disabled counts as enabled: name resolution stays undecided. */
function isDisabled(rule: Entity<"forwardingRule">): boolean {
  const state = text(read(rule, "state"));
  const word = isUnknown(state) ? undefined : state?.toLowerCase();
  return word === "disabled" || flag(read(rule, "enabled")) === false;
}
