import { type Filter, NOTHING_LEFT } from "./filters";

/** The filter controls: native form elements without script. The form is never submitted, only reset. */
export function FilterBar({ filters }: { readonly filters: readonly Filter[] }) {
  if (filters.length === 0) return null;
  return (
    <search class="filters">
      <form method="dialog" aria-label="Filters">
        {filters.map((filter) =>
          filter.as === "buttons" ? <Buttons key={filter.name} {...filter} /> : <List key={filter.name} {...filter} />,
        )}
        <button type="reset">Show all</button>
      </form>
    </search>
  );
}

function Buttons({ name, label, choices }: Filter) {
  return (
    <fieldset class="buttons">
      <legend>{label}</legend>
      <label>
        <input type="radio" name={name} defaultChecked />
        <span>all</span>
      </label>
      {choices.map((choice) => (
        <label key={choice.mark}>
          <input type="radio" name={name} id={choice.mark} />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function List({ name, label, choices }: Filter) {
  return (
    <label class="list">
      <span>{label}</span>
      <select name={name}>
        <option>all</option>
        {choices.map((choice) => (
          <option key={choice.mark} id={choice.mark}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The message shown when the filters match nothing. */
export function NothingLeft() {
  return <p class={`${NOTHING_LEFT} note`}>Nothing on this page has both of what is chosen.</p>;
}
