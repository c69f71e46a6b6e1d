/** Why a file cannot be read or written, in one sentence. */
export function fileFault(file: string, done: "read" | "written", fault: unknown): string {
  const { code = "", message } = fault as NodeJS.ErrnoException;
  return `${file} cannot be ${done}: ${REASONS[done][code] ?? REASONS.always[code] ?? message ?? String(fault)}.`;
}

const REASONS: Readonly<Record<"read" | "written" | "always", Readonly<Record<string, string>>>> = {
  read: { ENOENT: "there is no such file" },
  written: { ENOENT: "there is no such folder", ENOTDIR: "there is no such folder" },
  always: { EISDIR: "it is a folder", EACCES: "access is denied", EROFS: "its file system is read-only" },
};
