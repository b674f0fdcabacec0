/** Letters as people compare them: without case and marks. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The things whose words hold all words of the search. */
export function found<Thing>(
  things: readonly Thing[],
  search: string,
  words: (thing: Thing) => string,
): Thing[] {
  const wanted = folded(search).split(/\s+/).filter(Boolean)
  return things.filter((thing) => {
    const said = folded(words(thing))
    return wanted.every((word) => said.includes(word))
  })
}
