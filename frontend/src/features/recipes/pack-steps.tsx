import { IconChevronDown } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import classes from './recipes.module.css'

/** The steps of an automation that is not there yet, for a card that entered now. */
export function PackSteps({ steps }: { steps: api.PackStep[] }) {
  const { t } = useTranslation()
  return (
    <ol className={classes.steps} aria-label={t('recipes.if_now')}>
      {steps.map((step, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: these steps never move
        <li key={i} className={classes.step}>
          <span className={classes.dot} data-kind={step.kind}>
            <KindIcon kind={step.kind} size={16} />
          </span>
          <div className={classes.said}>
            <p>{say(step.check.say)}</p>
            {step.check.next > 0 && (
              <p className={classes.date}>
                <When at={step.check.next} />
                {step.check.shifts.length > 0 && ` · ${step.check.shifts.map(say).join(' · ')}`}
              </p>
            )}
            {step.texts.map((text) => (
              <StepText key={text.template} text={text} />
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}

function StepText({ text }: { text: api.PackText }) {
  const { t } = useTranslation()
  return (
    <details className={classes.text}>
      <summary className={classes.head}>
        <IconChevronDown size={14} aria-hidden className={classes.chevron} />
        <span className="clip">{text.subject || text.text}</span>
      </summary>
      <div className={classes.quote}>
        {text.subject && <b>{text.subject}</b>}
        {text.text && <p>{text.text.trim()}</p>}
        {text.parts > 0 && (
          <p className={classes.date}>{t('recipes.parts', { count: text.parts })}</p>
        )}
        <p className={classes.date}>{t('recipes.sample_values')}</p>
      </div>
    </details>
  )
}
