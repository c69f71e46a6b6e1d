/** Only the host of a file's URL is read: the rest may contain a shared access signature. */
export function hostOnly(url: string): string {
  if (!URL.canParse(url)) return "";
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/`;
}

/** Only the server is read from the source of a mount, such as `//server/share` or `server:/path`. */
export function serverOnly(source: string): string {
  const server = /^[\\/]*([^\\/]*@)?([^\\/:]+)/.exec(source)?.[2] ?? "";
  return server === "" ? "" : `//${server}/`;
}

/** Only the port and the protocol are read from the options of a mount, which may also contain user names and passwords. */
export function portOnly(options: string): string {
  const words = options.split(/[\s,]+/);
  return words.filter((word) => /^(port=\d{1,5}|(proto=)?udp6?)$/i.test(word)).join(",");
}
