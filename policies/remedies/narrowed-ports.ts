import { subtract } from "../network/intervals";
import { formatPorts, type PortSet } from "../network/port-set";
import type { GroupRule } from "../reach/filters";

/** What a rule is narrowed to: its ports without some; `undefined` where they are not all known. */
export function portsWithout(some: PortSet, { destinationPorts }: GroupRule): readonly string[] | undefined {
  const { must, may } = destinationPorts;
  return must.join() === may.join() ? formatPorts(subtract(must, some)) : undefined;
}
