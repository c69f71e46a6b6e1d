import { isKnown, isUnknown, type Value } from "../../policies/known/value";
import { isRefusal, type Program } from "../../policies/plan/program";
import { isAbsent, text } from "../../policies/plan/property";
import { withoutSecrets } from "../../policies/plan/secrets";
import { isOfKind, toEntities } from "../../policies/topology/entity";
import { type Pool, toPool } from "../../policies/topology/pool";
import type { PackConfiguration } from "../configuration/pack-configuration";
import type { Way } from "../findings/way";
import { readProgramFrom } from "../input/read-program";
import type { Source } from "../input/source";
import { judgeProgram } from "../judge-program";
import type { SurveyedFile, SurveyedPool } from "./document";
import { picturesIn, writeReport } from "./report";

/** What a fleet keeps of one file: the judgement in short, and its pools. */
export async function survey(
  source: Source,
  configuration: PackConfiguration,
  today: string,
  reports?: string,
): Promise<SurveyedFile> {
  const program = await readProgramFrom(source);
  if (isRefusal(program))
    return { file: source.name, refused: program.refused, foreign: program.foreign && !source.named };
  const judged = judgeProgram(source.name, program, configuration, today);
  const { project, stack, findings, exempted, ways } = judged;
  const report = reports === undefined ? undefined : await writeReport(judged, reports, today);
  const pictures = new Map(report ? picturesIn(judged) : []);
  return {
    file: source.name,
    project,
    stack,
    findings: findings.map(({ policy, level, severity, urn }) => ({ policy, level, severity, urn })),
    exempted: exempted.length,
    pools: poolsIn(program, ways).map((pool) => ({ ...pool, ...pictureOf(pictures.get(pool.urn)) })),
    ...(report === undefined ? {} : { report }),
  };
}

function pictureOf(picture: string | undefined): Pick<SurveyedPool, "picture"> {
  return picture === undefined ? {} : { picture };
}

function poolsIn({ resources, secrets }: Program, ways: readonly Way[]): readonly SurveyedPool[] {
  const byPool = new Map(ways.map((way) => [way.pool, way]));
  const entities = resources.flatMap(toEntities).filter((entity) => isOfKind(entity, ["pool"]));
  return entities.map((entity) => {
    const pool = toPool(entity);
    const clean = (value: Value<string | undefined>) =>
      isUnknown(value) || value === undefined ? "" : withoutSecrets(value, secrets);
    const way = byPool.get(entity.resource.urn);
    return {
      urn: entity.resource.urn,
      name: clean(pool.name) || entity.resource.name,
      asks: clean(text(pool.mode)),
      runs: clean(pool.currentMode),
      created: clean(pool.creationTime).slice(0, 10),
      scaling: scalingOf(pool),
      service: way?.is ?? "unknown",
      reason: way ? reasonOf(way) : "",
      cloudServices: !isAbsent(pool.cloudServices) && !isUnknown(pool.cloudServices.value),
    };
  });
}

/** What stops the packets first, in the words of the picture. The service itself stops none. */
function reasonOf({ is, stops }: Way): string {
  const stop = is === "blocked" ? stops.find((each) => each.is === "blocked" && each.kind !== "service") : undefined;
  return stop ? [stop.name, stop.detail].filter(Boolean).join(": ") : "";
}

function scalingOf({ targetNodes }: Pool): SurveyedPool["scaling"] {
  if (!isKnown(targetNodes)) return "unknown";
  return targetNodes === undefined ? "automatic" : targetNodes;
}
