/** Of an address of a file, only the host is read: a shared access signature stands behind it. */
export function hostOnly(url: string): string {
  if (!URL.canParse(url)) return "";
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/`;
}

/** Of the source of a mount, such as `//server/share` or `server:/path`, only the server is read. */
export function serverOnly(source: string): string {
  const server = /^[\\/]*([^\\/]*@)?([^\\/:]+)/.exec(source)?.[2] ?? "";
  return server === "" ? "" : `//${server}/`;
}

/** Of the options of a mount, only the port and the protocol are read: user names and passwords stand beside them. */
export function portOnly(options: string): string {
  const words = options.split(/[\s,]+/);
  return words.filter((word) => /^(port=\d{1,5}|(proto=)?udp6?)$/i.test(word)).join(",");
}
