/** The date of all tests; expiry dates are relative to it. */
export const TODAY = "2026-05-15";

/** The date this many days after {@link TODAY}. */
export function daysFromToday(days: number): string {
  const date = new Date(`${TODAY}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** An exemption as a user writes it, for one pool, which expires in 100 days. */
export function anExemption(change: Record<string, unknown> = {}) {
  return {
    policy: "pool-no-classic-communication",
    resource: "render",
    reason: "The old pool drains until the release.",
    expires: daysFromToday(100),
    ...change,
  };
}
