import type { Context } from "./context";

const DAY = 24 * 60 * 60 * 1000;

/** Whether classic node communication is retired: from the day after the retirement date, in UTC. */
export function isRetired({ today, settings }: Context): boolean {
  return today > settings.retirementDate;
}

/** The whole days until the retirement date in words: `in 12 days`. */
export function timeLeft({ today, settings }: Context): string {
  const days = Math.round((Date.parse(settings.retirementDate) - Date.parse(today)) / DAY);
  return days <= 0 ? "at the end of today" : days === 1 ? "in 1 day" : `in ${days} days`;
}
