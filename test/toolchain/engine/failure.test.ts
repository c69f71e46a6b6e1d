import { expect, test } from "vitest";
import { failure } from "../../../toolchain/engine/failure";
import type { EngineRun, Workspace } from "../../../toolchain/engine/workspace";

const workspace = { provider: { refusals: () => [] } } as unknown as Workspace;
const project = { directory: "/farm", name: "farm", runtime: "any", stack: "dev", configuration: "" };

// Errors as the engine reports them for programs that fail; test/e2e/start.test.ts covers Node.js.
test.each<[language: string, run: Partial<EngineRun>, sentence: string]>([
  [
    "Python",
    {
      errors: [
        'Program failed with an unhandled exception:\nTraceback (most recent call last):\n  File "/x/pulumi/runtime/stack.py", line 83, in run_pulumi_func\n    func()\n  File "__main__.py", line 8, in <module>\n    f()\n  File "__main__.py", line 5, in f\n    raise ValueError("no way")\nValueError: no way',
      ],
    },
    "The program in /farm failed: ValueError: no way (__main__.py:5).",
  ],
  [
    "YAML",
    {
      output:
        " +  pulumi:pulumi:Stack a-dev create \u001b[31mError\u001b[0m: Property lcation does not exist on 'azure-native:resources:ResourceGroup'\n +  pulumi:pulumi:Stack a-dev create   on Pulumi.yaml line 7:\n",
    },
    "The program in /farm failed: Property lcation does not exist on 'azure-native:resources:ResourceGroup' (Pulumi.yaml:7).",
  ],
  [
    "Java that does not compile",
    {
      errors: [
        "an unhandled error occurred: The program in /farm does not compile: /farm/App.java:2: error: incompatible types: String cannot be converted to int",
      ],
    },
    "The program in /farm failed: /farm/App.java:2: error: incompatible types: String cannot be converted to int.",
  ],
  [
    "Java",
    {
      errors: [
        "Running program '/farm' failed with an unhandled exception:\njava.lang.IllegalStateException: no way\n\tat x.App.main(App.java:2)",
      ],
    },
    "The program in /farm failed: java.lang.IllegalStateException: no way.",
  ],
])("a program in %s that does not run gets one sentence", (_language, run, sentence) => {
  const ended = { status: 1, output: "", log: "", findings: [], errors: [], ...run };
  expect(failure(ended, workspace, project)).toBe(sentence);
});
