import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A stack of the organisation `acme`. */
export interface CloudStack {
  readonly project: string;
  readonly stack: string;
  /** The exported state. If left out, access to the stack is denied. */
  readonly state?: object;
}

/**
 * A fake of the Pulumi Cloud API that lists and exports stacks, `pageSize` per page: on loopback, with any token.
 * The requests of the CLI are in pkg/backend/httpstate/client of pulumi/pulumi.
 */
export async function startStackService(stacks: readonly CloudStack[], pageSize: number) {
  const asked: string[] = [];
  const list = (query: URLSearchParams) => {
    const from = Number(query.get("continuationToken") ?? 0);
    const page = query.get("organization") === "acme" ? stacks.slice(from, from + pageSize) : [];
    const next = from + pageSize < stacks.length ? { continuationToken: `${from + pageSize}` } : {};
    return {
      stacks: page.map(({ project, stack }) => ({ orgName: "acme", projectName: project, stackName: stack })),
      ...next,
    };
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://cloud");
    asked.push(`${request.method} ${request.url}`);
    const [, project, stack, exported] = /^\/api\/stacks\/acme\/([^/]+)\/([^/]+)(\/export)?$/.exec(pathname) ?? [];
    const found = stacks.find((each) => each.project === project && each.stack === stack);
    const user = { githubLogin: "somebody", organizations: [{ githubLogin: "acme" }] };
    const summary = { orgName: "acme", projectName: project, stackName: stack, tags: {}, version: 1 };
    const answer =
      pathname === "/api/user"
        ? user
        : pathname === "/api/user/stacks"
          ? list(searchParams)
          : exported
            ? found?.state
            : found && summary;
    const isForbidden = found !== undefined && found.state === undefined;
    response.writeHead(isForbidden ? 403 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(isForbidden ? { code: 403, message: "Forbidden" } : (answer ?? {})));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The requests, in order. */
    asked: (): readonly string[] => asked,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
