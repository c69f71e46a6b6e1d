const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A time in UTC, `2026-11-27T02:00:00Z`; `undefined` if it is invalid, or Go's zero time. Without a time zone it is UTC. */
export function utc(written: unknown): string | undefined {
  if (typeof written !== "string" || !ISO.test(written)) return undefined;
  const zoned = written.includes("T") && !/(Z|[+-]\d{2}:\d{2})$/.test(written) ? `${written}Z` : written;
  const moment = Date.parse(zoned);
  return Number.isNaN(moment) || moment <= 0 ? undefined : inSeconds(new Date(moment));
}

/** A time in UTC, without fractions of a second. */
export function inSeconds(moment: Date): string {
  return moment.toISOString().replace(/\.\d+Z$/, "Z");
}
