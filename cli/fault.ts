/** Why a file cannot be read or written, in one sentence. */
export function fileFault(file: string, done: "read" | "written", fault: unknown): string {
  // The name is empty where a script gives a variable that has no value.
  return `${file === "" ? '""' : file} ${accessFault(done, fault)}`;
}

/** The same without the name of the file. */
export function accessFault(done: "read" | "written", fault: unknown): string {
  const { code = "", message } = fault as NodeJS.ErrnoException;
  return `cannot be ${done}: ${REASONS[done][code] ?? REASONS.always[code] ?? message ?? String(fault)}.`;
}

const REASONS: Readonly<Record<"read" | "written" | "always", Readonly<Record<string, string>>>> = {
  read: { ENOENT: "there is no such file", ENOTDIR: "there is no such file" },
  written: { ENOENT: "there is no such folder", ENOTDIR: "there is no such folder" },
  always: {
    EISDIR: "it is a folder",
    EACCES: "access is denied",
    EROFS: "its file system is read-only",
    ENOSPC: "no space is left",
    ENAMETOOLONG: "its name is too long",
    ELOOP: "it is a link that leads to itself",
  },
};
