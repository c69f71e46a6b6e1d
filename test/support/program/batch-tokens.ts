/** Spells type tokens: those of Batch types begin with `start`. */
export function batchTokens(start = "azure-native:batch"): (type: string) => string {
  return (type) => type.replace(/^azure-native:batch(?=:)/, start);
}
