import { Loader, Text } from '@mantine/core'
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { Say } from '@/components/ui/say'
import { say } from '@/lib/i18n/say'
import classes from './probe.module.css'

const order = ['name', 'connect', 'tls', 'login', 'mail'] as const

const pictures = { ok: IconCheck, failed: IconX, skipped: IconMinus }

interface ProbeStepsProps {
  /** Those that are done. */
  steps: crm.ProbeStep[]
  running: boolean
}

/** The steps of a test: tick or cross, the server's words, and what to do. */
export function ProbeSteps({ steps, running }: ProbeStepsProps) {
  const { t } = useTranslation()
  return (
    <ol className={classes.steps}>
      {order.map((name, i) => {
        const step = steps[i]
        return (
          <li key={name} className={classes.step} data-state={step?.state ?? 'open'}>
            <StepPicture step={step} running={running && i === steps.length} />
            <div className={classes.words}>
              <Text span fw={600} size="sm">
                {t(`account.step.${name}`)}
              </Text>
              {step && <StepWords step={step} />}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function StepPicture({ step, running }: { step?: crm.ProbeStep; running: boolean }) {
  const { t } = useTranslation()
  if (running) return <Loader size={16} aria-label={t('account.step_running')} />
  if (!step) return <span className={classes.dot} aria-hidden />
  const Picture = pictures[step.state]
  return <Picture size={18} className={classes.mark} aria-label={t(`account.step_${step.state}`)} />
}

function StepWords({ step }: { step: crm.ProbeStep }) {
  const told = say(step.say)
  return (
    <>
      <Text size="sm" className={classes.said}>
        {told}
      </Text>
      {step.words && !told.includes(step.words) && <p className={classes.quote}>{step.words}</p>}
      {step.remedy && (
        <Text size="sm" fw={500} className={classes.said}>
          <Say of={step.remedy} />
        </Text>
      )}
    </>
  )
}
