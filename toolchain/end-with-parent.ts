/** Ends this process as soon as its parent has ended, even if the parent was killed and could not clean up. */
export function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    // An orphan gets another parent process: the only sign of it on every POSIX system.
    if (process.ppid !== parent) process.exit(1);
  }, 500).unref();
}

/** Node.js flags that make any script do the same. */
export const endWithParentFlags: readonly string[] = [
  `--import=data:text/javascript,${encodeURIComponent(`(${endWithParent})()`)}`,
];
