import { expect, test } from "vitest";
import { outlookOf } from "../../../cli/fleet/outlook";
import { aPool } from "../../support/fleets";

test.each<[Parameters<typeof aPool>[0], string | undefined]>([
  [{ runs: "Classic", asks: "Classic", scaling: "automatic" }, "breaks by itself"],
  [{ runs: "classic", scaling: 0, service: "blocked" }, "breaks when resized"],
  [{ runs: "Classic", asks: "Simplified", scaling: "automatic", service: "unknown" }, "breaks by itself"],
  [{ runs: "Classic", asks: "Simplified", scaling: "automatic", service: "open" }, "waits for new nodes"],
  [{ runs: "Classic", asks: "Classic", scaling: 4, service: "open" }, "breaks when resized"],
  [{ runs: "Classic", scaling: 4, service: "blocked" }, "breaks when resized"],
  [{ runs: "Classic", scaling: "unknown", asks: "Classic" }, "breaks when resized"],
  [{ runs: "", asks: "Classic" }, "asks for classic"],
  [{ runs: "Classic", asks: "Classic", scaling: "automatic", cloudServices: true }, "retired"],
  [{ runs: "", asks: "", cloudServices: true }, "retired"],
  [{ runs: "Simplified", asks: "CLASSIC" }, "asks for classic"],
  [{ runs: "Simplified", asks: "" }, undefined],
  [{ runs: "", asks: "Default", scaling: "automatic" }, undefined],
])("%j: %s", (pool, name) => expect(outlookOf(aPool(pool))?.name).toBe(name));
