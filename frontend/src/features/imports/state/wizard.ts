import type { api, importer } from '@wails/go/models'

/** The steps of the import, in order. */
export const stages = ['file', 'columns', 'check', 'job'] as const
export type Stage = (typeof stages)[number]

/** What a person decides after the dry run. */
export interface Answers {
  enrol: boolean
  skipExisting: boolean
  consent: boolean
}

/** An import on its way, from no file to a job. */
export interface Wizard {
  stage: Stage
  file?: api.ReadImportOut
  mapping?: importer.Mapping
  checked?: api.CheckImportOut
  answers: Answers
  job: string
}

export const start: Wizard = {
  stage: 'file',
  answers: { enrol: false, skipExisting: true, consent: true },
  job: '',
}

export type Action =
  | { type: 'read'; file: api.ReadImportOut }
  | { type: 'map'; part: Partial<importer.Mapping> }
  | { type: 'target'; column: number; target: string }
  | { type: 'checked'; out: api.CheckImportOut }
  | { type: 'answer'; part: Partial<Answers> }
  | { type: 'started'; job: string }
  | { type: 'back' }
  | { type: 'again' }

/** Moves the import on. Reading the file anew starts from its own proposal; a dry run with problems stays. */
export function wizard(w: Wizard, a: Action): Wizard {
  switch (a.type) {
    case 'read':
      return { ...start, stage: 'columns', file: a.file, mapping: a.file.mapping }
    case 'map':
      return w.mapping ? { ...w, mapping: { ...w.mapping, ...a.part }, checked: undefined } : w
    case 'target':
      return w.mapping
        ? { ...w, mapping: aim(w.mapping, a.column, a.target), checked: undefined }
        : w
    case 'checked':
      return { ...w, checked: a.out, stage: a.out.problems.length > 0 ? 'columns' : 'check' }
    case 'answer':
      return { ...w, answers: { ...w.answers, ...a.part } }
    case 'started':
      return { ...w, stage: 'job', job: a.job }
    case 'back':
      return { ...w, stage: stages[Math.max(0, stages.indexOf(w.stage) - 1)] ?? 'file' }
    case 'again':
      return start
  }
}

// Several columns may hold emails and phones; anything else is filled by one.
const shared = (target: string) =>
  target === '' ||
  target === 'contact.email' ||
  target === 'contact.phone' ||
  target.startsWith('new:')

function aim(mapping: importer.Mapping, column: number, target: string): importer.Mapping {
  const columns = mapping.columns.map((t, i) => {
    if (i === column) return target
    return t === target && !shared(target) ? '' : t
  })
  return { ...mapping, columns }
}

/** How many cards the import would make. */
export function toImport(out: api.CheckImportOut, answers: Answers): number {
  return out.good - (answers.skipExisting ? out.existing : 0)
}

/** How many cards an automation would start for. */
export function starts(enrols: api.ImportEnrols, answers: Answers): number {
  return enrols.count + (answers.skipExisting ? 0 : enrols.existing)
}

/** What the backend is asked about the file as it was read and mapped. */
export function askFor(w: Wizard): api.CheckImportIn | undefined {
  if (!w.file || !w.mapping) return undefined
  const { import: id, encoding, delimiter } = w.file
  return { import: id, encoding, delimiter, mapping: w.mapping }
}
