import type { Report } from "../../policies/judge/report";
import type { Stop, Way } from "../findings/way";

/** A way with what mends it at each stop where packets end: the first change of the finding that is made there. */
export function withRemedies(way: Way, reports: readonly Report[]): Way {
  const about = reports.filter(({ finding }) => finding?.pools?.includes(way.pool));
  if (about.length === 0) return way;
  return { ...way, stops: way.stops.map((stop) => withRemedy(stop, about)) };
}

function withRemedy(stop: Stop, reports: readonly Report[]): Stop {
  if (stop.is !== "blocked") return stop;
  const places = [stop.urn, ...(stop.parts ?? [])];
  const remedy = reports.find(({ urn }) => places.includes(urn))?.finding?.change.join(" ");
  return remedy === undefined || remedy === "" ? stop : { ...stop, remedy };
}
