import type { Context } from "../rule";

const DAY = 24 * 60 * 60 * 1000;

/** Whether classic node communication is gone: from the day after the retirement date, in UTC. */
export function isRetired({ today, settings }: Context): boolean {
  return today > settings.retirementDate;
}

/** Whole days until the retirement date; zero on the day itself and after it. */
export function daysLeft({ today, settings }: Context): number {
  return Math.max(0, Math.round((Date.parse(settings.retirementDate) - Date.parse(today)) / DAY));
}
