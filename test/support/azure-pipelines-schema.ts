const text = { type: "string" } as const;
const texts = { type: "object", additionalProperties: text } as const;

/** The properties of every step: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/steps */
const ofAnyStep = {
  displayName: text,
  name: { type: "string", pattern: "^[A-Za-z0-9_]+$" },
  condition: text,
  continueOnError: { type: "boolean" },
  enabled: { type: "boolean" },
  env: texts,
  timeoutInMinutes: { type: "integer" },
  retryCountOnTaskFailure: { type: "integer" },
} as const;

/** https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/steps-script */
const script = {
  type: "object",
  required: ["script", "displayName"],
  additionalProperties: false,
  properties: { ...ofAnyStep, script: text, failOnStderr: { type: "boolean" }, workingDirectory: text },
} as const;

/** The inputs of the tasks in use, the required ones first: https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/ */
const TASKS = {
  "UseNode@1": [[], ["version", "checkLatest", "force32bit", "retryCountOnDownloadFails", "delayBetweenRetries"]],
  "Cache@2": [
    ["key", "path"],
    ["cacheHitVar", "restoreKeys"],
  ],
  "PublishTestResults@2": [
    ["testResultsFormat", "testResultsFiles"],
    [
      "searchFolder",
      "mergeTestResults",
      "failTaskOnFailedTests",
      "failTaskOnFailureToPublishResults",
      "failTaskOnMissingResultsFile",
      "testRunTitle",
      "buildPlatform",
      "buildConfiguration",
      "publishRunAttachments",
    ],
  ],
} as const;

/** https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/steps-task */
const tasks = Object.entries(TASKS).map(([name, [required, others]]) => ({
  type: "object",
  required: ["task", "displayName", "inputs"],
  additionalProperties: false,
  properties: {
    ...ofAnyStep,
    task: { const: name },
    inputs: {
      type: "object",
      required,
      additionalProperties: false,
      properties: Object.fromEntries([...required, ...others].map((input) => [input, text])),
    },
  },
}));

/** https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs-job */
const job = {
  type: "object",
  required: ["job", "steps"],
  additionalProperties: false,
  properties: {
    job: { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
    displayName: text,
    dependsOn: text,
    condition: text,
    continueOnError: { type: "boolean" },
    timeoutInMinutes: { type: "integer" },
    variables: texts,
    steps: { type: "array", minItems: 1, items: { anyOf: [script, ...tasks] } },
  },
} as const;

/**
 * A JSON schema of the part of Azure Pipelines' YAML that the files here use. Microsoft's own schema is in no npm package:
 * `azure-pipelines-language-service` takes it as an input.
 * https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/pipeline
 */
export const PIPELINE_SCHEMA = {
  type: "object",
  required: ["trigger", "pool", "jobs"],
  additionalProperties: false,
  properties: {
    trigger: { const: "none" },
    pr: {
      type: "object",
      required: ["branches"],
      additionalProperties: false,
      properties: {
        branches: {
          type: "object",
          required: ["include"],
          additionalProperties: false,
          properties: { include: { type: "array", items: text, minItems: 1 } },
        },
      },
    },
    schedules: { type: "array" },
    pool: { type: "object", required: ["vmImage"], additionalProperties: false, properties: { vmImage: text } },
    variables: texts,
    jobs: { type: "array", minItems: 1, items: job },
  },
} as const;
