/** The legend of the pictures. */
export function Legend() {
  return (
    <details class="legend">
      <summary>How to read the pictures</summary>
      <p>
        Each picture is the path of a packet from the nodes of a pool to the Batch service, which they call on TCP port
        443 in simplified node communication. Where it divides, packets may take either branch.
      </p>
      <ul>
        {MEANINGS.map(([is, means]) => (
          <li key={is}>
            <span class={`swatch ${is}`} aria-hidden="true" /> <span>{means}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const MEANINGS = [
  ["open", "Open, a thin line: packets pass."],
  ["blocked", "Blocked, a thick line and ✕: here packets are stopped, or a part of them."],
  ["unknown", "Unknown, a dashed line and ?: undecided before deployment."],
] as const;
