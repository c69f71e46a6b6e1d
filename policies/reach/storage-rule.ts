import { overlap } from "../network/intervals";
import { ports } from "../network/port-set";
import type { GroupRule } from "./filters";
import { isStorageTag } from "./tag-family";

/** HTTPS: https://learn.microsoft.com/azure/batch/simplified-compute-node-communication */
const STORAGE_PORT = 443;

/** Whether a rule of the program certainly allows outbound traffic from nodes to the service tag of Storage. */
export function opensStorage({ direction, access, destination, destinationPorts, ref }: GroupRule): boolean {
  const written = ref?.origin === "inline" || ref?.origin === "standalone";
  const opens = direction === "Outbound" && access === "Allow";
  const tagged = destination.tags.some(isStorageTag);
  return written && opens && tagged && overlap(destinationPorts.must, ports(STORAGE_PORT));
}
