import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { openTrial, type Trial } from "../judge";
import { type PlannedResource, planResource, type ResourceViews } from "../plan/resource";
import type { Context } from "../rules/rule";
import { inputView, outputView } from "./properties";

/**
 * What is carried from one call of the engine to the next, and shared by all policies inside one call.
 *
 * The SDK runs the policies of a call one after the other, without any other work of the event loop in between. So what
 * the first one makes can serve the others, until the next turn of the loop; no policy has to be enabled for another.
 */
export interface Session {
  /** Keeps the inputs of a resource for the analysis of the stack. */
  readonly remember: (args: ResourceValidationArgs) => PlannedResource;
  /** The stack, put together from the remembered inputs and these outputs. */
  readonly trial: (args: StackValidationArgs) => Trial;
}

/** Starts with nothing remembered. `context` is asked anew in each call. */
export function openSession(context: () => Context): Session {
  const inputs = new Map<string, ResourceViews>();
  const thisCall = new Map<string, PlannedResource>();
  let trial: Trial | undefined;
  let judged = false;

  function afterThisCall(forget: () => void): void {
    setImmediate(forget);
  }

  return {
    remember(args) {
      const known = thisCall.get(args.urn);
      if (known) return known;
      // A process may serve several updates: the first resource of the next one ends the memory of the last.
      if (judged) inputs.clear();
      judged = false;
      const view = inputView(args);
      const resource = planResource(view);
      inputs.set(args.urn, view);
      thisCall.set(args.urn, resource);
      afterThisCall(() => thisCall.clear());
      return resource;
    },
    trial(args) {
      if (trial) return trial;
      const resources = args.resources.map((resource) => {
        return planResource({ ...outputView(resource), inputs: inputs.get(resource.urn)?.inputs });
      });
      judged = true;
      trial = openTrial(resources, context());
      afterThisCall(() => {
        trial = undefined;
      });
      return trial;
    },
  };
}
