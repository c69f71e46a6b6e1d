import { isKnown, isUnknown, type Value } from "../../policies/known/value";
import { isRefusal, type Program } from "../../policies/plan/program";
import { text } from "../../policies/plan/property";
import { withoutSecrets } from "../../policies/plan/secrets";
import { isOfKind, toEntities } from "../../policies/topology/entity";
import { type Pool, toPool } from "../../policies/topology/pool";
import type { PackConfiguration } from "../configuration/pack-configuration";
import type { Way } from "../findings/way";
import { readProgramFrom } from "../input/read-program";
import type { Source } from "../input/source";
import { judgeProgram } from "../judge-program";
import type { SurveyedFile, SurveyedPool } from "./document";

/** What a fleet keeps of one file: the judgement in short, and its pools. */
export async function survey(source: Source, configuration: PackConfiguration, today: string): Promise<SurveyedFile> {
  const program = await readProgramFrom(source);
  if (isRefusal(program))
    return { file: source.name, refused: program.refused, foreign: program.foreign && !source.named };
  const { project, stack, findings, exempted, ways } = judgeProgram(source.name, program, configuration, today);
  return {
    file: source.name,
    project,
    stack,
    findings: findings.map(({ policy, level, severity, urn }) => ({ policy, level, severity, urn })),
    exempted: exempted.length,
    pools: poolsIn(program, ways),
  };
}

function poolsIn({ resources, secrets }: Program, ways: readonly Way[]): readonly SurveyedPool[] {
  const services = new Map(ways.map(({ pool, is }) => [pool, is]));
  const entities = resources.flatMap(toEntities).filter((entity) => isOfKind(entity, ["pool"]));
  return entities.map((entity) => {
    const pool = toPool(entity);
    const clean = (value: Value<string | undefined>) =>
      isUnknown(value) || value === undefined ? "" : withoutSecrets(value, secrets);
    return {
      urn: entity.resource.urn,
      name: clean(pool.name) || entity.resource.name,
      asks: clean(text(pool.mode)),
      runs: clean(pool.currentMode),
      created: clean(pool.creationTime).slice(0, 10),
      scaling: scalingOf(pool),
      service: services.get(entity.resource.urn) ?? "unknown",
    };
  });
}

function scalingOf({ targetNodes }: Pool): SurveyedPool["scaling"] {
  if (!isKnown(targetNodes)) return "unknown";
  return targetNodes === undefined ? "automatic" : targetNodes;
}
