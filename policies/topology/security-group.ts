import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { field, items, type Property, text } from "../plan/property";
import type { Builder } from "./builder";
import type { Child } from "./children";
import { absentOrUnseen, type Entity, read, readState } from "./entity";
import { locationOf } from "./location";
import { memoFor, once } from "./once";
import { nameKey, writtenTwice } from "./written-twice";

/** A network security group with all its rules. */
export interface SecurityGroup {
  readonly entity: Entity<"securityGroup">;
  /** In the normal form of Azure Resource Manager. */
  readonly location: Value<string | undefined>;
  readonly rules: readonly SecurityRuleNode[];
  /** Set where the group may have further rules that the program does not show. */
  readonly unseen: Unknown | undefined;
}

/** One security rule and where it is written. */
export interface SecurityRuleNode {
  readonly name: Value<string>;
  /**
   * `reported`: it exists in Azure, but not in this program, so it may be about to be deleted.
   * `admin`: it is a security admin rule, which Azure evaluates before all groups.
   */
  readonly origin: "inline" | "standalone" | "reported" | "admin";
  /** False where it may not belong to this group. */
  readonly certain: boolean;
  /** What decides whether it belongs to this group, while that is not certain. */
  readonly why: Unknown | undefined;
  /** Set for a security admin rule that nothing in the program deploys: a deployment of the program does not decide whether it applies. */
  readonly uncommitted?: true;
  readonly property: Property;
  /** The same rule in the list of its group, if the program declares it there as well. */
  readonly inList?: Property;
  readonly provider: Entity["token"]["provider"];
}

/** Reads a group. @see https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups */
export function toSecurityGroup(entity: Entity<"securityGroup">, builder: Builder): SecurityGroup {
  const standalone = once(() => builder.childrenOf(entity, "securityRule"));
  const rules = once(() => rulesOf(entity, standalone().list));
  const written = absentOrUnseen(entity, read(entity, "rules"));
  return {
    entity,
    location: locationOf(entity, builder.registry),
    get unseen() {
      return written ?? standalone().unseen;
    },
    get rules() {
      return rules();
    },
  };
}

function rulesOf(
  entity: Entity<"securityGroup">,
  apart: readonly Child<"securityRule">[],
): readonly SecurityRuleNode[] {
  const { provider } = entity.token;
  const { hasInputs } = entity.resource;
  const element = (property: Property, origin: "inline" | "reported"): SecurityRuleNode => {
    const why = origin === "inline" ? undefined : unknown(property.path, property.owner);
    return { name: nameOf(property), origin, certain: why === undefined, why, property, provider };
  };
  const inline = elements(read(entity, "rules")).map((property) => element(property, "inline"));
  const listed = new Map(inline.map((rule) => [nameKey(rule.name), rule.property]));
  const standalone = apart.map((child) => {
    const rule = toRule(child);
    const counterpart = hasInputs && rule.certain ? listed.get(nameKey(rule.name)) : undefined;
    return counterpart && nameKey(rule.name) !== undefined
      ? { ...rule, property: writtenTwice(counterpart, rule.property), inList: counterpart }
      : rule;
  });
  // Outputs list all rules of a refreshed group. If the program declares rules in the group, the next update deletes all
  // others, so further rules stay in Azure only if it declares none.
  const kept = inline.length === 0 && hasInputs ? elements(readState(entity, "rules")) : [];
  // Without inputs only the outputs are known, and after a refresh they list the standalone rules as well.
  const once = standalone.filter((rule) => !hasInputs || rule.inList);
  const own = without(inline, once);
  return [
    ...own,
    ...standalone,
    ...without(
      kept.map((property) => element(property, "reported")),
      standalone,
    ),
  ];
}

/** The rules whose names are not among those of `others`. */
function without(rules: readonly SecurityRuleNode[], others: readonly SecurityRuleNode[]): readonly SecurityRuleNode[] {
  const names = new Set(others.map(({ name }) => nameKey(name)));
  names.delete(undefined);
  return rules.filter(({ name }) => !names.has(nameKey(name)));
}

/** A standalone rule. A rule that may belong to several groups is the same node in all of them. */
export const toRule = memoFor(({ child, certain, why }: Child<"securityRule">): SecurityRuleNode => {
  const { name, program: property, token } = child;
  return { name, origin: "standalone", certain, why, property, provider: token.provider };
});

function elements(property: Property): readonly Property[] {
  const list = items(property);
  return isUnknown(list) ? [] : list;
}

function nameOf(rule: Property): Value<string> {
  return text(field(rule, "name")) ?? rule.path;
}
