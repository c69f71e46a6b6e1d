import type { Pointer } from "../findings/document";
import { visible, visibleLines } from "../visible";
import type { DrawnFile } from "./file";
import { findingClasses, type Marks } from "./marks";
import { Badge } from "./parts";
import { stackName } from "./words";

/** Finds the id of the element with the finding of a pointer; `undefined` if it is not on the page. */
export type PlaceOf = (pointer: Pointer) => string | undefined;

/** The id of a file's section, by the index of the file on the page. */
export function fileId(at: number): string {
  return `file-${at + 1}`;
}

/** Resolves pointers to the files that contain their findings. */
export function placesIn(files: readonly Pick<DrawnFile, "file">[]): PlaceOf {
  return ({ policy, at: { urn } }) => {
    const owner = files.findIndex(({ file: { findings } }) =>
      findings.some((finding) => finding.urn === urn && finding.policy === policy),
    );
    return owner < 0 ? undefined : fileId(owner);
  };
}

interface Props {
  readonly pointers: readonly Pointer[];
  readonly marks: Marks;
  readonly placeOf: PlaceOf;
}

/** Findings about a pool in other stacks, which own the resources to change; each counts in its own stack. */
export function PointerList({ pointers, marks, placeOf }: Props) {
  if (pointers.length === 0) return null;
  return (
    <ul class="findings">
      {pointers.map((pointer) => (
        <li
          key={`${pointer.policy} ${pointer.at.urn} ${pointer.message}`}
          class={`finding pointer ${pointer.level} ${findingClasses(marks, [pointer])}`}
        >
          <span class="what">
            <Badge is={pointer.level}>{pointer.level}</Badge> <code class="policy">{visible(pointer.policy)}</code>{" "}
            <span class="severity">{pointer.severity} severity, in another stack</span>
          </span>
          <span class="found">
            {visibleLines(pointer.message)} <Owner pointer={pointer} id={placeOf(pointer)} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Owner({ pointer: { at }, id }: { readonly pointer: Pointer; readonly id: string | undefined }) {
  if (id === undefined) return null;
  return (
    <a href={`#${id}`}>
      Finding and fix in <bdi>{stackName({ ...at, file: "" })}</bdi>
    </a>
  );
}
