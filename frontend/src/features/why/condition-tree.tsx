import { VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconBulb, IconCheck, IconClock, IconX } from '@tabler/icons-react'
import type { filter } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import classes from './why.module.css'

/** Whether something holds, as picture and word. */
export function Mark({ holds }: { holds: boolean }) {
  const { t } = useTranslation()
  const Picture = holds ? IconCheck : IconX
  return (
    <span className={classes.mark} data-holds={holds}>
      <Picture size={16} stroke={2.25} aria-hidden />
      <VisuallyHidden>{holds ? t('why.holds') : t('why.fails')}</VisuallyHidden>
    </span>
  )
}

/** The conditions of a filter with ✓ and ✗, the values that were seen, and what turns each. */
export function ConditionTree({ why }: { why: filter.Why }) {
  const { t } = useTranslation()
  return (
    <div className={classes.group}>
      <div className={classes.head}>
        <Mark holds={why.matches} />
        <span>{why.any ? t('why.any') : t('why.all')}</span>
        {why.flips > 0 && (
          <span className={classes.flips}>
            <IconClock size={14} aria-hidden />
            <span>
              {t(why.matches ? 'why.until' : 'why.from')} <When at={why.flips} />
            </span>
          </span>
        )}
      </div>
      <ul className={classes.conditions}>
        {why.conditions.map((condition) => (
          <li key={condition.path} className={classes.condition}>
            <Mark holds={condition.holds} />
            <Told condition={condition} />
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

function Told({ condition }: { condition: filter.WhyCondition }) {
  const { t } = useTranslation()
  const { holds, since, next, problems } = condition
  const Picture = next > 0 ? IconClock : IconBulb
  // What was seen may say since when already.
  const said = JSON.stringify(condition.seen.args ?? {}).includes(`{"instant":${since}}`)
  return (
    <div className={classes.told}>
      <span>{say(condition.say)}</span>
      {problems.map((problem) => (
        <span key={problem.key} className={classes.broken}>
          <IconAlertTriangle size={14} aria-hidden />
          {say(problem)}
        </span>
      ))}
      {problems.length === 0 && (
        <span className={classes.seen}>
          {t('why.seen', { value: say(condition.seen) })}
          {holds && since > 0 && !said && (
            <>
              {' · '}
              {t('why.since')} <When at={since} />
            </>
          )}
        </span>
      )}
      <span className={classes.hint} data-time={next > 0 || undefined}>
        <Picture size={14} aria-hidden />
        <span>{say(condition.hint)}</span>
      </span>
    </div>
  )
}
