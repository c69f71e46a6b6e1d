import { refuse } from "../answer";
import { CONFIG, type Command, ESTATE } from "../command";
import { givenConfiguration } from "../configuration/load";
import { configurationNotes } from "../configuration/notes";
import { readAsOne } from "../estate/one-program";
import { sourceOf } from "../input/source";
import { toJson } from "../json";
import { settingsIn } from "../judge-program";
import { toDocument } from "../migrate/document";
import { toMarkdown } from "../migrate/markdown";
import { migrationOf } from "../migrate/migration";
import { LANGUAGE_NAMES } from "../migrate/snippets/literals";
import { inert } from "../visible";
import { writeOutputs } from "../write-output";

const ALL = "all";

/** Writes a plan to migrate the pools of a stack away from the classic mode. */
export const migrate: Command = {
  name: "migrate",
  takes: "FILE…",
  count: [1, Number.POSITIVE_INFINITY],
  about: "write a plan to migrate pools from classic to simplified communication, with the changes to the program",
  details: `The steps for each pool that depends on the classic mode, or whose network or account does: open the path to the
Batch service, resize to zero nodes, set the mode, resize back, verify, and only then close what is no longer needed. The command
changes nothing. If there is nothing to migrate, the plan says so. Several stacks have one plan: ARM ids link them.`,
  forms: [
    { name: "markdown", about: "the plan, for people" },
    { name: "json", about: "every change as data and in all languages (schemas/migration.schema.json)" },
  ],
  options: {
    language: {
      value: "NAME",
      about: "show the changes in this language (default: typescript)",
      choices: [...LANGUAGE_NAMES, ALL],
    },
    config: CONFIG,
    estate: ESTATE,
  },
  run: async (given, world) => {
    const language = given.options.get("language") ?? "typescript";
    const languages = language === ALL ? LANGUAGE_NAMES : LANGUAGE_NAMES.filter((each) => each === language);
    try {
      const configuration = await givenConfiguration(given);
      const sources = given.files.map((file) => sourceOf(file, world));
      const { program, notes } = await readAsOne(sources);
      const { today } = world;
      const migration = migrationOf(program, { settings: settingsIn(configuration, today), today });
      const plan = toMarkdown(migration, languages);
      const render = ({ form, file: to }: (typeof given.outputs)[number]) =>
        form === "json"
          ? toJson(toDocument(migration, sources.map(({ name }) => name).join(", ")))
          : to === "-"
            ? inert(plan)
            : plan;
      const complaint = [...(await configurationNotes(given, today)), ...notes].join("\n");
      return await writeOutputs(given.outputs, render, { status: 0, ...(complaint ? { complaint } : {}) });
    } catch (fault) {
      return refuse(fault instanceof Error ? fault.message : String(fault));
    }
  },
};
