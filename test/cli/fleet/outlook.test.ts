import { expect, test } from "vitest";
import { outlookOf } from "../../../cli/fleet/outlook";
import { aPool } from "../../support/fleets";

test.each<[Parameters<typeof aPool>[0], string | undefined]>([
  [{ runs: "Classic", scaling: "automatic" }, "breaks by itself"],
  [{ runs: "classic", scaling: 0 }, "breaks by itself"],
  [{ runs: "Classic", scaling: 4 }, "breaks when resized"],
  [{ runs: "Classic", scaling: "unknown", asks: "Classic" }, "breaks when resized"],
  [{ runs: "", asks: "Classic" }, "asks for classic"],
  [{ runs: "Simplified", asks: "CLASSIC" }, "asks for classic"],
  [{ runs: "Simplified", asks: "" }, undefined],
  [{ runs: "", asks: "Default", scaling: "automatic" }, undefined],
])("%j: %s", (pool, name) => expect(outlookOf(aPool(pool))?.name).toBe(name));
