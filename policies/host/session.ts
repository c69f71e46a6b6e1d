import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { type Earlier, type Evaluation, judgeResource, openEvaluation, questionsOf } from "../judge";
import type { Report } from "../judge/report";
import { misplacedSettings, settingsDisabled } from "../notices";
import { type PlannedResource, planResource, type ResourceViews } from "../plan/resource";
import type { Exempted } from "../rules/lib/run-summary";
import type { Rule } from "../rules/rule";
import { settings as settingsPolicy } from "../rules/settings";
import type { Context } from "../settings/context";
import { DEFAULT_SETTINGS } from "../settings/settings";
import { isReadType } from "../topology/entity";
import type { SettingsReader } from "./configuration";
import { inputView, outputView } from "./properties";

/**
 * The state that is kept from one call of the engine to the next, and that all policies share within one call.
 *
 * The SDK runs the policies of a call one after the other, in their order, with only promises in between. So the policies can
 * share the results of the first one until the next turn of the event loop. No policy depends on another one being enabled.
 */
export interface Session {
  /** Whether a policy must analyze the resource of the current call. See {@link openSession}. */
  readonly mustAnalyze: (rule: Rule) => boolean;
  /** Whether a policy has something to report in the current call. */
  readonly mustAnalyzeStack: (rule: Rule) => boolean;
  /** Judges one resource by one policy, and stores its inputs for the analysis of the stack. */
  readonly analyze: (rule: Rule, args: ResourceValidationArgs) => readonly Report[];
  /** Judges the stack by one policy, with the stored inputs. It clears the memory: the next call belongs to another update. */
  readonly analyzeStack: (rule: Rule, args: StackValidationArgs) => readonly Report[];
}

interface Call {
  readonly context: Context;
  readonly resource: PlannedResource;
  readonly isRead: boolean;
}

/** The evaluation of a stack, which all its policies share. */
interface StackCall {
  readonly evaluation: Evaluation;
  readonly reports: Map<Rule, readonly Report[]>;
}

/** The data that is kept during one update. */
interface Memory {
  readonly inputs: Map<string, ResourceViews["inputs"]>;
  readonly judged: Set<string>;
  readonly exempted: Exempted[];
  readonly undecided: Earlier["undecided"][number][];
  /** The policies that have run, and have reported their misplaced settings, if any. */
  readonly evaluated: Set<string>;
}

/**
 * Starts with empty memory. `today` returns the current date, once for each call of the engine.
 *
 * The SDK decodes the resource, or the whole stack, again for each policy that it runs, which is most of the cost of a policy
 * pack. So only the first policy of a call always runs. Other policies are skipped if they have nothing to do: in `Analyze`,
 * policies that judge only the stack, and all policies if none reads the type of the resource; in `AnalyzeStack`, policies without
 * findings, which are known from the stack that the first policy decoded. Each policy runs at least once in an update, to read
 * its configuration.
 */
export function openSession(readConfiguration: SettingsReader, today: () => string): Session {
  const calls = new Map<string, Call>();
  let memory = emptyMemory();
  let stack: StackCall | undefined;
  /** The first policy in the calls of this turn of the event loop. */
  let first: Rule | undefined;

  /** The first policy of a call is `settings`. If it is disabled, the SDK does not pass its configuration. */
  function contextOf(first: Rule, args: Configured): Context {
    const date = today();
    const disabled = first.name !== settingsPolicy.name;
    return { today: date, settings: disabled ? DEFAULT_SETTINGS : readConfiguration(args.getConfig(), date) };
  }

  function begin(rule: Rule, args: ResourceValidationArgs): Call {
    const view = inputView(args);
    const call = { context: contextOf(rule, args), resource: planResource(view), isRead: isReadType(args.type) };
    memory.inputs.set(args.urn, view.inputs);
    calls.set(args.urn, call);
    first ??= rule;
    setImmediate(() => {
      calls.delete(args.urn);
      first = undefined;
    });
    return call;
  }

  function beginStack(rule: Rule, args: StackValidationArgs): StackCall {
    const { inputs, judged, exempted, undecided } = memory;
    const resources = args.resources.map((resource) =>
      planResource({ ...outputView(resource), inputs: inputs.get(resource.urn) }),
    );
    const begun = {
      evaluation: openEvaluation(resources, contextOf(rule, args), { judged, exempted, undecided }),
      reports: new Map(),
    };
    stack = begun;
    setImmediate(() => {
      stack = undefined;
      memory = emptyMemory();
    });
    return begun;
  }

  function reportsOf(rule: Rule, { evaluation, reports }: StackCall): readonly Report[] {
    const known = reports.get(rule) ?? evaluation.judge(rule).reports;
    reports.set(rule, known);
    return known;
  }

  function misplaced(rule: Rule, urn: string, args: Configured): readonly Report[] {
    if (memory.evaluated.has(rule.name)) return [];
    memory.evaluated.add(rule.name);
    return misplacedSettings(rule, urn, args.getConfig());
  }

  return {
    mustAnalyze(rule) {
      if (first === undefined || rule === first || !memory.evaluated.has(rule.name)) return true;
      return rule.checkEntity !== undefined && [...calls.values()].some(({ isRead }) => isRead);
    },
    mustAnalyzeStack(rule) {
      return stack === undefined || !memory.evaluated.has(rule.name) || reportsOf(rule, stack).length > 0;
    },
    analyze(rule, args) {
      const { context, resource } = calls.get(args.urn) ?? begin(rule, args);
      const result = judgeResource(rule, resource, context);
      const { reports, exempted } = result;
      if (rule.checkEntity) memory.judged.add(rule.name);
      memory.exempted.push(...exempted);
      memory.undecided.push(...questionsOf(rule, result));
      return [...misplaced(rule, args.urn, args), ...reports];
    },
    analyzeStack(rule, args) {
      const disabled = stack === undefined && rule.name !== settingsPolicy.name ? [settingsDisabled(rule)] : [];
      const reports = reportsOf(rule, stack ?? beginStack(rule, args));
      return [...disabled, ...misplaced(rule, "", args), ...reports];
    },
  };
}

type Configured = Pick<StackValidationArgs, "getConfig">;

function emptyMemory(): Memory {
  return { inputs: new Map(), judged: new Set(), exempted: [], undecided: [], evaluated: new Set() };
}
