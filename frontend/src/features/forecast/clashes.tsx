import { UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconChevronRight } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './forecast.module.css'
import type { View } from './state/view'

interface ClashesProps {
  clashes: readonly crm.ForecastClash[]
  onShow: (part: Partial<View>) => void
}

/** Who hears from two automations on one day. */
export function Clashes({ clashes, onShow }: ClashesProps) {
  const { t } = useTranslation()
  if (clashes.length === 0) return null
  return (
    <section aria-labelledby="forecast-clashes">
      <h2 id="forecast-clashes" className={classes.heading}>
        {t('forecast.same_day')}
      </h2>
      <ul className={classes.lines}>
        {clashes.map(({ sequence, name, count }) => (
          <li key={sequence}>
            <UnstyledButton className={classes.line} onClick={() => onShow({ sequence })}>
              <IconAlertTriangle size={16} className={classes.warn} aria-hidden />
              <span className={classes.words}>{t('forecast.clash', { count, name })}</span>
              <IconChevronRight size={14} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
