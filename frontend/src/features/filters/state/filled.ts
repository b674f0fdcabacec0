/** One value that an operator takes: how it is written, and for days and hours the unit's forms. */
export interface Taken {
  text: string
  /** "30 days"; only for a number of days or hours. */
  measure?: string
  /** The words that the unit has: "day", "days". */
  unit?: string[]
}

/**
 * An operator with its values in the gaps that its words leave ("for at least … days is"): a number
 * of days first, otherwise the values in order. Answers what found no gap beside it.
 */
export function filled(operator: string, taken: Taken[]): { words: string; rest: string[] } {
  const measures = taken.filter((value) => value.measure !== undefined)
  const queue = measures.length > 0 ? measures : taken
  const used = new Set<Taken>()
  const words = operator.replace(/…(?: (\p{L}+))?/gu, (gap, word: string | undefined) => {
    const value = queue.find((candidate) => !used.has(candidate))
    if (!value) return gap
    used.add(value)
    if (value.measure && word && value.unit?.includes(word)) return value.measure
    return word ? `${value.text} ${word}` : value.text
  })
  return { words, rest: taken.filter((value) => !used.has(value)).map((value) => value.text) }
}
