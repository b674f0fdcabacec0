import type { api, importer } from '@wails/go/models'

/** The steps of the import, in order. */
export const stages = ['file', 'columns', 'check', 'job'] as const
export type Stage = (typeof stages)[number]

/** What happens to rows whose client has a card already. */
export const policies = ['update', 'new', 'error'] as const
export type Policy = (typeof policies)[number]

/** What a person decides besides the columns. */
export interface Answers {
  existing: Policy
  enrol: boolean
  consent: boolean
}

/** An import on its way, from no file to a job. */
export interface Wizard {
  stage: Stage
  file?: api.ReadImportOut
  mapping?: importer.Mapping
  /** The job of the dry run that is under way or was the last. */
  checking: string
  /** The answer of the last dry run; while another one runs it is old. */
  checked?: api.CheckImportOut
  busy: boolean
  answers: Answers
  job: string
}

export const start: Wizard = {
  stage: 'file',
  checking: '',
  busy: false,
  answers: { existing: 'update', enrol: false, consent: true },
  job: '',
}

export type Action =
  | { type: 'read'; file: api.ReadImportOut }
  | { type: 'map'; part: Partial<importer.Mapping> }
  | { type: 'target'; column: number; target: string }
  | { type: 'checking'; job: string }
  | { type: 'checked'; out: api.CheckImportOut }
  | { type: 'answer'; part: Partial<Answers> }
  | { type: 'started'; job: string }
  | { type: 'back' }
  | { type: 'again' }

/** Moves the import on. Reading the file anew starts from its own proposal; a dry run with problems leads back to the columns. */
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
    case 'checking':
      return { ...w, stage: 'check', checking: a.job, busy: true }
    case 'checked':
      return {
        ...w,
        checked: a.out,
        busy: false,
        stage: a.out.problems.length > 0 ? 'columns' : 'check',
      }
    case 'answer':
      return { ...w, answers: { ...w.answers, ...a.part } }
    case 'started':
      return { ...w, stage: 'job', job: a.job }
    case 'back':
      return {
        ...w,
        busy: false,
        stage: stages[Math.max(0, stages.indexOf(w.stage) - 1)] ?? 'file',
      }
    case 'again':
      return start
  }
}

// Several columns may hold these; anything else is filled by one.
const several = ['', 'contact.email', 'contact.phone', 'contact.postal', 'card.tags', 'card.note']

function aim(mapping: importer.Mapping, column: number, target: string): importer.Mapping {
  const shared = several.includes(target) || target.startsWith('new:')
  const columns = mapping.columns.map((t, i) => {
    if (i === column) return target
    return t === target && !shared ? '' : t
  })
  return { ...mapping, columns }
}

/** How many cards the import would make or change. */
export function touched(out: api.CheckImportOut): number {
  return out.created + out.updated
}

/** What the backend is asked about the file as it was read and mapped. */
export function askFor(w: Wizard): api.CheckImportIn | undefined {
  if (!w.file || !w.mapping) return undefined
  const { import: id, encoding, delimiter, sheet } = w.file
  return {
    import: id,
    encoding,
    delimiter,
    sheet,
    mapping: w.mapping,
    existing: w.answers.existing,
  }
}
