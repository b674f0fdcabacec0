import { useTranslation } from 'react-i18next'
import classes from './calendar.module.css'

const looks = ['email', 'sms', 'inside', 'out'] as const

/** What the colours of the bars say. */
export function Legend() {
  const { t } = useTranslation()
  return (
    <ul className={classes.legend}>
      {looks.map((look) => (
        <li key={look}>
          <span className={classes.swatch} data-look={look} aria-hidden />
          {t(`forecast.bar.${look}`)}
        </li>
      ))}
      <li>
        <span className={classes.swatch} data-look="rest" aria-hidden />
        {t('forecast.bar.rest')}
      </li>
    </ul>
  )
}
