import { counted } from "../counted";
import type { EffectiveLevel } from "../findings/document";
import { visible } from "../visible";
import type { DrawnFile } from "./file";
import { classesFor, findingClasses, type Marks } from "./marks";
import { Badge, Table } from "./parts";
import type { DrawnPool } from "./pool";
import { byWeight } from "./sections";
import { SERVICE, stackName } from "./words";

/** A longer table is collapsed at first. */
const MOST_OPEN = 20;

/** A table of all pools with links to their sections; nothing for fewer than two pools. */
export function Overview({ files, marks }: { readonly files: readonly DrawnFile[]; readonly marks: Marks }) {
  const all = files.flatMap(({ file, pools }) => pools.map((pool) => ({ pool, stack: stackName(file) })));
  const rows = all.toSorted((one, other) => byWeight(one.pool, other.pool));
  if (rows.length < 2) return null;
  const stack = files.length > 1 ? ["Stack"] : [];
  const isPointing = rows.some(({ pool }) => pool.pointers.length > 0);
  return (
    <details class="table" open={rows.length <= MOST_OPEN}>
      <summary>
        <h2>All pools</h2> <span class="note">{counted(rows.length, "pool")}</span>
      </summary>
      <Table
        heads={[
          "Pool",
          ...stack,
          "Region",
          "Path to the Batch service",
          "Mandatory",
          "Advisory",
          ...(isPointing ? ["In other stacks"] : []),
        ]}
      >
        {rows.map(({ pool, stack }) => (
          <Row
            key={pool.id}
            pool={pool}
            stack={stack}
            marks={marks}
            showsStack={files.length > 1}
            isPointing={isPointing}
          />
        ))}
      </Table>
    </details>
  );
}

interface RowProps {
  readonly pool: DrawnPool;
  readonly stack: string;
  readonly marks: Marks;
  readonly showsStack: boolean;
  readonly isPointing: boolean;
}

function Row({ pool: { id, path, findings, pointers }, stack, marks, showsStack, isPointing }: RowProps) {
  const number = (level: EffectiveLevel) => findings.filter((each) => each.level === level).length || "–";
  const classes = [
    findingClasses(marks, [...findings, ...pointers]),
    classesFor(marks, { path: [path.is], stack: [stack] }),
  ];
  return (
    <tr class={classes.join(" ")}>
      <th scope="row">
        <a href={`#${id}`}>
          <bdi>{visible(path.name)}</bdi>
        </a>
      </th>
      {showsStack && (
        <td>
          <bdi>{stack}</bdi>
        </td>
      )}
      <td>{visible(path.region) || "–"}</td>
      <td>
        <Badge is={path.is}>{SERVICE[path.is].badge}</Badge>
      </td>
      <td>{number("mandatory")}</td>
      <td>{number("advisory")}</td>
      {isPointing && <td>{pointers.length || "–"}</td>}
    </tr>
  );
}
