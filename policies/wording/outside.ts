import { lastName, parseArmId } from "../topology/arm-id";
import { shown } from "./shown";

/** The name at the end of an ARM id, set off by commas: `, "vnet-corp",`; `""` for what is no id, which may be anything. */
export function nameInId(id: string | undefined): string {
  const parsed = id === undefined ? undefined : parseArmId(id);
  const name = parsed && shown("name", lastName(parsed));
  return name === undefined ? "" : `, "${name}",`;
}
