import type { Report } from "../../policies/judge/report";
import type { NetworkPath, PathHop } from "../findings/network-path";

/** A path with a fix at each blocked hop: the changes of the first finding on its resource. */
export function withRemedies(path: NetworkPath, reports: readonly Report[]): NetworkPath {
  const about = reports.filter(({ finding }) => finding?.pools?.includes(path.pool));
  if (about.length === 0) return path;
  return { ...path, hops: path.hops.map((hop) => withRemedy(hop, about)) };
}

function withRemedy(hop: PathHop, reports: readonly Report[]): PathHop {
  if (hop.is !== "blocked") return hop;
  const places = [hop.urn, ...(hop.parts ?? [])];
  const remedy = reports.find(({ urn }) => places.includes(urn))?.finding?.change.join(" ");
  return remedy === undefined || remedy === "" ? hop : { ...hop, remedy };
}
