import { parseUrn } from "../../policies/plan/urn";
import { counted } from "../counted";
import type { ExemptedFinding, JudgedFinding } from "../findings/document";
import { resourceOf } from "../findings/text";
import { visible, visibleLines } from "../visible";
import { findingClasses, type Marks } from "./marks";
import { messageParts, ruleOf } from "./message-parts";
import { Badge } from "./parts";
import { findingId } from "./pool-id";

interface ListProps {
  readonly findings: readonly (JudgedFinding & Partial<ExemptedFinding>)[];
  readonly marks: Marks;
  /** The number of pools at which a finding is shown. */
  readonly places?: ReadonlyMap<JudgedFinding, number>;
  /** The id of the pool at which they are shown. */
  readonly pool?: string;
}

/** A list of findings; mandatory ones are expanded. */
export function FindingList({ findings, marks, places, pool }: ListProps) {
  return (
    <ul class="findings">
      {findings.map((finding, at) => (
        <li
          key={at}
          {...(pool === undefined ? {} : { id: findingId(pool, at) })}
          class={`finding ${finding.level} ${findingClasses(marks, [finding])}`}
        >
          <details open={finding.level === "mandatory" && finding.exemptions === undefined}>
            <summary>
              <span class="what">
                <Badge is={finding.level}>{finding.level}</Badge> <code class="policy">{visible(finding.policy)}</code>{" "}
                {finding.since === "new" && <Badge is="new">new</Badge>}{" "}
                <span class="severity">{finding.severity} severity</span>
              </span>
              <span class="found">{visibleLines(messageParts(finding).found)}</span>
            </summary>
            <Body finding={finding} alsoAt={(places?.get(finding) ?? 1) - 1} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function Body({ finding, alsoAt }: { finding: ListProps["findings"][number]; alsoAt: number }) {
  const { policy, urn, location, exemptions = [] } = finding;
  const { why, change, path } = messageParts(finding);
  const rule = ruleOf(policy);
  return (
    <div class="body">
      <div class="finding-text">
        {why.map((line) => (
          <p key={line}>{visible(line)}</p>
        ))}
        {change.length > 0 && (
          <div class="change">
            <p>Fix</p>
            <ul>
              {change.map((line) => (
                <li key={line}>{visible(line)}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <dl class="facts">
        <dt>Resource</dt>
        <dd>
          <Resource urn={urn} />
          {alsoAt > 0 && <span class="note"> also on the path of {counted(alsoAt, "other pool")}</span>}
        </dd>
        {location && <dt>Source</dt>}
        {location && (
          <dd>
            <code>
              {visible(location.file)}:{location.line}
            </code>
          </dd>
        )}
        {path !== "" && <dt>Property</dt>}
        {path !== "" && (
          <dd>
            <code>{visible(path)}</code>
          </dd>
        )}
        {rule && <dt>Policy</dt>}
        {rule && (
          <dd>
            {rule.title} <a href={rule.link}>What Azure requires</a>
          </dd>
        )}
        {exemptions.map(({ at, reason, expires, ticket }) => [
          <dt key={`${at} name`}>Exempted</dt>,
          <dd key={at}>
            {expires !== undefined && ["until ", <time dateTime={visible(expires)}>{visible(expires)}</time>, ": "]}
            {visible(reason)}
            {ticket === undefined ? "" : ` (${visible(ticket)})`}
          </dd>,
        ])}
      </dl>
    </div>
  );
}

function Resource({ urn }: { readonly urn: string }) {
  const parsed = parseUrn(urn);
  if (!parsed || parsed.type === "pulumi:pulumi:Stack") return <>{parsed ? "the stack" : visible(resourceOf(urn))}</>;
  return (
    <>
      <code>{visible(parsed.name)}</code> <span class="type">{visible(parsed.type)}</span>
    </>
  );
}
