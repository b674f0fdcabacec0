import { useTranslation } from 'react-i18next'

/** When a task is due, in words: so many days after it is made. */
export function useDueWords(): (days: number) => string {
  const { t } = useTranslation()
  return (days) => (days === 0 ? t('templates.due_same_day') : t('templates.due', { count: days }))
}
