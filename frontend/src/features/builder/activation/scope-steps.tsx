import { IconMailOff, IconPhoneOff } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import { When } from '@/components/ui/when'
import { useFormat } from '@/lib/format/use-format'
import classes from './activation.module.css'

/** What all cards would get by a quick count, step by step, and who would not get it. */
export function QuickSteps({ preview }: { preview: api.ActivationOut }) {
  const { t } = useTranslation()
  const has = (kind: api.StepForecast['kind']) => preview.steps.some((step) => step.kind === kind)
  return (
    <>
      <ul className={classes.steps}>
        {preview.steps.map((step) => (
          <li key={step.position}>
            <KindIcon kind={step.kind} size={16} />
            <span>{t(`activation.step.${step.kind}`, { count: step.count })}</span>
            <span className={classes.at}>
              <When at={step.at} />
            </span>
          </li>
        ))}
      </ul>
      {preview.noEmail > 0 && has('email_client') && (
        <div className={classes.without}>
          <IconMailOff size={16} aria-hidden />
          {t('activation.no_email', { count: preview.noEmail })}
        </div>
      )}
      {preview.noPhone > 0 && has('sms_client') && (
        <div className={classes.without}>
          <IconPhoneOff size={16} aria-hidden />
          {t('activation.no_phone', { count: preview.noPhone })}
        </div>
      )}
    </>
  )
}

/** The same as the engine foresees it, until the end of the forecast. */
export function ForeseenSteps({ scope, currency }: { scope: crm.ForecastScope; currency: string }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const { total } = scope
  return (
    <>
      <ul className={classes.steps}>
        {scope.steps
          .filter((step) => step.done > 0)
          .map((step) => (
            <li key={step.position}>
              <KindIcon kind={step.kind} size={16} />
              <span>{t(`activation.step.${step.kind}`, { count: step.done })}</span>
              <span className={classes.at}>
                <When at={step.first} />
              </span>
            </li>
          ))}
      </ul>
      {total.parts > 0 && (
        <div className={classes.small}>
          {t('activation.parts', { count: total.parts })}
          {currency && total.cost > 0 && ` ≈ ${money(total.cost, currency)}`}
        </div>
      )}
    </>
  )
}
