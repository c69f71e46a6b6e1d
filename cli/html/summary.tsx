import { counted } from "../counted";
import { changesInWords } from "../findings/compare";
import type { FindingsDocument } from "../findings/document";
import { Tiles } from "./parts";
import { SERVICE_STATES, stackName } from "./words";

/** The summary at the top of a page. */
export interface SummaryOf {
  readonly title: string;
  /** The outcome, in one sentence. */
  readonly headline: string;
  readonly findings: Readonly<Record<"mandatory" | "advisory" | "exempted", number>>;
  /** The number of pools by the status of their path; `undefined` if no path is known. */
  readonly pools: Readonly<Record<(typeof SERVICE_STATES)[number], number>> | undefined;
}

/** The totals of a document. Each finding counts once, even if it is shown at several pools. */
export function summaryOf({ files, refused }: FindingsDocument): SummaryOf {
  const findings = files.flatMap((file) => file.findings);
  const mandatory = findings.filter(({ level }) => level === "mandatory").length;
  const exempted = files.reduce((sum, file) => sum + (file.exempted?.length ?? 0), 0);
  const known = files.filter(({ networkPaths }) => networkPaths !== undefined);
  const networkPaths = known.flatMap((file) => file.networkPaths ?? []);
  const pools = Object.fromEntries(
    SERVICE_STATES.map((state) => [state, networkPaths.filter(({ is }) => is === state).length]),
  ) as NonNullable<SummaryOf["pools"]>;
  const [only] = files;
  const changes = changesInWords({ files });
  return {
    title: files.length === 1 && only ? stackName(only) : counted(files.length, "stack"),
    headline: [
      ...(networkPaths.length > 0 ? [aboutPools(pools, networkPaths.length)] : []),
      `${mandatory === 0 ? "No" : mandatory} mandatory ${mandatory === 1 ? "finding" : "findings"}.`,
      ...(changes === "" ? [] : [`${changes}.`]),
      ...(refused.length > 0 ? [`${counted(refused.length, "file")} could not be judged.`] : []),
    ].join(" "),
    findings: { mandatory, advisory: findings.length - mandatory, exempted },
    pools: known.length > 0 ? pools : undefined,
  };
}

function aboutPools({ blocked, unknown }: NonNullable<SummaryOf["pools"]>, all: number): string {
  const of = all === 1 ? "The pool" : blocked === all ? `All ${all} pools` : `${blocked} of ${all} pools`;
  if (blocked > 0) return `${of} ${all === 1 || blocked === 1 ? "does" : "do"} not reach the Batch service.`;
  if (unknown > 0)
    return all === 1
      ? "Undecided: whether the pool reaches the Batch service."
      : `Undecided for ${unknown} of ${all} pools: whether they reach the Batch service.`;
  return all === 1 ? "The pool reaches the Batch service." : `All ${all} pools reach the Batch service.`;
}

interface Props extends SummaryOf {
  readonly pack: FindingsDocument["pack"];
  readonly today: string;
}

/** The head of the page: its title, the outcome, and the totals. */
export function Summary({ title, headline, findings, pools, pack, today }: Props) {
  return (
    <header>
      <p class="kicker">{pack.name}</p>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      <p class="headline">{headline}</p>
      <p class="note">
        Reported on <time dateTime={today}>{today}</time> with version {pack.version} of the policy pack.
      </p>
      <div class="totals">
        <Tiles
          label="Findings"
          tiles={[
            { number: findings.mandatory, label: "mandatory", mark: "mandatory" },
            { number: findings.advisory, label: "advisory", mark: "advisory" },
            { number: findings.exempted, label: "exempted", mark: "exempted" },
          ]}
        />
        {pools && (
          <Tiles
            label="Pools"
            tiles={SERVICE_STATES.map((state) => ({ number: pools[state], label: state, mark: state }))}
          />
        )}
      </div>
    </header>
  );
}
