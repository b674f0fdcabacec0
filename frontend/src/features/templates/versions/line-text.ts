import type { TFunction } from 'i18next'

/** A piece of a difference as people read it: types and priorities by their words. */
export function lineText(t: TFunction, part: string, text: string): string {
  if (part === 'templates.part.task_type') return t(`templates.type.${text}`)
  if (part === 'templates.part.priority') return t(`ui.priority.${text || 'normal'}`)
  const due = part === 'templates.part.due' && /^\+(\d+)( w)?$/.exec(text)
  if (!due) return text
  const count = Number(due[1])
  if (count === 0) return t('templates.due_same_day')
  return t(due[2] ? 'templates.due_workdays' : 'templates.due', { count })
}
