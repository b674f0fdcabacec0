import { Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/ui/state-badge'
import { When } from '@/components/ui/when'
import { StepLine } from './step-line'
import classes from './why.module.css'

/** What happened to a card in one passage through the automation and what comes, step by step. */
export function PassagePath({ passage }: { passage: api.WhyPassage }) {
  const { t } = useTranslation()
  const { enrolment, steps, gone } = passage
  return (
    <section className={classes.passage}>
      <div className={classes.line}>
        <Text span fw={600}>
          {enrolment.round > 1 ? t('why.round', { round: enrolment.round }) : t('why.entered')}
        </Text>
        <When at={enrolment.entered} />
        <span className={classes.state}>
          <StateBadge state={passage.state} />
        </span>
      </div>
      {enrolment.reason && <Text size="sm">{t(`reason.${enrolment.reason}`)}</Text>}
      {enrolment.byHand && (
        <Text size="sm" c="dimmed">
          {t('why.by_hand')}
        </Text>
      )}
      <ol className={classes.path}>
        {steps.map((step) => (
          <StepLine key={step.position} step={step} />
        ))}
      </ol>
      {gone.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            {t('why.gone')}
          </Text>
          <ul className={classes.path}>
            {gone.map(({ run, template, kind }) => (
              <li key={run.id} className={classes.step}>
                <div className={classes.line}>
                  <span className="clip" title={template}>
                    {template || t(`kind.${kind}`)}
                  </span>
                  <When at={run.at} />
                  <span className={classes.state}>
                    <StateBadge state={run.outcome} reason={run.reason} />
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {enrolment.ended > 0 && (
        <div className={classes.detail}>
          {t('why.ended')} <When at={enrolment.ended} />
        </div>
      )}
    </section>
  )
}
