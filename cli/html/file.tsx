import type { JudgedFile, JudgedFinding } from "../findings/document";
import { resourceOf } from "../findings/text";
import { visible } from "../visible";
import { FindingList } from "./finding";
import { classesFor, findingClasses, type Marks } from "./marks";
import { Badge, Heading } from "./parts";
import type { PlaceOf } from "./pointers";
import { type DrawnPool, Pool } from "./pool";
import type { Sections } from "./sections";
import { stackName } from "./words";

/** A file with the pictures of its pools. */
export interface DrawnFile extends Omit<Sections, "pools"> {
  readonly file: JudgedFile;
  readonly pools: readonly DrawnPool[];
}

/** All entries of a file with a level and a policy: its findings, and pointers to findings of other stacks. */
export function findingsShown({
  findings,
  exempted = [],
  pointers = [],
}: JudgedFile): readonly Pick<JudgedFinding, "level" | "policy">[] {
  return [...findings, ...exempted, ...pointers];
}

interface Props extends DrawnFile {
  readonly marks: Marks;
  /** Unique on the page. */
  readonly id: string;
  /** Whether the page has only this file: then the head of the page names it. */
  readonly isOnlyOne: boolean;
  readonly placeOf: PlaceOf;
}

/** The result of judging one file: its pools, other findings, and findings that do not count. */
export function File({ file, pools, others, places, marks, id, isOnlyOne, placeOf }: Props) {
  const level = isOnlyOne ? 2 : 3;
  const exempted = file.exempted ?? [];
  const isEmpty = pools.length + others.length + exempted.length === 0;
  const sections = (
    <>
      {pools.map((pool) => (
        <Pool key={pool.id} pool={pool} marks={marks} places={places} level={level} placeOf={placeOf} />
      ))}
      <Rest name={pools.length > 0 ? "Other findings" : "Findings"} findings={others} marks={marks} level={level} />
      <Rest name="Exempted findings" findings={exempted} marks={marks} level={level} />
      <Fixed findings={file.fixed ?? []} level={level} />
      {isEmpty && <p class="note">Nothing was found{file.networkPaths ? ", and there is no pool" : ""}.</p>}
    </>
  );
  if (isOnlyOne) return sections;
  const stack = stackName(file);
  const classes = [
    classesFor(marks, { path: pools.map(({ path }) => path.is), stack: [stack] }),
    ...(isEmpty ? [] : [findingClasses(marks, findingsShown(file))]),
  ];
  return (
    <section class={`stack ${classes.join(" ")}`} aria-labelledby={id}>
      <Heading level={2} id={id}>
        <bdi>{visible(stack)}</bdi>
      </Heading>
      <p class="note">{visible(file.file)}</p>
      {sections}
    </section>
  );
}

/** Findings of an earlier run that are fixed. */
function Fixed({ findings, level }: RestListProps) {
  if (findings.length === 0) return null;
  return (
    <section class="fixed">
      <Heading level={level}>Fixed since the earlier run</Heading>
      <ul>
        {findings.map(({ policy, urn }) => (
          <li key={`${policy} ${urn}`}>
            <Badge is="open">fixed</Badge> <code>{visible(policy)}</code> {visible(resourceOf(urn))}
          </li>
        ))}
      </ul>
    </section>
  );
}

type RestListProps = Pick<RestProps, "findings" | "level">;

interface RestProps {
  readonly name: string;
  readonly findings: JudgedFile["findings"];
  readonly marks: Marks;
  readonly level: 2 | 3;
}

/** Findings that belong to no pool; hidden if a filter selects pools by path. */
function Rest({ name, findings, marks, level }: RestProps) {
  if (findings.length === 0) return null;
  return (
    <section class={`rest ${findingClasses(marks, findings)} ${classesFor(marks, { path: [] })}`}>
      <Heading level={level}>{name}</Heading>
      <FindingList findings={findings} marks={marks} />
    </section>
  );
}
