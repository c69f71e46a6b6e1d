import { visible } from "../visible";
import { FindingList } from "./finding";
import { classesFor, findingClasses, type Marks } from "./marks";
import { Badge, Heading, Raw } from "./parts";
import { type PlaceOf, PointerList } from "./pointers";
import type { PoolSection, Sections } from "./sections";
import { SERVICE } from "./words";

/** A pool with the picture of its path. */
export interface DrawnPool extends PoolSection {
  /** Unique on the page. */
  readonly id: string;
  /** An `<svg>` element, and a second one for narrow screens with the hops from top to bottom. */
  readonly picture: string;
  readonly tall: string;
}

interface Props {
  readonly pool: DrawnPool;
  readonly marks: Marks;
  readonly places: Sections["places"];
  readonly level: 2 | 3;
  /** Finds the place of another stack's finding on the page. */
  readonly placeOf: PlaceOf;
}

/** A pool: whether its nodes reach the service, the picture of their path, and the findings on it. */
export function Pool({ pool, marks, places, level, placeOf }: Props) {
  const { id, path, findings, pointers, picture, tall } = pool;
  const classes = [findingClasses(marks, [...findings, ...pointers]), classesFor(marks, { path: [path.is] })];
  return (
    <section class={`pool ${path.is} ${classes.join(" ")}`} id={id} aria-labelledby={`${id}-name`}>
      <div class="title">
        <Heading level={level} id={`${id}-name`}>
          Pool <bdi>{visible(path.name)}</bdi>
        </Heading>
        <Badge is={path.is}>{SERVICE[path.is].badge}</Badge>
      </div>
      <p class="sentence">
        {SERVICE[path.is].about}
        {path.region === "" ? "" : ` in ${visible(path.region)}`}.
      </p>
      <Raw as="div" class="picture" html={picture} />
      <Raw as="div" class="picture tall" html={tall} />
      {findings.length + pointers.length === 0 && <p class="note">Nothing was found on its path.</p>}
      {findings.length > 0 && <FindingList findings={findings} marks={marks} places={places} pool={id} />}
      <PointerList pointers={pointers} marks={marks} placeOf={placeOf} />
    </section>
  );
}
