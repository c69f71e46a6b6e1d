/** Why a file cannot be read or written, in one sentence. */
export function fileFault(file: string, done: "read" | "written", fault: unknown): string {
  const { code, message } = fault as NodeJS.ErrnoException;
  return `${file} cannot be ${done}: ${REASONS[code ?? ""] ?? message ?? String(fault)}.`;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "access is denied",
};
