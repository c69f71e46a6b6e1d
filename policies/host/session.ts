import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { judgeResource, openTrial, type Report, type Trial } from "../judge";
import { misplacedSettings, settingsDisabled } from "../notices";
import { type PlannedResource, planResource, type ResourceViews } from "../plan/resource";
import type { Exempted } from "../rules/lib/proceedings";
import type { Context, Rule } from "../rules/rule";
import { settings as settingsPolicy } from "../rules/settings";
import { DEFAULT_SETTINGS } from "../settings/settings";
import type { SettingsReader } from "./configuration";
import { inputView, outputView } from "./properties";

/**
 * What is carried from one call of the engine to the next, and shared by all policies inside one call.
 *
 * The SDK runs the policies of a call one after the other, in their order, with nothing but promises in between. So what
 * the first one makes can serve the others, until the next turn of the event loop; no policy has to be enabled for another.
 */
export interface Session {
  /** Judges one resource by one policy, and keeps its inputs for the analysis of the stack. */
  readonly analyze: (rule: Rule, args: ResourceValidationArgs) => readonly Report[];
  /** Judges the stack by one policy, with the inputs that were kept. It ends the memory: what comes next is another update. */
  readonly analyzeStack: (rule: Rule, args: StackValidationArgs) => readonly Report[];
}

interface Call {
  readonly context: Context;
  readonly resource: PlannedResource;
}

/** What is remembered of one update. */
interface Memory {
  readonly inputs: Map<string, ResourceViews["inputs"]>;
  readonly judged: Set<string>;
  readonly exempted: Exempted[];
  /** The policies that were told about settings in the wrong place. */
  readonly told: Set<string>;
}

/** Starts with nothing remembered. `today` gives the current date; it is asked anew in each call. */
export function openSession(readConfiguration: SettingsReader, today: () => string): Session {
  const calls = new Map<string, Call>();
  let memory = emptyMemory();
  let trial: Trial | undefined;

  /** The first policy of a call is `settings`, unless it is disabled: then its configuration does not come. */
  function contextOf(first: Rule, args: Configured): Context {
    const date = today();
    const disabled = first.name !== settingsPolicy.name;
    return { today: date, settings: disabled ? DEFAULT_SETTINGS : readConfiguration(args.getConfig(), date) };
  }

  function begin(rule: Rule, args: ResourceValidationArgs): Call {
    const view = inputView(args);
    const call = { context: contextOf(rule, args), resource: planResource(view) };
    memory.inputs.set(args.urn, view.inputs);
    calls.set(args.urn, call);
    setImmediate(() => calls.delete(args.urn));
    return call;
  }

  function beginStack(rule: Rule, args: StackValidationArgs): Trial {
    const { inputs, judged, exempted } = memory;
    const resources = args.resources.map((resource) =>
      planResource({ ...outputView(resource), inputs: inputs.get(resource.urn) }),
    );
    const begun = openTrial(resources, contextOf(rule, args), { judged, exempted });
    trial = begun;
    setImmediate(() => {
      trial = undefined;
      memory = emptyMemory();
    });
    return begun;
  }

  function wronglyPlaced(rule: Rule, urn: string, args: Configured): readonly Report[] {
    if (memory.told.has(rule.name)) return [];
    memory.told.add(rule.name);
    return misplacedSettings(rule, urn, args.getConfig());
  }

  return {
    analyze(rule, args) {
      const { context, resource } = calls.get(args.urn) ?? begin(rule, args);
      const { reports, exempted } = judgeResource(rule, resource, context);
      if (rule.checkEntity) memory.judged.add(rule.name);
      memory.exempted.push(...exempted);
      return [...wronglyPlaced(rule, args.urn, args), ...reports];
    },
    analyzeStack(rule, args) {
      const first = trial === undefined;
      const { reports } = (trial ?? beginStack(rule, args)).judge(rule);
      const disabled = first && rule.name !== settingsPolicy.name ? [settingsDisabled(rule)] : [];
      return [...disabled, ...wronglyPlaced(rule, "", args), ...reports];
    },
  };
}

type Configured = Pick<StackValidationArgs, "getConfig">;

function emptyMemory(): Memory {
  return { inputs: new Map(), judged: new Set(), exempted: [], told: new Set() };
}
