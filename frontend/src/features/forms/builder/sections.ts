/** The parts of what is set for a whole form, in their order. */
export const sectionNames = ['texts', 'happens', 'consent', 'thanks', 'guard', 'page'] as const

export type SectionName = (typeof sectionNames)[number]

const ofSection: Record<SectionName, string[]> = {
  texts: ['name', 'title', 'intro', 'button'],
  happens: ['status', 'owning', 'owners', 'duplicates'],
  consent: ['consent'],
  thanks: ['thanks'],
  guard: ['guard'],
  page: ['slug', 'language', 'active'],
}

/** The part where a problem's place is shown; undefined for what belongs to a field. */
export function sectionOf(path: string): SectionName | undefined {
  const [first = ''] = path.split(/[.[]/)
  return sectionNames.find((name) => ofSection[name].includes(first))
}

/** The number of the field that a problem is about, from 0; undefined for others. */
export function fieldAt(path: string): number | undefined {
  const found = /^fields\[(\d+)\]/.exec(path)
  return found ? Number(found[1]) : undefined
}
