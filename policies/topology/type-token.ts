/** The providers whose resources are read. */
export type Provider = "azure-native" | "azure";

/** A parsed Pulumi type token. */
export interface TypeToken {
  readonly provider: Provider;
  /** Lower case, e.g. `network`. */
  readonly module: string;
  /** The type's name in its original spelling, e.g. `NetworkSecurityGroup`. */
  readonly type: string;
  /** The pinned ARM API version as `yyyy-mm-dd` (with `-preview` where it has it); `undefined` = the provider's default. */
  readonly apiVersion: string | undefined;
}

const VERSION = String.raw`v(\d{4})(\d{2})(\d{2})(preview|privatepreview|beta)?`;
const NATIVE = new RegExp(
  // `azure-native:network:Subnet`, `azure-native:network/v20240501:Subnet` (v2 pinned),
  // `azure-native_network_v20240501:network:Subnet` (v3 local package; early ones `…:network/v20240501:Subnet`).
  `^azure-native(?:_[a-z0-9]+_${VERSION})?:([a-z0-9]+)(?:/${VERSION})?:([A-Za-z0-9]+)$`,
);
const CLASSIC = /^azure:([A-Za-z0-9]+)\/[A-Za-z0-9]+:([A-Za-z0-9]+)$/;

/**
 * Parses a type token; `undefined` for resources of other providers, components and malformed tokens.
 *
 * The three shapes of azure-native tokens are described in https://www.pulumi.com/registry/packages/azure-native/version-guide/.
 */
export function parseTypeToken(token: string): TypeToken | undefined {
  const native = NATIVE.exec(token);
  if (native) {
    const [, y1, m1, d1, p1, module, y2, m2, d2, p2, type] = native;
    const date = y1 ? [y1, m1, d1, p1] : y2 ? [y2, m2, d2, p2] : [];
    const apiVersion = date.length ? date.filter(Boolean).join("-") : undefined;
    return { provider: "azure-native", module: module ?? "", type: type ?? "", apiVersion };
  }
  const classic = CLASSIC.exec(token);
  if (!classic) return undefined;
  return { provider: "azure", module: (classic[1] ?? "").toLowerCase(), type: classic[2] ?? "", apiVersion: undefined };
}
