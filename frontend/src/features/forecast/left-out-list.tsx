import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/ui/state-badge'
import { useFormat } from '@/lib/format/use-format'
import classes from './forecast.module.css'
import { leftOut } from './state/scopes'
import type { View } from './state/view'

interface LeftOutListProps {
  reasons: readonly crm.ForecastReason[]
  onShow: (part: Partial<View>) => void
}

/** What isn't done and why; each line opens its cards. */
export function LeftOutList({ reasons, onShow }: LeftOutListProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const groups = useMemo(() => leftOut(reasons), [reasons])
  return (
    <section aria-labelledby="forecast-left-out">
      <h2 id="forecast-left-out" className={classes.heading}>
        {t('forecast.left_out')}
      </h2>
      {groups.length === 0 && <p className={classes.small}>{t('forecast.nothing_left_out')}</p>}
      <ul className={classes.lines}>
        {groups.map(({ outcome, reason, count, positions }) => (
          <li key={`${outcome} ${reason}`}>
            <UnstyledButton className={classes.line} onClick={() => onShow({ outcome, reason })}>
              <b className="num">{number(count)}</b>
              <span className={classes.words}>
                <span>{reason ? t(`reason.${reason}`) : t(`state.${outcome}`)}</span>
                <span className={classes.small}>
                  <StateBadge state={outcome} />
                  {positions.length > 0 &&
                    ` ${t('forecast.in_steps', { count: positions.length, steps: positions.join(', ') })}`}
                </span>
              </span>
              <IconChevronRight size={14} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
