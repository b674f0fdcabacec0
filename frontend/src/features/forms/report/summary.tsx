import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import type { FormCounts } from '../contract'
import classes from './report.module.css'

interface SummaryProps {
  numbers: { total: FormCounts; waiting: number }
  product: string
  form: string
}

/** The way from a look at the form to a customer, in numbers since the form is there. */
export function Summary({ numbers, product, form }: SummaryProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { total, waiting } = numbers
  const answers = paths.formAnswers(product, form)
  const share = (of: number, all: number) =>
    all > 0 ? `${number(Math.round((of / all) * 100))} %` : ''
  return (
    <dl className={classes.summary} aria-label={t('form.numbers.total')}>
      <div>
        <dt>{t('form.numbers.seen')}</dt>
        <dd>{number(total.seen)}</dd>
      </div>
      <div>
        <dt>{t('form.numbers.sent')}</dt>
        <dd>
          <CountDoor
            count={total.sent}
            to={answers}
            label={t('form.sent_count', { count: total.sent })}
          />
          {total.seen >= total.sent && (
            <small>{t('form.numbers.of_seen', { share: share(total.sent, total.seen) })}</small>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('form.numbers.quarantined')}</dt>
        <dd>
          {number(total.quarantined)}
          {waiting > 0 && (
            <small>
              <CountDoor
                count={waiting}
                to={answers}
                search={{ state: 'quarantined' }}
                label={t('form.answers.waiting_count', { count: waiting })}
                inWords
              />
            </small>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('form.numbers.cards')}</dt>
        <dd>{number(total.cards)}</dd>
      </div>
      <div>
        <dt>{t('form.numbers.won')}</dt>
        <dd>
          {number(total.won)}
          {total.cards > 0 && (
            <small>{t('form.numbers.of_cards', { share: share(total.won, total.cards) })}</small>
          )}
        </dd>
      </div>
    </dl>
  )
}
