import { Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import classes from './why.module.css'

// Closer than this a step counts as done at its planned moment.
const onTime = 15 * 60_000

/** Where the card stands in the automation, in the words for a whole passage. */
function stateOf({ enrolment }: api.Passage): string {
  if (enrolment.paused) return 'paused'
  return enrolment.state === 'waiting' || enrolment.state === 'sending'
    ? 'running'
    : enrolment.state
}

/** What happened to a card in one passage through the automation, step by step. */
export function PassagePath({ passage }: { passage: api.Passage }) {
  const { t } = useTranslation()
  const { enrolment, runs } = passage
  return (
    <section className={classes.passage}>
      <div className={classes.line}>
        <Text span fw={600}>
          {enrolment.round > 1 ? t('why.round', { round: enrolment.round }) : t('why.entered')}
        </Text>
        <When at={enrolment.entered} />
        <StateBadge state={stateOf(passage)} />
      </div>
      {enrolment.reason && <Text size="sm">{t(`reason.${enrolment.reason}`)}</Text>}
      {enrolment.byHand && (
        <Text size="sm" c="dimmed">
          {t('why.by_hand')}
        </Text>
      )}
      <ol className={classes.path}>
        {runs.map(({ run, position, kind, template }) => (
          <li key={run.id} className={classes.step}>
            <StepHead position={position} kind={kind} template={template} state={run.outcome} />
            <div className={classes.detail}>
              <When at={run.at} />
              {Math.abs(run.at - run.planned) > onTime && run.planned > 0 && (
                <>
                  {' '}
                  {t('why.planned')} <When at={run.planned} />
                </>
              )}
              {run.letter && ` · ${t('why.letter', { letter: run.letter })}`}
            </div>
            {run.reason && <div className={classes.detail}>{t(`reason.${run.reason}`)}</div>}
          </li>
        ))}
      </ol>
      {enrolment.ended > 0 && (
        <div className={classes.detail}>
          {t('why.ended')} <When at={enrolment.ended} />
        </div>
      )}
    </section>
  )
}

/** The steps to come, each with its moment and every reason why then. */
export function ComingPath({ coming }: { coming: api.ComingStep[] }) {
  const { t } = useTranslation()
  return (
    <section>
      <Title order={2} size="h3" mb={6}>
        {t('why.coming')}
      </Title>
      <ol className={classes.path}>
        {coming.map((step) => (
          <li key={`${step.enrolment} ${step.position}`} className={classes.step}>
            <StepHead {...step} />
            <div className={classes.detail}>
              <When at={step.at} />
              {step.shifts.map((shift) => (
                <span key={shift.key} className={classes.shift}>
                  {say(shift)}
                </span>
              ))}
            </div>
            {step.reason && <div className={classes.detail}>{t(`reason.${step.reason}`)}</div>}
          </li>
        ))}
      </ol>
    </section>
  )
}

interface StepHeadProps {
  position: number
  kind: api.ComingStep['kind']
  template: string
  state: string
}

function StepHead({ position, kind, template, state }: StepHeadProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.line}>
      <KindIcon kind={kind} size={16} />
      <span className="clip" title={template}>
        <b>{t('why.step', { position, kind: t(`kind.${kind}`) })}</b> {template}
      </span>
      <span className={classes.state}>
        <StateBadge state={state} />
      </span>
    </div>
  )
}
