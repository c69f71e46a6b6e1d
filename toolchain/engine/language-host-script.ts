/** The variable with the path of the language host of this checkout, for {@link languageHostScript}. */
export const languageHostVariable = "AZURE_BATCH_GUARD_LANGUAGE_HOST";

/**
 * The script next to a CLI that was built from source, under the name that the engine looks for. In the CLI's own folder
 * the engine treats it as a bundled host. All checkouts share the cache, so the script only starts the host of the current checkout.
 */
export const languageHostScript = {
  name: "pulumi-language-nodejs",
  text: `#!/bin/sh
if [ -z "$${languageHostVariable}" ]; then
  echo "This Pulumi CLI was built for the tests of azure-batch-guard: use it through npm start, npm test and npm run." >&2
  exit 1
fi
exec node "$${languageHostVariable}" "$@"
`,
};
