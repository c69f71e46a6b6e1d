import { parseUrn } from "../../policies/plan/urn";
import { counted } from "../counted";
import type { ChangedStack, FleetChanges } from "../fleet/document";
import { visible } from "../visible";
import { Badge, Table } from "./parts";

function named({ project, stack }: ChangedStack): { readonly stack: string } {
  return { stack: visible(`${project}/${stack}`) };
}

/** The changes since an earlier sweep. */
export function Changes({ since }: { readonly since: FleetChanges }) {
  const { date, stacks, added, gone } = since;
  const rows = stacks.flatMap((stack) => [
    ...stack.found.map((finding) => ({ ...finding, ...named(stack), is: "new" })),
    ...stack.fixed.map((finding) => ({ ...finding, ...named(stack), is: "fixed" })),
  ]);
  return (
    <section>
      <h2>
        Since <time dateTime={date}>{date}</time>
      </h2>
      <p class="note">
        {counted(added.length, "new stack")}, {gone.length} gone{gone.length > 0 && `: ${visible(gone.join(", "))}`}.
        {rows.length === 0 && " No finding is new, and none is fixed."}
      </p>
      {rows.length > 0 && (
        <Table heads={["", "Stack", "Policy", "Resource"]}>
          {rows.map(({ is, stack, policy, level, urn }, at) => (
            <tr key={at}>
              <td>
                <Badge is={is === "new" ? level : "open"}>{is}</Badge>
              </td>
              <th scope="row">
                <bdi>{stack}</bdi>
              </th>
              <td>
                <code>{visible(policy)}</code>
              </td>
              <td>
                <bdi>{visible(parseUrn(urn)?.name ?? urn)}</bdi>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
