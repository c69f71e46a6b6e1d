import { isUnknown, type Unknown, type Value } from "../known/value";
import { field, items, type Property, text } from "../plan/property";
import type { Builder } from "./builder";
import { absentOrUnseen, type Entity, read, readState } from "./entity";
import { once } from "./once";

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
  readonly property: Property;
  readonly provider: Entity["token"]["provider"];
}

/** Reads a group. @see https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups */
export function toSecurityGroup(entity: Entity<"securityGroup">, builder: Builder): SecurityGroup {
  const rules = once(() => rulesOf(entity, builder));
  const written = read(entity, "rules");
  return {
    entity,
    name: entity.name,
    location: text(read(entity, "location")),
    unseen: absentOrUnseen(entity, written),
    get rules() {
      return rules();
    },
  };
}

function rulesOf(entity: Entity<"securityGroup">, builder: Builder): readonly SecurityRuleNode[] {
  const { provider } = entity.token;
  const inline = elements(read(entity, "rules")).map((property): SecurityRuleNode => {
    return { name: nameOf(property), origin: "inline", certain: true, property, provider };
  });
  const standalone = builder.childrenOf(entity, "securityRule").map(({ child, certain }) => toRule(child, certain));
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
        property,
        provider,
      }),
    )
    .filter((rule) => !known.has(lower(rule.name)));
  // Without inputs the outputs are all there is, and after a refresh they repeat the standalone rules.
  const own = entity.resource.hasInputs ? inline : inline.filter((rule) => !known.has(lower(rule.name)));
  return [...own, ...standalone, ...reported];
}

/** A rule that is a resource of its own. `certain`: which group it belongs to. */
export function toRule(entity: Entity, certain: boolean): SecurityRuleNode {
  const { name, program: property, token } = entity;
  return { name, origin: "standalone", certain, property, provider: token.provider };
}

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
