import { counted } from "../counted";
import type { FleetDocument, SurveyedStack } from "../fleet/document";
import { byAge, OUTLOOKS, outlookOf } from "../fleet/outlook";
import { visible } from "../visible";
import { FilterBar, NothingLeft } from "./filter-bar";
import { filterStyle } from "./filters";
import { Changes } from "./fleet-changes";
import { OwnerTable } from "./fleet-owners";
import { type FleetPool, PolicyTable, PoolTable, StackTable } from "./fleet-tables";
import { classesFor, filtersOf, findingClasses, type Marks, marksOf } from "./marks";
import { toPage } from "./page";
import { Footer, Refused, Tiles } from "./parts";
import { STYLE } from "./style";
import { SERVICE, SERVICE_STATES } from "./words";

/**
 * A fleet document as a single-file HTML page: totals, the pools that break first, and the stacks and policies concerned.
 *
 * @param reports the folder with the reports of the stacks, relative to the page; `""` if there is none.
 */
export function toFleetHtml(fleet: FleetDocument, reports = ""): string {
  const { stacks, refused, pack, date, since } = fleet;
  const findings = stacks.flatMap((stack) => stack.findings);
  const pools = stacks.flatMap((stack) => stack.pools.map((pool): FleetPool => ({ stack, pool })));
  const ordered = pools.toSorted((one, other) => byAge(one.pool, other.pool));
  const marks = marksOf({
    level: findings.map(({ level }) => level),
    path: pools.map(({ pool }) => pool.service),
    policy: findings.map(({ policy }) => policy),
    project: stacks.map(({ project }) => project),
  });
  const filters = filtersOf(marks);
  const classes = new Map(stacks.map((stack) => [stack, stackClasses(stack, marks)]));
  const [failing, others] = [true, false].map((fails) => stacks.filter((stack) => isFailing(stack) === fails));
  const poolClasses = ({ stack: { project }, pool: { service } }: FleetPool) =>
    classesFor(marks, { path: [service], project: [project] });
  return toPage({
    title: `${counted(stacks.length, "stack")}: ${headlineOf(fleet)}`,
    style: STYLE + filterStyle(filters, { of: ["level", "policy"], occurring: findingClasses(marks, findings) }),
    body: (
      <>
        <Head fleet={fleet} pools={pools} failing={failing?.length ?? 0} />
        <main id="content" tabIndex={-1}>
          <Refused reasons={refused.map(({ reason }) => visible(reason))} />
          <FilterBar filters={filters} />
          <NothingLeft />
          <section>
            <h2>What breaks first</h2>
            {OUTLOOKS.map((outlook) => (
              <PoolTable
                key={outlook.name}
                name={outlook.name}
                about={outlook.about}
                pools={ordered.filter(({ pool }) => outlookOf(pool) === outlook)}
                classesOf={poolClasses}
                reports={reports}
              />
            ))}
            {pools.every(({ pool }) => outlookOf(pool) === undefined) && (
              <p class="note">No pool has to do with classic node communication.</p>
            )}
          </section>
          <section>
            <h2>The path to the Batch service</h2>
            {(["blocked", "unknown"] as const).map((state) => (
              <PoolTable
                key={state}
                name={state}
                about={`${SERVICE[state].about}.`}
                pools={ordered.filter(({ pool }) => pool.service === state)}
                classesOf={poolClasses}
                reports={reports}
              />
            ))}
            {pools.every(({ pool }) => pool.service === "open") && <p class="note">The nodes of all pools reach it.</p>}
          </section>
          <OwnerTable stacks={stacks} />
          {since && <Changes since={since} />}
          <StackTable name="Stacks with mandatory findings" stacks={failing ?? []} classes={classes} isOpen />
          <StackTable name="Other stacks" stacks={others ?? []} classes={classes} isOpen={false} />
          <PolicyTable stacks={stacks} classesOf={(finding) => findingClasses(marks, [finding])} />
        </main>
        <Footer pack={pack} date={date} />
      </>
    ),
  });
}

function stackClasses({ project, findings, pools }: SurveyedStack, marks: Marks): string {
  const others = { path: pools.map(({ service }) => service), project: [project] };
  return `${findingClasses(marks, findings)} ${classesFor(marks, others)}`;
}

function isFailing({ findings }: SurveyedStack): boolean {
  return findings.some(({ level }) => level === "mandatory");
}

function headlineOf({ stacks, refused }: FleetDocument): string {
  const pools = stacks.flatMap((stack) => stack.pools);
  const number = (name: string) => pools.filter((pool) => outlookOf(pool)?.name === name).length;
  const [retired, soon] = [number("retired"), number("breaks by itself")];
  const blocked = pools.filter(({ service }) => service === "blocked").length;
  const failing = stacks.filter(isFailing).length;
  return [
    ...(retired > 0 ? [`${counted(retired, "pool runs", "pools run")} on Cloud Services, which is retired.`] : []),
    ...(soon > 0 ? [`${counted(soon, "pool breaks", "pools break")} without anybody doing anything.`] : []),
    ...(blocked > 0 ? [`${counted(blocked, "pool does", "pools do")} not reach the Batch service.`] : []),
    `${failing === 0 ? "No stack has" : counted(failing, "stack has", "stacks have")} mandatory findings.`,
    ...(refused.length > 0 ? [`${counted(refused.length, "file")} could not be judged.`] : []),
  ].join(" ");
}

interface HeadProps {
  readonly fleet: FleetDocument;
  readonly pools: readonly FleetPool[];
  readonly failing: number;
}

function Head({ fleet, pools, failing }: HeadProps) {
  const { stacks, refused, pack, date } = fleet;
  const number = (holds: (pool: FleetPool["pool"]) => boolean) => pools.filter(({ pool }) => holds(pool)).length;
  return (
    <header>
      <p class="kicker">{pack.name} fleet</p>
      <h1>
        {counted(stacks.length, "stack")}, {counted(pools.length, "pool")}
      </h1>
      <p class="headline">{headlineOf(fleet)}</p>
      <p class="note">
        Judged on <time dateTime={date}>{date}</time> with version {pack.version} of the policy pack.
      </p>
      <div class="totals">
        <Tiles
          label="Stacks"
          tiles={[
            { number: failing, label: "with mandatory findings", mark: "mandatory" },
            { number: stacks.length - failing, label: "without", mark: "open" },
            { number: refused.length, label: "not judged", mark: "unknown" },
          ]}
        />
        <Tiles
          label="Pools in classic mode"
          tiles={OUTLOOKS.map((outlook) => ({
            number: number((pool) => outlookOf(pool) === outlook),
            label: outlook.name,
            mark: "blocked",
          }))}
        />
        <Tiles
          label="Path to the Batch service"
          tiles={SERVICE_STATES.map((state) => ({
            number: number(({ service }) => service === state),
            label: state,
            mark: state,
          }))}
        />
      </div>
    </header>
  );
}
