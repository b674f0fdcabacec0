import { useTranslation } from 'react-i18next'
import classes from './report.module.css'
import { outcomes } from './state'

/** What the colours of a chart mean, each with its pattern. */
export function Legend() {
  const { t } = useTranslation()
  return (
    <ul className={classes.legend}>
      {outcomes.map((outcome) => (
        <li key={outcome}>
          <span data-outcome={outcome} aria-hidden />
          {t(`reports.${outcome}`)}
        </li>
      ))}
    </ul>
  )
}
