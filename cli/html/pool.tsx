import { visible } from "../visible";
import { FindingList } from "./finding";
import { classesFor, findingClasses, type Marks } from "./marks";
import { Badge, Heading, Raw } from "./parts";
import { type PlaceOf, PointerList } from "./pointers";
import type { PoolSection, Sections } from "./sections";
import { SERVICE } from "./words";

/** A pool with the picture of its way. */
export interface DrawnPool extends PoolSection {
  /** Unique on the page. */
  readonly id: string;
  /** An `<svg>` element, and one for narrow screens, on which the hops stand below each other. */
  readonly picture: string;
  readonly tall: string;
}

interface Props {
  readonly pool: DrawnPool;
  readonly marks: Marks;
  readonly places: Sections["places"];
  readonly level: 2 | 3;
  /** Where a finding of another stack stands on the page. */
  readonly placeOf: PlaceOf;
}

/** A pool: whether its nodes reach the service, the picture of their way, and what was found on it. */
export function Pool({ pool, marks, places, level, placeOf }: Props) {
  const { id, way, findings, pointers, picture, tall } = pool;
  const classes = [findingClasses(marks, [...findings, ...pointers]), classesFor(marks, { way: [way.is] })];
  return (
    <section class={`pool ${way.is} ${classes.join(" ")}`} id={id} aria-labelledby={`${id}-name`}>
      <div class="title">
        <Heading level={level} id={`${id}-name`}>
          Pool <bdi>{visible(way.name)}</bdi>
        </Heading>
        <Badge is={way.is}>{SERVICE[way.is].badge}</Badge>
      </div>
      <p class="sentence">
        {SERVICE[way.is].about}
        {way.region === "" ? "" : ` in ${visible(way.region)}`}.
      </p>
      <Raw as="div" class="picture" html={picture} />
      <Raw as="div" class="picture tall" html={tall} />
      {findings.length + pointers.length === 0 && <p class="note">Nothing was found on its way.</p>}
      {findings.length > 0 && <FindingList findings={findings} marks={marks} places={places} pool={id} />}
      <PointerList pointers={pointers} marks={marks} placeOf={placeOf} />
    </section>
  );
}
