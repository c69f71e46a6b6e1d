import { expect, test } from "vitest";
import { formatText } from "../../../cli/findings/text";
import { aDocument, aFile, aFinding } from "../../support/findings";

test("findings are shown as the Pulumi CLI shows them, file by file", () => {
  const exempted = {
    ...aFinding(),
    exemptions: [{ at: "exemptions[0]", reason: "It drains.", expires: "2027-01-01" }],
  };
  const advisory = aFinding({ level: "advisory", severity: "low", urn: "", message: "Odd.\n" });
  const location = { file: "net/index.ts", line: 50, column: 17 };
  const text = formatText(
    aDocument(
      aFile({ exempted: [exempted] }),
      aFile({ file: "b.json", findings: [{ ...advisory, location }] }),
      aFile({ file: "c.json", project: "", stack: "", findings: [] }),
    ),
  );
  expect(text).toBe(`❌ state.json (render/dev)
    [mandatory] [severity: high]  nsg-no-classic-inbound  (azure-native:network:NetworkSecurityGroup: nsg)
      Rule "old" lets Batch in.
      Nobody needs it.
      Fix: Delete it.
      See https://learn.microsoft.com/azure/batch/

⚠️ b.json (render/dev)
    [advisory] [severity: low]  nsg-no-classic-inbound  (the stack)  net/index.ts:50:17
      Odd.

✅ c.json (an empty stack)

1 mandatory and 1 advisory finding in 3 files; 1 exempted.
`);
});
