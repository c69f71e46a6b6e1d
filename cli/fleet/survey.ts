import { isKnown, isUnknown, type Value } from "../../policies/known/value";
import { isRefusal, type Program } from "../../policies/plan/program";
import { isAbsent, text } from "../../policies/plan/property";
import { withoutSecrets } from "../../policies/plan/secrets";
import { isOfKind, toEntities } from "../../policies/topology/entity";
import { type Pool, toPool } from "../../policies/topology/pool";
import type { PackConfiguration } from "../configuration/pack-configuration";
import { contentOf, type StackContent } from "../estate/given-stacks";
import { linksOf, type StackLinks } from "../estate/stack-links";
import type { JudgedFile } from "../findings/document";
import { type NetworkPath, NONE } from "../findings/network-path";
import { readProgramFrom } from "../input/read-program";
import type { Source } from "../input/source";
import { judgePrograms, type NamedProgram } from "../judge-program";
import type { SurveyedFile, SurveyedPool } from "./document";
import { picturesIn, writeReport } from "./report";

/** What a sweep keeps of a file, and what links it to others. */
export interface Surveyed {
  readonly surveyed: SurveyedFile;
  /** Omitted for a file that could not be judged. */
  readonly joint?: { readonly content: StackContent; readonly links: StackLinks };
}

/** What a sweep keeps of each of some files that are judged together: a summary of the findings, and the pools. */
export async function survey(
  sources: readonly Source[],
  configuration: PackConfiguration,
  today: string,
  reports?: string,
): Promise<readonly Surveyed[]> {
  const programs: (NamedProgram & { readonly joint: Surveyed["joint"] })[] = [];
  const refused: Surveyed[] = [];
  for (const { name: file, named, ...source } of sources) {
    const program = await readProgramFrom({ name: file, named, ...source });
    if (isRefusal(program))
      refused.push({ surveyed: { file, refused: program.refused, unrelated: program.unrelated && !named } });
    // Files that are judged together were surveyed before, so their links are known.
    else programs.push({ file, program, joint: sources.length > 1 ? undefined : jointOf(program) });
  }
  // Only reports show which remedies work.
  const remedies = reports === undefined ? "as they are" : "tried";
  const judged = programs.length === 0 ? [] : judgePrograms(programs, configuration, today, remedies);
  const stacks = programs.map(async ({ program, joint }, at): Promise<Surveyed> => {
    return { surveyed: await inShort(judged[at] as JudgedFile, program, today, reports), ...(joint ? { joint } : {}) };
  });
  return [...(await Promise.all(stacks)), ...refused];
}

function jointOf(program: Program): Surveyed["joint"] {
  return { content: contentOf(program), links: linksOf(program.resources) };
}

async function inShort(
  judged: JudgedFile,
  program: Program,
  today: string,
  reports: string | undefined,
): Promise<SurveyedFile> {
  const { file, project, stack, findings, exempted = [], networkPaths = [], pointers = [] } = judged;
  const report = reports === undefined ? undefined : await writeReport(judged, reports, today);
  const pictures = new Map(report ? picturesIn(judged) : []);
  return {
    file,
    project,
    stack,
    findings: findings.map(({ policy, level, severity, urn }) => ({ policy, level, severity, urn })),
    exempted: exempted.length,
    pools: poolsIn(program, networkPaths).map((pool) => ({ ...pool, ...pictureOf(pictures.get(pool.urn)) })),
    ...(pointers.length > 0
      ? { pointers: pointers.map(({ policy, level, urn, at }) => ({ policy, level, urn, at })) }
      : {}),
    ...(report === undefined ? {} : { report }),
  };
}

function pictureOf(picture: string | undefined): Pick<SurveyedPool, "picture"> {
  return picture === undefined ? {} : { picture };
}

function poolsIn({ resources, secrets }: Program, networkPaths: readonly NetworkPath[]): readonly SurveyedPool[] {
  const byPool = new Map(networkPaths.map((path) => [path.pool, path]));
  const entities = resources.flatMap(toEntities).filter((entity) => isOfKind(entity, ["pool"]));
  return entities.map((entity) => {
    const pool = toPool(entity);
    const clean = (value: Value<string | undefined>) =>
      isUnknown(value) || value === undefined ? "" : withoutSecrets(value, secrets);
    const path = byPool.get(entity.resource.urn);
    return {
      urn: entity.resource.urn,
      name: clean(pool.name) || entity.resource.name,
      asks: clean(text(pool.mode)),
      runs: clean(pool.currentMode),
      created: clean(pool.creationTime).slice(0, 10),
      scaling: scalingOf(pool),
      service: path?.is ?? "unknown",
      reason: path ? reasonOf(path) : "",
      cloudServices: !isAbsent(pool.cloudServices) && !isUnknown(pool.cloudServices.value),
    };
  });
}

/** The first hop that blocks packets, in the words of the picture. The service itself blocks none. */
function reasonOf({ is, hops }: NetworkPath): string {
  const hop = is === "blocked" ? hops.find((each) => each.is === "blocked" && each.kind !== "service") : undefined;
  return hop ? [hop.name, hop.detail].filter((each) => each !== "" && each !== NONE).join(": ") : "";
}

function scalingOf({ targetNodes }: Pool): SurveyedPool["scaling"] {
  if (!isKnown(targetNodes)) return "unknown";
  return targetNodes === undefined ? "automatic" : targetNodes;
}
