import { counted } from "../counted";
import type { SurveyedStack } from "../fleet/document";
import { ownersIn } from "../fleet/owners";
import { visible } from "../visible";
import { Table } from "./parts";

/** The stacks that must change something for pools of other stacks; nothing if there are none. */
export function OwnerTable({ stacks }: { readonly stacks: readonly SurveyedStack[] }) {
  const owners = ownersIn(stacks);
  if (owners.length === 0) return null;
  return (
    <section>
      <h2>Owners that pools of other stacks wait for</h2>
      <p class="note">
        {counted(owners.length, "stack has", "stacks have")} to change for pools of other stacks to work.
      </p>
      <Table heads={["Owner", "Pools", "Stacks", "Policies"]}>
        {owners.map(({ name, pools, stacks: waiting, policies }) => (
          <tr key={name}>
            <th scope="row">
              <bdi>{visible(name)}</bdi>
            </th>
            <td>{pools}</td>
            <td>{waiting}</td>
            <td>
              <ul class="policies">
                {policies.map((policy) => (
                  <li key={policy}>
                    <code class="mandatory">{visible(policy)}</code>
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
