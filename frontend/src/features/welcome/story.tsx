import { type Icon, IconCheckbox, IconDeviceMobileMessage, IconMail } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './story.module.css'

const steps: [string, Icon][] = [
  ['email', IconMail],
  ['task', IconCheckbox],
  ['sms', IconDeviceMobileMessage],
]

/** Beside the questions: what Stepwise does, as a picture of one follow-up. */
export function Story() {
  const { t } = useTranslation()
  return (
    <aside className={classes.root}>
      <div className={classes.brand}>
        <svg width="28" height="28" viewBox="0 0 24 24" aria-hidden>
          <rect width="24" height="24" rx="6" fill="#fff" fillOpacity=".16" />
          <path
            d="M6 17h4v-4h4V9h4"
            fill="none"
            stroke="#fff"
            strokeWidth="2.2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        {t('common.product')}
      </div>
      <div className={classes.middle}>
        <p className={classes.claim}>{t('welcome.claim')}</p>
        <ol className={classes.steps}>
          {steps.map(([step, Picture]) => (
            <li key={step}>
              <span className={classes.dot} aria-hidden>
                <Picture size={18} stroke={1.75} />
              </span>
              <div className={classes.card}>
                <span className={classes.when}>{t(`welcome.story.${step}_when`)}</span>
                {t(`welcome.story.${step}`)}
              </div>
            </li>
          ))}
        </ol>
        <p className={classes.end}>{t('welcome.story.end')}</p>
      </div>
      <p className={classes.promise}>{t('welcome.promise')}</p>
    </aside>
  )
}
