import type { FindingsDocument, JudgedFile } from "../findings/document";
import type { PathHop } from "../findings/network-path";
import { drawPath } from "../picture/draw-path";
import type { ReportOptions } from "../report/format";
import { visible } from "../visible";
import { type DrawnFile, File, findingsShown } from "./file";
import { FilterBar, NothingLeft } from "./filter-bar";
import { filterStyle } from "./filters";
import { Legend } from "./legend";
import { filtersOf, findingClasses, marksOf } from "./marks";
import { Overview } from "./overview";
import { toPage } from "./page";
import { Footer, Refused } from "./parts";
import { fileId, placesIn } from "./pointers";
import type { DrawnPool } from "./pool";
import { findingId, poolId } from "./pool-id";
import { sectionsOf } from "./sections";
import { findingAt } from "./stopping";
import { STYLE } from "./style";
import { Summary, summaryOf } from "./summary";
import { stackName } from "./words";

/** A findings document as a single-file HTML page, with a picture of each pool's path if the document has it. */
export async function toHtml(document: FindingsDocument, { today }: Pick<ReportOptions, "today">): Promise<string> {
  const files = await drawn(document.files);
  const findings = files.flatMap(({ file }) => findingsShown(file));
  const marks = marksOf({
    level: findings.map(({ level }) => level),
    path: files.flatMap(({ pools }) => pools.map(({ path }) => path.is)),
    policy: findings.map(({ policy }) => policy),
    stack: files.map(({ file }) => stackName(file)),
  });
  const filters = filtersOf(marks);
  const summary = summaryOf(document);
  const placeOf = placesIn(files);
  return toPage({
    title: visible(`${summary.title}: ${summary.headline}`),
    style: STYLE + filterStyle(filters, { of: ["level", "policy"], occurring: findingClasses(marks, findings) }),
    body: (
      <>
        <Summary {...summary} pack={document.pack} today={today} />
        <main id="content" tabIndex={-1}>
          <Refused reasons={document.refused.map(({ reason }) => visible(reason))} />
          <FilterBar filters={filters} />
          <NothingLeft />
          <Overview files={files} marks={marks} />
          {files.some(({ pools }) => pools.length > 0) && <Legend />}
          {files.some(({ file }) => file.networkPaths === undefined) && <NoPictures />}
          {files.map((file, at) => (
            <File
              key={file.file.file}
              {...{ ...file, marks, placeOf }}
              id={fileId(at)}
              isOnlyOne={files.length === 1}
            />
          ))}
        </main>
        <Footer pack={document.pack} date={today} />
      </>
    ),
  });
}

/** Draws pictures one at a time: they share one Graphviz instance. */
async function drawn(files: readonly JudgedFile[]): Promise<readonly DrawnFile[]> {
  const done: DrawnFile[] = [];
  let number = 0;
  for (const file of files) {
    const { pools, ...sections } = sectionsOf(file);
    const pictures: DrawnPool[] = [];
    for (const pool of pools) {
      number += 1;
      const id = poolId(number);
      const linkOf = (hop: PathHop) => {
        const at = findingAt(hop, pool.findings);
        return at === undefined ? undefined : findingId(id, at);
      };
      const [picture, tall] = [
        await drawPath(pool.path, { linkOf }),
        await drawPath(pool.path, { linkOf, direction: "down" }),
      ];
      pictures.push({ ...pool, id, picture, tall });
    }
    done.push({ ...sections, file, pools: pictures });
  }
  return done;
}

function NoPictures() {
  return (
    <p class="note">
      There are no pictures where only the events of a Pulumi run are known: they tell what was found, not the network.
      To have pictures and exempted findings, report what “azure-batch-guard check --format json” writes.
    </p>
  );
}
