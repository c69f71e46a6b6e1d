import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { field, items, type Property, text } from "../plan/property";
import type { Builder } from "./builder";
import type { Child } from "./children";
import { absentOrUnseen, type Entity, read, readState } from "./entity";
import { memoFor, once } from "./once";

/** A network security group with all its rules. */
export interface SecurityGroup {
  readonly entity: Entity<"securityGroup">;
  readonly name: Value<string>;
  readonly location: Value<string | undefined>;
  readonly rules: readonly SecurityRuleNode[];
  /** Set where the group has further rules that the program does not show. */
  readonly unseen: Unknown | undefined;
}

/** One security rule and where it is written. */
export interface SecurityRuleNode {
  readonly name: Value<string>;
  /**
   * `reported`: it exists in Azure, but not in this program, so it may be on its way out.
   * `admin`: it is a security admin rule, which stands above all groups.
   */
  readonly origin: "inline" | "standalone" | "reported" | "admin";
  /** False where it may turn out not to belong to this group. */
  readonly certain: boolean;
  /** What decides whether it does, while that is not certain. */
  readonly why: Unknown | undefined;
  readonly property: Property;
  readonly provider: Entity["token"]["provider"];
}

/** Reads a group. @see https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups */
export function toSecurityGroup(entity: Entity<"securityGroup">, builder: Builder): SecurityGroup {
  const standalone = once(() => builder.childrenOf(entity, "securityRule"));
  const rules = once(() => rulesOf(entity, standalone().list));
  const written = absentOrUnseen(entity, read(entity, "rules"));
  return {
    entity,
    name: entity.name,
    location: text(read(entity, "location")),
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
  const inline = elements(read(entity, "rules")).map((property): SecurityRuleNode => {
    return { name: nameOf(property), origin: "inline", certain: true, why: undefined, property, provider };
  });
  const standalone = apart.map(toRule);
  // Outputs list all rules of a refreshed group. A group written with rules of its own loses the others at the next
  // update, so only where it has none do further rules stay in Azure.
  const kept = inline.length === 0 && entity.resource.hasInputs ? elements(readState(entity, "rules")) : [];
  const known = new Set(standalone.map((rule) => lower(rule.name)));
  const reported = kept
    .map(
      (property): SecurityRuleNode => ({
        name: nameOf(property),
        origin: "reported",
        certain: false,
        why: unknown(property.path, property.owner),
        property,
        provider,
      }),
    )
    .filter((rule) => !known.has(lower(rule.name)));
  // Without inputs the outputs are all there is, and after a refresh they repeat the standalone rules.
  const own = entity.resource.hasInputs ? inline : inline.filter((rule) => !known.has(lower(rule.name)));
  return [...own, ...standalone, ...reported];
}

/** A rule that is a resource of its own. One that may belong to any of many groups is one node in all of them. */
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

function lower(name: Value<string>): string | undefined {
  return isUnknown(name) ? undefined : name.toLowerCase();
}
