import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";

/** The request to Pulumi Cloud that publishes a policy pack. */
export interface Published {
  /** The description that Pulumi Cloud shows: policies with levels and configuration schemas. */
  readonly description: {
    readonly name: string;
    readonly versionTag: string;
    readonly policies: readonly {
      readonly name: string;
      readonly enforcementLevel: string;
      readonly configSchema?: { readonly properties: object; readonly required?: readonly string[] };
    }[];
  };
  readonly tarball: Buffer;
}

/** The request to Pulumi Cloud that enables a policy pack in a policy group. */
export interface Enabled {
  readonly name: string;
  readonly versionTag?: string;
  /** Policy → its level and settings. */
  readonly config: Readonly<Record<string, object>>;
}

/**
 * A fake of the Pulumi Cloud API that publishes a policy pack for the organisation `acme`, and enables it in its policy
 * group `render`: on loopback, with any token. `published` is `undefined` until the CLI has completed the upload.
 */
export async function startPulumiCloud() {
  const received: { description?: Published["description"]; tarball?: Buffer; complete?: true; enabled?: Enabled } = {};
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const answers: Record<string, () => unknown> = {
      "GET /api/user": () => ({ githubLogin: "acme", organizations: [{ githubLogin: "acme" }] }),
      "POST /api/orgs/acme/policypacks": () => {
        received.description = JSON.parse(body.toString("utf8"));
        return { version: 1, uploadURI: `${url}/upload`, requiredHeaders: {} };
      },
      "PUT /upload": () => {
        received.tarball = body;
        return {};
      },
      "PATCH /api/orgs/acme/policygroups/render": () => {
        received.enabled = JSON.parse(body.toString("utf8")).addPolicyPack;
        return {};
      },
    };
    const asked = `${request.method} ${request.url}`;
    if (/^POST \/api\/orgs\/acme\/policypacks\/[^/]+\/versions\/[^/]+\/complete$/.test(asked)) received.complete = true;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answers[asked]?.() ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    published: (): Published | undefined => {
      const { description, tarball, complete } = received;
      return description && tarball && complete ? { description, tarball } : undefined;
    },
    enabled: (): Enabled | undefined => received.enabled,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const sent = await buffer(request);
  return request.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent;
}
