import { toClassic } from "./classic";
import { withChildrenTwice, withInlineChildren, withStandaloneChildren } from "./inline";
import { mapProgramRefs, type Program, ref } from "./language";

/** Another spelling of the same program. */
export interface Variant {
  readonly name: string;
  /** `undefined` where the program cannot be written in this way, or already is. */
  readonly rewrite: (program: Program) => Program | undefined;
  readonly spell?: (type: string) => string;
  /** Restores the names that the program had before it was rewritten. */
  readonly restore?: (text: string) => string;
  /** Whether resources are replaced by others. */
  readonly moves?: boolean;
  /** Whether less may be known before deployment than in the original program. */
  readonly leavesOpen?: (program: Program) => boolean;
  /** Whether only the inputs show it. */
  readonly needsInputs?: boolean;
}

const AS_WRITTEN = (program: Program) => program;
const RENAMED = "zz-";
const COMPONENT = "wrapping-component";

export const VARIANTS: readonly Variant[] = [
  { name: "as written", rewrite: AS_WRITTEN },
  { name: "inline children", rewrite: withInlineChildren, moves: true, leavesOpen: hasSeveralInlineSubnets },
  { name: "standalone children", rewrite: withStandaloneChildren, moves: true },
  { name: "renamed", rewrite: renamed, restore: (text) => text.replaceAll(RENAMED, "") },
  { name: "inside a component", rewrite: wrapped },
  {
    name: "v2 tokens",
    rewrite: AS_WRITTEN,
    spell: (type) => pinned(type, (module, version) => `:${module}/${version}:`),
  },
  {
    name: "v3 tokens",
    rewrite: AS_WRITTEN,
    spell: (type) => pinned(type, (module, version) => `_${module}_${version}:${module}:`),
  },
  { name: "classic provider", rewrite: toClassic, moves: true },
];

/**
 * A spelling that one policy reports, and that makes no difference to the others. Without inputs, names are unknown until
 * deployment, and two resources for one rule cannot be recognized.
 */
export const CHILDREN_TWICE: Variant & { readonly needsInputs: true } = {
  name: "children twice",
  rewrite: withChildrenTwice,
  moves: true,
  needsInputs: true,
};

/** The API versions that azure-native 3.28 uses for tokens without one, so that pinning them changes nothing. */
const VERSIONS: Readonly<Record<string, string>> = {
  batch: "v20240701",
  network: "v20240501",
  privatedns: "v20240601",
  resources: "v20240301",
};

function pinned(type: string, spell: (module: string, version: string) => string): string {
  return type.replace(/^azure-native:(\w+):/, (all, module) => {
    const version = VERSIONS[module];
    return version === undefined ? all : `azure-native${spell(module, version)}`;
  });
}

/** Auto-generated names are made from the logical name: they change as well. */
function renamed(program: Program): Program {
  const entries = Object.entries(program).map(([name, written]) => {
    const parent = written.parent === undefined ? {} : { parent: RENAMED + written.parent };
    return [RENAMED + name, { ...written, ...parent }] as const;
  });
  return mapProgramRefs(Object.fromEntries(entries), (from) => ref(RENAMED + from.$ref, from.path));
}

function wrapped(program: Program): Program {
  const entries = Object.entries(program).map(([name, written]) => {
    return [name, written.existing ? written : { parent: COMPONENT, ...written }] as const;
  });
  return { [COMPONENT]: { type: "render:site:Network", args: {} }, ...Object.fromEntries(entries) };
}

/** The id of a subnet from a network with several subnets can be that of any of them until it is known. */
function hasSeveralInlineSubnets(program: Program): boolean {
  return Object.values(program).some(({ args }) => Array.isArray(args.subnets) && args.subnets.length > 1);
}
