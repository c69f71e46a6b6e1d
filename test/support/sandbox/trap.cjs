// Loaded before everything else in a policy server's process: refuses files, network, processes and the environment to the
// pack itself, that is, to code of the folder in TRAPPED_FOLDER outside of node_modules. The SDK and the runner need some of it.
const Module = require("node:module");
const path = require("node:path");

const folder = process.env.TRAPPED_FOLDER + path.sep;
const ALLOWED = ["@pulumi/policy", "ipaddr.js"];

const isOurs = (file) => file?.startsWith(folder) === true && !file.includes(`${path.sep}node_modules${path.sep}`);

/** The file whose code called the trap. */
function caller() {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_error, frames) => frames.map((frame) => frame.getFileName());
  const files = new Error().stack;
  Error.prepareStackTrace = prepareStackTrace;
  return files.find((file) => file && file !== __filename && !file.startsWith("node:"));
}

function refuse(what) {
  process.stderr.write(`trapped: ${what}\n`);
  throw new Error(`trapped: ${what}`);
}

const load = Module._load;
Module._load = function (request, parent, ...rest) {
  const isFile = request.startsWith(".") || path.isAbsolute(request);
  if (isOurs(parent?.filename) && !isFile && !ALLOWED.includes(request)) refuse(request.replace(/^node:/, ""));
  return load.call(this, request, parent, ...rest);
};

const guarded =
  (what) =>
  (reflect) =>
  (...args) => {
    if (isOurs(caller())) refuse(what);
    return reflect(...args);
  };
const env = guarded("environment");
process.env = new Proxy(process.env, { get: env(Reflect.get), has: env(Reflect.has), ownKeys: env(Reflect.ownKeys) });
for (const name of ["fetch", "WebSocket", "eval", "Function"]) {
  const original = globalThis[name];
  if (original)
    globalThis[name] = new Proxy(original, {
      apply: guarded(name)(Reflect.apply),
      construct: guarded(name)(Reflect.construct),
    });
}
for (const name of ["binding", "dlopen", "kill", "chdir", "exit", "getBuiltinModule"]) {
  const original = process[name];
  if (original) process[name] = new Proxy(original, { apply: guarded(name)(Reflect.apply) });
}
