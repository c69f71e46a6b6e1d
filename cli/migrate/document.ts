import type { Edit } from "../../policies/remedies/edits";
import { PACK } from "../pack";
import { isBlock, type Migration } from "./migration";
import { plain } from "./phrase";
import type { Step, StepKind } from "./plan";
import { importsFor, inEveryLanguage } from "./snippets/languages";
import type { LanguageName } from "./snippets/literals";
import { statementsOf } from "./snippets/statements";

/** The `format` of a migration document; its schema is `schemas/migration.schema.json`. */
export const MIGRATION_FORMAT = "azure-batch-guard migration 1";

type InEveryLanguage<T> = Readonly<Record<LanguageName, T>>;

/** A migration in machine-readable form. */
export interface MigrationDocument {
  readonly format: typeof MIGRATION_FORMAT;
  readonly pack: { readonly name: string; readonly version: string };
  readonly file: string;
  readonly project: string;
  readonly stack: string;
  /** `yyyy-mm-dd`, UTC. */
  readonly date: string;
  /** The last day of the classic mode. */
  readonly retirementDate: string;
  readonly pools: readonly { readonly urn: string; readonly name: string; readonly because: readonly string[] }[];
  /** The imports that the snippets need, if they are the same in every program. */
  readonly imports: InEveryLanguage<readonly string[]>;
  readonly steps: readonly StepDocument[];
  /** The questions that are undecided from the file. */
  readonly open: readonly string[];
}

/** One step, see {@link Step}. */
export interface StepDocument {
  readonly number: number;
  readonly kind: StepKind;
  readonly title: string;
  readonly optional: boolean;
  readonly pools: readonly string[];
  readonly text: readonly string[];
  readonly edits: readonly Edit[];
  /** The edits as code; `""` if the step has none. */
  readonly snippets: InEveryLanguage<string>;
  readonly commands: readonly string[];
}

/** A migration as JSON. */
export function toDocument(
  { project, stack, context, pools, steps, open }: Migration,
  file: string,
): MigrationDocument {
  return {
    format: MIGRATION_FORMAT,
    pack: PACK,
    file,
    project,
    stack,
    date: context.today,
    retirementDate: context.settings.retirementDate,
    pools: pools.map(({ pool, because }) => ({
      urn: pool.entity.resource.urn,
      name: pool.entity.resource.name,
      because: because.map(plain),
    })),
    imports: importsFor(typesIn(steps)),
    steps: steps.map((step, index) => toStep(step, index, editsOf(steps))),
    open: open.map(plain),
  };
}

/** The resource types in the snippets of some steps. */
export function typesIn(steps: readonly Step[]): readonly string[] {
  return [...new Set(editsOf(steps).map(({ type }) => type))];
}

/** The edits of all steps of a plan. */
export function editsOf(steps: readonly Step[]): readonly Edit[] {
  return steps.flatMap(({ edits }) => edits);
}

function toStep(
  { kind, title, optional, pools, text, edits, commands }: Step,
  index: number,
  plan: readonly Edit[],
): StepDocument {
  const statements = statementsOf(edits, plan);
  return {
    number: index + 1,
    kind,
    title: plain(title),
    optional: optional === true,
    pools,
    text: text.map((each) => (isBlock(each) ? each.block.join("\n") : plain(each))),
    edits,
    snippets: inEveryLanguage(({ write }) => (statements.length === 0 ? "" : write(statements))),
    commands,
  };
}
