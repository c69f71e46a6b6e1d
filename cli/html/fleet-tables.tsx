import { parseUrn } from "../../policies/plan/urn";
import { counted } from "../counted";
import type { JudgedFinding } from "../findings/document";
import type { SurveyedPool, SurveyedStack } from "../fleet/document";
import { visible } from "../visible";
import { ruleOf } from "./message-parts";
import { Badge, Table } from "./parts";
import { SERVICE, stackName } from "./words";

/** A pool and its stack. */
export interface FleetPool {
  readonly stack: SurveyedStack;
  readonly pool: SurveyedPool;
}

interface PoolTableProps {
  readonly name: string;
  readonly about: string;
  readonly pools: readonly FleetPool[];
  readonly classesOf: (pool: FleetPool) => string;
  /** The folder with the reports of the stacks; `""` if there is none. */
  readonly reports: string;
}

/** A collapsible table of pools in the given order; nothing if there are none. */
export function PoolTable({ name, about, pools, classesOf, reports }: PoolTableProps) {
  if (pools.length === 0) return null;
  return (
    <details class="table" open>
      <summary>
        <h3>{name}</h3> <span class="note">{counted(pools.length, "pool")}</span>
      </summary>
      <p>{about}</p>
      <Table heads={["Created", "Pool", "Stack", "Nodes", "Runs in", "Asks for", "Path"]}>
        {pools.map(({ stack, pool }) => (
          <tr key={`${stack.file} ${pool.urn}`} class={classesOf({ stack, pool })}>
            <td>{pool.created ? <time dateTime={visible(pool.created)}>{visible(pool.created)}</time> : "–"}</td>
            <th scope="row">
              <PoolName stack={stack} pool={pool} reports={reports} />
            </th>
            <td>
              <bdi>{stackName(stack)}</bdi>
            </td>
            <td>
              {typeof pool.scaling === "number" ? pool.scaling : pool.scaling === "automatic" ? "by formula" : "–"}
            </td>
            <td>{visible(pool.runs) || "–"}</td>
            <td>{visible(pool.asks) || "–"}</td>
            <td>
              <Badge is={pool.service}>{SERVICE[pool.service].badge}</Badge> {visible(pool.reason)}
            </td>
          </tr>
        ))}
      </Table>
    </details>
  );
}

/** The name of a pool, with a link to its picture if there is one. */
function PoolName({ stack, pool, reports }: FleetPool & { readonly reports: string }) {
  const name = <bdi>{visible(pool.name || (parseUrn(pool.urn)?.name ?? pool.urn))}</bdi>;
  if (reports === "" || stack.report === undefined) return name;
  const folder = reports.split("/").map(encodeURIComponent).join("/");
  const fragment = pool.picture === undefined ? "" : `#${encodeURIComponent(pool.picture)}`;
  return <a href={`${folder}/${encodeURIComponent(stack.report)}${fragment}`}>{name}</a>;
}

interface StackTableProps {
  readonly name: string;
  readonly stacks: readonly SurveyedStack[];
  readonly classes: ReadonlyMap<SurveyedStack, string>;
  readonly isOpen: boolean;
}

/** A collapsible table of stacks, most mandatory findings first; nothing if there are none. */
export function StackTable({ name, stacks, classes, isOpen }: StackTableProps) {
  if (stacks.length === 0) return null;
  const ordered = stacks.toSorted((one, other) => number(other, "mandatory") - number(one, "mandatory"));
  return (
    <details class="table" open={isOpen}>
      <summary>
        <h2>{name}</h2> <span class="note">{counted(stacks.length, "stack")}</span>
      </summary>
      <Table heads={["Stack", "Mandatory", "Advisory", "Exempted", "Pools", "Policies", "File"]}>
        {ordered.map((stack) => (
          <tr key={stack.file} class={classes.get(stack)}>
            <th scope="row">
              <bdi>{stackName(stack)}</bdi>
            </th>
            <td>{number(stack, "mandatory") || "–"}</td>
            <td>{number(stack, "advisory") || "–"}</td>
            <td>{stack.exempted || "–"}</td>
            <td>{stack.pools.length || "–"}</td>
            <td>
              <Policies findings={stack.findings} />
            </td>
            <td>
              <bdi>{visible(stack.file)}</bdi>
            </td>
          </tr>
        ))}
      </Table>
    </details>
  );
}

/** The policies of findings, mandatory ones first. */
function Policies({ findings }: Pick<SurveyedStack, "findings">) {
  const mandatory = new Set(findings.filter(({ level }) => level === "mandatory").map(({ policy }) => policy));
  const all = new Set([...mandatory, ...findings.map(({ policy }) => policy)]);
  return (
    <ul class="policies">
      {[...all].map((policy) => (
        <li key={policy}>
          <code class={mandatory.has(policy) ? "mandatory" : "advisory"}>{visible(policy)}</code>
        </li>
      ))}
    </ul>
  );
}

interface PolicyTableProps {
  readonly stacks: readonly SurveyedStack[];
  readonly classesOf: (finding: Pick<JudgedFinding, "policy" | "level">) => string;
}

/** Findings by policy and level; those of most stacks first. */
export function PolicyTable({ stacks, classesOf }: PolicyTableProps) {
  const rows = new Map<
    string,
    Pick<JudgedFinding, "policy" | "level"> & { stacks: Set<SurveyedStack>; findings: number }
  >();
  for (const stack of stacks) {
    for (const { policy, level } of stack.findings) {
      const key = JSON.stringify([policy, level]);
      const row = rows.get(key) ?? { policy, level, stacks: new Set(), findings: 0 };
      row.stacks.add(stack);
      rows.set(key, { ...row, findings: row.findings + 1 });
    }
  }
  if (rows.size === 0) return null;
  const ordered = [...rows.values()].toSorted((one, other) => other.stacks.size - one.stacks.size);
  return (
    <section>
      <h2>Findings by policy</h2>
      <Table heads={["Policy", "Level", "Stacks", "Findings", "What it requires"]}>
        {ordered.map((row) => (
          <tr key={`${row.policy} ${row.level}`} class={classesOf(row)}>
            <th scope="row">
              <code>{visible(row.policy)}</code>
            </th>
            <td>
              <Badge is={row.level}>{row.level}</Badge>
            </td>
            <td>{row.stacks.size}</td>
            <td>{row.findings}</td>
            <td>
              <Demand policy={row.policy} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function Demand({ policy }: { readonly policy: string }) {
  const rule = ruleOf(policy);
  if (!rule) return null;
  return (
    <>
      {rule.title} <a href={rule.link}>What Azure requires</a>
    </>
  );
}

function number({ findings }: SurveyedStack, level: JudgedFinding["level"]): number {
  return findings.filter((finding) => finding.level === level).length;
}
