import * as path from "node:path";
import { root } from "../checkout";
import { runTool } from "../engine/run-tool";
import type { Language } from "./language";

const sources = path.join(root, "toolchain", "languages", "python");

/** Python, with the SDKs that `requirements.txt` pins in a virtual environment. */
export const python: Language = {
  name: "python",
  title: "Python",
  runsWith: { python3: "Python 3.9 or newer" },
  madeWith: {},
  pins: ["python/requirements.txt"],
  get: async (folder, say) => {
    say("Installing Pulumi's SDKs for Python: half a minute, 450 MB …");
    const steps = [
      ["python3", "-m", "venv", folder],
      [interpreter(folder), "-m", "pip", "install", "--quiet", "--no-input", "--no-deps"],
    ] as const;
    for (const [command, ...args] of steps) {
      const more = args.includes("pip") ? ["--requirement", path.join(sources, "requirements.txt")] : [];
      const { status, lastLine } = await runTool(command, [...args, ...more], { secondsAtMost: 600 });
      if (status !== 0) return `The SDKs for Python could not be installed (${lastLine || `exit status ${status}`}).`;
    }
    return undefined;
  },
  runtime: (folder) => ({
    name: "python",
    commandFor: async () => ({ command: interpreter(folder), args: [path.join(sources, "run.py")] }),
  }),
};

function interpreter(folder: string): string {
  return process.platform === "win32" ? path.join(folder, "Scripts", "python.exe") : path.join(folder, "bin", "python");
}
