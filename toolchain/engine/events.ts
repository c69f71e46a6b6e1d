/** One finding as the engine reports it. */
export interface Finding {
  readonly policy: string;
  readonly level: string;
  readonly severity: string;
  readonly urn: string;
  /** The resource's type token and logical name, from its URN. */
  readonly type: string;
  readonly resource: string;
  readonly message: string;
}

/** The events of one engine run that the toolchain reads. */
export interface EngineEvents {
  readonly findings: readonly Finding[];
  /** Errors that the engine or the program reported. */
  readonly errors: readonly string[];
}

interface EngineEvent {
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly message: string;
    readonly policyName: string;
    readonly enforcementLevel: string;
    readonly severity?: string;
  };
  readonly diagnosticEvent?: { readonly message: string; readonly severity: string };
}

/** Reads the engine's events, one JSON object per line; other lines are skipped. */
export function readEvents(lines: string): EngineEvents {
  const events = lines.split("\n").flatMap((line): EngineEvent[] => {
    try {
      return [JSON.parse(line) as EngineEvent];
    } catch {
      return [];
    }
  });
  return {
    findings: events.flatMap(({ policyEvent }) => {
      if (!policyEvent) return [];
      const urn = policyEvent.resourceUrn ?? "";
      return {
        policy: policyEvent.policyName,
        level: policyEvent.enforcementLevel,
        severity: policyEvent.severity ?? "unspecified",
        urn,
        ...nameInUrn(urn),
        message: policyEvent.message.trimEnd(),
      };
    }),
    errors: events.flatMap(({ diagnosticEvent }) =>
      diagnosticEvent?.severity === "error" ? [diagnosticEvent.message.trimEnd()] : [],
    ),
  };
}

/** The type token and the logical name in `urn:pulumi:stack::project::parent$type::name`. */
export function nameInUrn(urn: string): { readonly type: string; readonly resource: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.split("$").at(-1) as string, resource: name.join("::") };
}
