import { isUnknown, type Unknown } from "../known/value";
import { items, text } from "../plan/property";
import { ask, either } from "../remedies/remedy";
import { lowerTarget } from "../remedies/target-nodes";
import { absentOrUnseen } from "../topology/entity";
import type { Pool } from "../topology/pool";
import type { PoolNode } from "../topology/topology";
import { capital } from "../wording/describe-rule";
import { namesOf } from "../wording/names";
import { quoted, shownWord } from "../wording/shown";
import { about } from "./lib/about";
import { checkPool } from "./lib/check-pool";
import { settingsQuestion } from "./lib/settings-question";
import { mayShare, type SharedAddresses, sharedAddresses } from "./lib/shared-addresses";
import { type Finding, finding, type Rule } from "./rule";

/** https://learn.microsoft.com/azure/batch/create-pool-public-ip */
const NODES_PER_ADDRESS = 100;

const OTHERS = ["BatchManaged", "NoPublicIPAddresses"];

export const poolPublicIpCount: Rule = {
  name: "pool-public-ip-count",
  title: "A Batch pool with its own public addresses has one per 100 nodes and shares none with another pool.",
  severity: "medium",
  levels: { recommended: "mandatory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/create-pool-public-ip",
  checkEntity: checkPool((pool) => {
    return [...check(pool), ...settingsQuestion(pool, openIn(pool))];
  }),
  checkTopology: (topology) => [
    ...sharedAddresses(topology).map(inSeveral),
    ...[...mayShare(topology)].flatMap(([pool, unknowns]) => settingsQuestion(pool, unknowns)),
  ],
};

function check({ entity, provision, publicIps, targetNodes }: Pool): readonly Finding[] {
  const listed = absentOrUnseen(entity, publicIps) ?? items(publicIps);
  const word = absentOrUnseen(entity, provision) ?? text(provision);
  if (isUnknown(listed) || isUnknown(word)) return [];
  const place = { urn: entity.resource.urn, path: publicIps.path };
  const given = listed.length === 1 ? "1 public address" : `${listed.length} public addresses`;
  if (word?.toLowerCase() !== "usermanaged") {
    if (listed.length === 0) return [];
    const known = shownWord(OTHERS, word);
    return [
      finding({
        ...place,
        found: `The pool lists ${given}, and ${provision.path} is ${word === undefined ? "not set, which means BatchManaged" : known === undefined ? "not a value that Azure accepts" : `"${known}"`}.`,
        why: "Azure accepts your own public addresses with UserManaged only.",
        remedies: [
          either(
            { do: "set property", entity, path: provision.path, value: "UserManaged" },
            { do: "set property", entity, path: publicIps.path, value: null },
          ),
        ],
      }),
    ];
  }
  if (isUnknown(targetNodes)) return [];
  const count = needed(targetNodes);
  if (listed.length >= count) return [];
  const size = targetNodes === undefined ? "scales by a formula" : `requests ${targetNodes} nodes`;
  return [
    finding({
      ...place,
      found: `The pool ${size} and lists ${given}.`,
      why: `Each address serves at most ${NODES_PER_ADDRESS} nodes: the resize fails before the pool reaches its target.`,
      remedies: [
        either(
          ask(`List at least ${count} ${count === 1 ? "address" : "addresses"} in ${publicIps.path}.`),
          lowerTarget(entity, listed.length * NODES_PER_ADDRESS),
        ),
      ],
    }),
  ];
}

/** The unknown values that decide whether the pool lists enough addresses, with the right provisioning. */
function openIn({ entity, provision, publicIps, targetNodes }: Pool): readonly Unknown[] {
  const listed = absentOrUnseen(entity, publicIps) ?? items(publicIps);
  const word = absentOrUnseen(entity, provision) ?? text(provision);
  const wants = isUnknown(targetNodes) || needed(targetNodes) > 0;
  const mayBeOwn = isUnknown(word) || word?.toLowerCase() === "usermanaged";
  const mayBeOther = isUnknown(word) || !mayBeOwn;
  const mayLack =
    mayBeOwn && wants && (isUnknown(listed) || isUnknown(targetNodes) || needed(targetNodes) > listed.length);
  const mayBeTooMany = mayBeOther && (isUnknown(listed) || listed.length > 0);
  return mayLack || mayBeTooMany ? [listed, word, ...(mayLack ? [targetNodes] : [])].filter(isUnknown) : [];
}

/** The fewest addresses for this many nodes. How many nodes a formula asks for is not known, but without an address there are none. */
function needed(targetNodes: number | undefined): number {
  return targetNodes === undefined ? 1 : Math.ceil(targetNodes / NODES_PER_ADDRESS);
}

function inSeveral({ pools, names: [name, ...others] }: SharedAddresses): Finding {
  const [, second] = pools as readonly [PoolNode, PoolNode];
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  const busy = pools.filter(({ targetNodes }) => !isUnknown(targetNodes) && targetNodes !== 0);
  return finding({
    urn: second.entity.resource.urn,
    ...about(pools),
    path: second.publicIps.path,
    found: `${capital(namesOf(pools))} ${pools.length > 2 ? "all" : "both"} list public address${others.length > 0 ? "es" : ""}${quoted(name)}${more}.`,
    why: "An address serves one pool at a time: while one of them has nodes, Azure allocates none to the others.",
    remedies: [ask(`Give each pool addresses of its own in ${second.publicIps.path}.`)],
    // Pools that do not have nodes at the same time can share an address.
    advisory: busy.length < 2,
  });
}
