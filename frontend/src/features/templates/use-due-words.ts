import { useTranslation } from 'react-i18next'
import type { Draft } from './state/draft'

type Due = Pick<Draft, 'dueDays' | 'dueWorkdays'>

/** When a task is due, in words: so many days or working days after it is made. */
export function useDueWords(): (due: Due) => string {
  const { t } = useTranslation()
  return ({ dueDays, dueWorkdays }) => {
    if (!dueDays) return t('templates.due_same_day')
    return t(dueWorkdays ? 'templates.due_workdays' : 'templates.due', { count: dueDays })
  }
}
