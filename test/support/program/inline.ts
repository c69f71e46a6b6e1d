import { isCircular } from "./evaluate";
import { type Args, isObject, isRef, mapProgramRefs, native, type Program, ref, type Written } from "./language";

/** A child that can be written inside its parent or as a separate resource. */
interface Family {
  readonly parent: string;
  readonly child: string;
  /** The parent's list. */
  readonly list: string;
  /** How a standalone child names its parent, and itself. */
  readonly parentName: string;
  readonly ownName: string;
}

const FAMILIES: readonly Family[] = [
  {
    parent: "azure-native:network:NetworkSecurityGroup",
    child: "azure-native:network:SecurityRule",
    list: "securityRules",
    parentName: "networkSecurityGroupName",
    ownName: "securityRuleName",
  },
  {
    parent: "azure-native:network:RouteTable",
    child: "azure-native:network:Route",
    list: "routes",
    parentName: "routeTableName",
    ownName: "routeName",
  },
  {
    parent: "azure-native:network:VirtualNetwork",
    child: "azure-native:network:Subnet",
    list: "subnets",
    parentName: "virtualNetworkName",
    ownName: "subnetName",
  },
];

/** The same program with every inline rule, route and subnet as a separate resource; `undefined` if it has none. */
export function withStandaloneChildren(program: Program): Program | undefined {
  return changed(program, FAMILIES.reduce(standalone, program));
}

/** The same program with rules, routes and subnets written inside their parents; `undefined` if there are none. */
export function withInlineChildren(program: Program): Program | undefined {
  return changed(program, FAMILIES.reduce(inline, program));
}

/** The same program with every inline rule and route additionally as a standalone resource; `undefined` if it has none. */
export function withChildrenTwice(program: Program): Program | undefined {
  const apart = FAMILIES.filter(({ list }) => list !== "subnets").reduce(standalone, program);
  return apart === program ? undefined : { ...apart, ...program };
}

function changed(before: Program, after: Program): Program | undefined {
  return after === before ? undefined : after;
}

function standalone(program: Program, family: Family): Program {
  const { parent, child, list, parentName, ownName } = family;
  const parents = Object.entries(program).filter(([name, written]) => {
    return (
      managed(written, parent) && elements(written, list).length > 0 && childrenOf(program, name, family).length === 0
    );
  });
  if (parents.length === 0) return program;
  const moved = new Map<string, string>();
  const children: Record<string, Written> = {};
  const bare: Record<string, Written> = {};
  for (const [name, written] of parents) {
    const { [list]: _, ...args } = written.args;
    bare[name] = { ...written, args };
    for (const [at, { name: itsName, ...element }] of elements(written, list).entries()) {
      // The logical name of a subnet equals its Azure name, so that both forms have the same name in explanations.
      const logical = list === "subnets" ? String(itsName) : `${name}-${itsName}`;
      moved.set(`${name} ${list}[${at}]`, logical);
      const { resourceGroupName } = written.args;
      const more = written.parent === undefined ? {} : { parent: written.parent };
      const own = { resourceGroupName, ...element, [parentName]: ref(name, "name"), [ownName]: itsName };
      children[logical] = native(child.replace("azure-native:", ""), own, more);
    }
  }
  const clash = Object.keys(children).some((name) => name in program);
  const result = mapProgramRefs({ ...program, ...bare, ...children }, (from) => {
    const [, element = "", rest = ""] = /^(\w+\[\d+\])\.(.+)$/.exec(from.path) ?? [];
    const logical = moved.get(`${from.$ref} ${element}`);
    return logical === undefined ? from : ref(logical, rest);
  });
  return clash || isCircular(result) ? program : result;
}

function inline(program: Program, family: Family): Program {
  const { list, parentName, ownName } = family;
  const moved = new Map<string, { readonly parent: string; readonly at: number }>();
  const result: Record<string, Written> = { ...program };
  for (const [name, written] of Object.entries(program)) {
    const children = managed(written, family.parent) ? childrenOf(program, name, family) : [];
    if (children.length === 0 || elements(written, list).length > 0) continue;
    const inside = children.map(([childName, child], at) => {
      const { resourceGroupName: _group, [parentName]: _parent, [ownName]: given, ...args } = child.args;
      moved.set(childName, { parent: name, at });
      delete result[childName];
      return { name: given ?? childName, ...args };
    });
    result[name] = { ...written, args: { ...written.args, [list]: inside } };
  }
  if (moved.size === 0) return program;
  const linked = mapProgramRefs(result, (from) => {
    const to = moved.get(from.$ref);
    return to ? ref(to.parent, `${list}[${to.at}].${from.path}`) : from;
  });
  return isCircular(linked) ? program : linked;
}

function childrenOf(program: Program, parent: string, family: Family): readonly [string, Written][] {
  return Object.entries(program).filter(([, written]) => {
    const named = written.args[family.parentName];
    return managed(written, family.child) && isRef(named) && named.$ref === parent && named.path === "name";
  });
}

function managed(written: Written, type: string): boolean {
  return written.type === type && written.existing !== true;
}

function elements(written: Written, list: string): readonly Args[] {
  const value = written.args[list];
  return Array.isArray(value) ? value.filter(isObject) : [];
}
