import { isKnown, isUnknown } from "../known/value";
import { texts } from "../plan/property";
import type { Account } from "./account";

/**
 * The authentication modes of an account that certainly rejects Microsoft Entra authentication; `undefined` for any other
 * account. Without the property, all modes are allowed.
 */
export function modesWithoutEntra({ authenticationModes }: Account): readonly string[] | undefined {
  const modes = texts(authenticationModes);
  if (isUnknown(modes) || modes.length === 0) return undefined;
  const known = modes.filter(isKnown);
  const refuses = known.length === modes.length && known.every((mode) => mode.toUpperCase() !== "AAD");
  return refuses ? known : undefined;
}
