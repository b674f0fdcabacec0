import { IconMoon } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from './away.module.css'

/** The kinds in the order of the toolbox. */
const kinds = [
  'email_client',
  'sms_client',
  'email_user',
  'task_user',
  'pdf',
  'change_card',
  'webhook',
]

/** What happened by itself when the program came back. */
export function Absence({ absence }: { absence: crm.Absence }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { since, until, late, putOff } = absence
  const counts = late as Record<string, number>
  const told = kinds
    .filter((kind) => (counts[kind] ?? 0) > 0)
    .map((kind) => t(`away.late.${kind}`, { count: counts[kind] ?? 0 }))
  if (putOff > 0) told.push(t('away.put_off', { count: putOff }))
  return (
    <section className={classes.absence} aria-label={t('away.by_itself')}>
      <IconMoon size={18} aria-hidden />
      <div>
        <p className={classes.sentence}>
          {since > 0
            ? t('away.was_off', { from: format.moment(since), to: format.moment(until) })
            : t('away.was_off_until', { to: format.moment(until) })}
        </p>
        {told.length > 0 && (
          <ul className={classes.told}>
            {told.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}
