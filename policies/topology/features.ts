import { isUnknown, type Value } from "../known/value";
import { field, isAbsent, items, type Property, text, texts } from "../plan/property";
import { type Entity, read } from "./entity";
import { isPublicHost } from "./public-hosts";

/** Public services that the nodes of a pool call because of its settings. `Internet` is a public host that no service tag covers. */
export type Service = "Storage" | "AzureContainerRegistry" | "MicrosoftContainerRegistry" | "Internet";

/** One setting of a pool that needs a path to a public service. */
export interface Need {
  /** E.g. `a mounted file share`. */
  readonly what: string;
  readonly service: Service;
  /** TCP. */
  readonly port: number;
}

/** A file server that a pool mounts by its IP address. */
export interface ServerNeed {
  readonly what: string;
  /** IPv4, as written in the setting. */
  readonly address: string;
  /** TCP. */
  readonly port: number;
}

const HTTPS = 443;
const SMB = 445;
const NFS = 2049;

/**
 * The public services that the nodes of a pool certainly call because of its settings. Servers that the settings do not identify as
 * public (an NFS server in the virtual network, a self-hosted registry) are omitted; see {@link serversOf}.
 *
 * https://learn.microsoft.com/azure/batch/virtual-file-mount, https://learn.microsoft.com/azure/batch/batch-virtual-network
 */
export function needsOf(pool: Entity<"pool">): readonly Need[] {
  return [...mounts(pool), ...images(pool), ...files(pool)];
}

/** The names of each type of mount in both providers. */
const MOUNTS: readonly { names: readonly string[]; what: string; port: number; anyServer: boolean }[] = [
  {
    names: ["azureBlobFileSystemConfiguration", "azureBlobFileSystem"],
    what: "a mounted blob container",
    port: HTTPS,
    anyServer: false,
  },
  {
    names: ["azureFileShareConfiguration", "azureFileShares"],
    what: "a mounted Azure file share",
    port: SMB,
    anyServer: false,
  },
  { names: ["cifsMountConfiguration", "cifsMounts"], what: "a CIFS mount", port: SMB, anyServer: true },
  { names: ["nfsMountConfiguration", "nfsMounts"], what: "an NFS mount", port: NFS, anyServer: true },
];

function mounts(pool: Entity<"pool">): readonly Need[] {
  return elements(read(pool, "mounts")).flatMap((mount) =>
    MOUNTS.flatMap(({ names, what, port, anyServer }) => {
      const written = names.flatMap((name) => elements(field(mount, name)));
      const public_ = written.filter((each) => !anyServer || isStorageHost(serverOf(field(each, "source"))));
      return public_.length > 0 ? [{ what, service: "Storage" as const, port }] : [];
    }),
  );
}

/**
 * The file servers that a pool mounts by IPv4 address. A server with a host name is omitted: only DNS knows its address.
 * NFS before version 4 needs further ports; every version needs this one.
 *
 * https://learn.microsoft.com/azure/batch/virtual-file-mount#networking-requirements
 */
export function serversOf(pool: Entity<"pool">): readonly ServerNeed[] {
  return elements(read(pool, "mounts")).flatMap((mount) =>
    MOUNTS.filter(({ anyServer }) => anyServer).flatMap(({ names, what, port }) =>
      names
        .flatMap((name) => elements(field(mount, name)))
        .flatMap((each) => {
          const address = serverOf(field(each, "source"));
          const used = portIn(field(each, "mountOptions"), port);
          return used !== undefined && IPV4.test(address) ? [{ what, address, port: used }] : [];
        }),
    ),
  );
}

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** The TCP port of a mount: options such as `port=20049` change it; `undefined` where the options are unknown or select UDP. */
function portIn(options: Property, usual: number): number | undefined {
  const written = text(options);
  if (isUnknown(written)) return undefined;
  const words = (written ?? "").split(/[\s,]+/);
  if (words.some((word) => /^(proto=)?udp6?$/i.test(word))) return undefined;
  const port = words.map((word) => /^port=(\d{1,5})$/i.exec(word)?.[1]).find((number) => number !== undefined);
  return port === undefined ? usual : Number(port);
}

/** The host of `//host/share`, `\\host\share` or `host:/path`. */
function serverOf(source: Property): string {
  const known = text(source);
  return isUnknown(known) ? "" : (/^[\\/]*([^\\/:]+)/.exec(known ?? "")?.[1] ?? "");
}

/** A host name with `privatelink` belongs to a private endpoint. */
function isStorageHost(host: string): boolean {
  const public_ =
    /\.(blob|dfs|file)\.(storage\.azure\.net|core\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn))$/i;
  return public_.test(host) && !/privatelink/i.test(host);
}

function images(pool: Entity<"pool">): readonly Need[] {
  const containers = read(pool, "containers");
  const prefetched = known(texts(field(containers, "containerImageNames"))).map(registryOf);
  const registries = elements(field(containers, "containerRegistries"));
  const named = known(registries.map((registry) => text(field(registry, "registryServer"))));
  return [...prefetched, ...named].flatMap((host) => {
    const service = registryService(host);
    return service ? [{ what: `container images from ${host}`, service, port: HTTPS }] : [];
  });
}

/** Without a host before the first slash, an image comes from Docker Hub. */
function registryOf(image: string): string {
  const [first = "", ...rest] = image.split("/");
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : "docker.io";
}

function registryService(host: string): Service | undefined {
  if (/^[a-z0-9.-]+\.azurecr\.(io|us|cn)$/i.test(host)) return "AzureContainerRegistry";
  if (/^mcr\.microsoft\.com$/i.test(host)) return "MicrosoftContainerRegistry";
  return isPublicHost(host) ? "Internet" : undefined;
}

function files(pool: Entity<"pool">): readonly Need[] {
  const packages = elements(read(pool, "applicationPackages"));
  const resources = elements(read(pool, "resourceFiles"));
  const storage = { service: "Storage" as const, port: HTTPS };
  const downloads = resources.flatMap(hostsOf).filter(isPublicHost);
  return [
    ...(packages.length > 0 ? [{ what: "application packages", ...storage }] : []),
    ...(resources.some(isInStorage) ? [{ what: "resource files of the start task", ...storage }] : []),
    ...[...new Set(downloads)].map((host): Need => {
      return { what: `resource files of the start task from ${host}`, service: "Internet", port: HTTPS };
    }),
  ];
}

function isInStorage(file: Property): boolean {
  return known([text(field(file, "autoStorageContainerName"))]).length > 0 || hostsOf(file).some(isStorageHost);
}

/** The hosts that a resource file is downloaded from over HTTPS. */
function hostsOf(file: Property): readonly string[] {
  const urls = known([text(field(file, "storageContainerUrl")), text(field(file, "httpUrl"))]);
  return urls.flatMap((url) => /^https:\/\/([^/:?]+)/i.exec(url)?.[1]?.toLowerCase() ?? []);
}

/** The elements that are known to exist. */
function elements(list: Property): readonly Property[] {
  const all = items(list);
  return isUnknown(all) ? [] : all.filter((each) => !isAbsent(each) && !isUnknown(each.value));
}

function known(values: Value<readonly Value<string | undefined>[]>): readonly string[] {
  return isUnknown(values) ? [] : values.filter((value) => typeof value === "string");
}
