import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import type { SubmissionRow } from '../contract'
import classes from './answers.module.css'

/** When and how it came, what was agreed to, and who decided. */
export function AnswerFacts({ row }: { row: SubmissionRow }) {
  const { t } = useTranslation()
  const { submission: s, who } = row
  return (
    <ul className={classes.facts}>
      <li>
        {t('form.answers.came')} <When at={s.at} />
        {' · '}
        {s.page || t(s.plain ? 'form.answers.by_plain' : 'form.answers.by_page')}
      </li>
      {s.wording && (
        <li>
          {t(s.agreed ? 'form.answers.agreed' : 'form.answers.not_agreed')} “{s.wording}”
        </li>
      )}
      {s.state === 'waiting' && <li>{t('form.answers.unconfirmed')}</li>}
      {s.confirmed > 0 && (
        <li>
          {t('form.answers.confirmed')} <When at={s.confirmed} />
        </li>
      )}
      {s.decided > 0 && (
        <li>
          {t('form.answers.decided', { who })} <When at={s.decided} />
        </li>
      )}
    </ul>
  )
}
