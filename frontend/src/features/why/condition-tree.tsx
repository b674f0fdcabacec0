import { VisuallyHidden } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { filter } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import classes from './why.module.css'

/** Whether something holds, as picture and word. */
function Mark({ holds }: { holds: boolean }) {
  const { t } = useTranslation()
  const Picture = holds ? IconCheck : IconX
  return (
    <span className={classes.mark} data-holds={holds}>
      <Picture size={16} stroke={2.25} aria-hidden />
      <VisuallyHidden>{holds ? t('why.holds') : t('why.fails')}</VisuallyHidden>
    </span>
  )
}

/** The conditions of a filter with ✓ and ✗ and the values that were seen. */
export function ConditionTree({ why }: { why: filter.Why }) {
  const { t } = useTranslation()
  return (
    <div className={classes.group}>
      <div className={classes.head}>
        <Mark holds={why.matches} />
        {why.any ? t('why.any') : t('why.all')}
      </div>
      <ul className={classes.conditions}>
        {why.conditions.map((condition, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order never changes while it is shown
          <li key={i} className={classes.condition}>
            <Mark holds={condition.holds} />
            <span>
              {say(condition.say)}
              <span className={classes.seen}>{t('why.seen', { value: say(condition.seen) })}</span>
            </span>
          </li>
        ))}
        {why.groups.map((group, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order never changes while it is shown
          <li key={i}>
            <ConditionTree why={group} />
          </li>
        ))}
      </ul>
    </div>
  )
}
