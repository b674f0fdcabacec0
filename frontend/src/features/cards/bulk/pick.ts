import type { api } from '@wails/go/models'
import type { Choice } from '../list/choice'
import { type Ask, wholeList } from '../view'

/** The chosen cards as the backend takes them: these, or all that match but some. */
export function pickOf(choice: Choice, ask: Ask): api.CardPick {
  if (choice.all) return { ids: [], list: wholeList(ask), except: [...choice.ids] }
  return { ids: [...choice.ids], list: undefined, except: [] }
}

/** What is done to cards, before its value is known. */
export function actionOf(kind: api.BulkAction['kind']): api.BulkAction {
  return {
    kind,
    status: '',
    owner: '',
    tags: [],
    field: '',
    value: null,
    sequence: '',
    step: '',
    anyway: false,
  }
}

/** Whether an action says everything that it needs. */
export function isWhole(action: api.BulkAction): boolean {
  switch (action.kind) {
    case 'status':
      return Boolean(action.status)
    case 'tag':
    case 'untag':
      return action.tags.length > 0
    case 'field':
      return Boolean(action.field)
    case 'start':
    case 'stop':
      return Boolean(action.sequence)
    default:
      return true
  }
}

/** A part of the cards that a preview tried, as a part of all. */
export function ofAll(part: number, preview: api.PreviewBulkOut): number {
  if (preview.tried >= preview.count || preview.tried === 0) return part
  return Math.round((part / preview.tried) * preview.count)
}
