import { IconChecklist } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { useFormat } from '@/lib/format/use-format'
import { openTasks } from '../state/open-tasks'
import classes from './head.module.css'

/** The next thing that somebody has to do for the card; a click opens it. */
export function NextTask({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const open = useOpenDrawer()
  const task = openTasks(view.tasks)[0]
  if (!task) return null
  const late = task.due !== '' && task.due < format.today
  return (
    <button
      type="button"
      className={classes.fact}
      title={t('card.next_task')}
      onClick={() => open({ kind: 'task', card: view.card.id, task })}
    >
      <IconChecklist size={16} aria-hidden className={late ? classes.late : classes.quiet} />
      <span className="clip" title={task.title}>
        {task.title}
      </span>
      {task.due && (
        <span className={late ? classes.late : classes.quiet}>
          {late && `${t('cards.overdue')} · `}
          {format.date(task.due)}
        </span>
      )}
    </button>
  )
}
