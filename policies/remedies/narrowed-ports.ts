import { subtract } from "../network/intervals";
import { CLASSIC_PORTS } from "../network/node-management";
import { formatPorts } from "../network/port-set";
import type { GroupRule } from "../reach/filters";

/** What a rule is narrowed to: its ports without 29876-29877; `undefined` where they are not all known. */
export function portsWithoutClassic({ destinationPorts }: GroupRule): readonly string[] | undefined {
  const { must, may } = destinationPorts;
  return must.join() === may.join() ? formatPorts(subtract(must, CLASSIC_PORTS)) : undefined;
}
