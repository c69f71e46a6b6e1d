import * as path from "node:path";
import { root } from "../checkout";
import { goBuild } from "../engine/run-tool";
import type { Language } from "./language";

/** YAML, with Pulumi's own language host, which a CLI that was built from source lacks. It asks the provider for its schema. */
export const yaml: Language = {
  name: "yaml",
  title: "YAML",
  runsWith: {},
  madeWith: { go: "Go 1.25.11 or newer" },
  pins: ["yaml/go.mod", "yaml/go.sum"],
  get: (folder, say) => {
    say("Building the language host of Pulumi YAML from Go modules: two minutes on two cores the first time …");
    return goBuild({
      modules: path.join(root, "toolchain", "languages", "yaml"),
      packages: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
      file: path.join(folder, "pulumi-language-yaml"),
      flags: ["-ldflags", "-s -w"],
      say,
    });
  },
};
