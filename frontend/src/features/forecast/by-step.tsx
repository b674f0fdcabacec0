import { UnstyledButton } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import { useFormat } from '@/lib/format/use-format'
import classes from './forecast.module.css'
import type { View } from './state/view'

interface ByStepProps {
  steps: readonly crm.ForecastStep[]
  /** The step that the table is narrowed to; 0: none. */
  step: number
  onShow: (part: Partial<View>) => void
}

/** What becomes of each step, from its first moment to its last. */
export function ByStep({ steps, step, onShow }: ByStepProps) {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="forecast-steps">
      <h2 id="forecast-steps" className={classes.heading}>
        {t('forecast.by_step')}
      </h2>
      <ul className={classes.lines}>
        {steps.map((s) => (
          <li key={s.position}>
            <UnstyledButton
              className={classes.line}
              aria-pressed={step === s.position}
              onClick={() => onShow({ step: step === s.position ? 0 : s.position })}
            >
              <KindIcon kind={s.kind} size={16} />
              <span className={classes.words}>
                <span className="clip">
                  {t('forecast.step', { position: s.position, kind: t(`kind.${s.kind}`) })}
                </span>
                <span className={`${classes.small} num`}>
                  <StepWords step={s} />
                </span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

function StepWords({ step: s }: { step: crm.ForecastStep }) {
  const { t } = useTranslation()
  const format = useFormat()
  const first = s.first > 0 ? format.moment(s.first) : ''
  const last = s.last > 0 ? format.moment(s.last) : ''
  return [
    s.done > 0 && t('forecast.times', { count: s.done }),
    s.done + s.skipped + s.held === 0 && t('forecast.never'),
    s.skipped > 0 && t('forecast.skipped', { count: s.skipped }),
    s.held > 0 && t('forecast.held', { count: s.held }),
    s.lettersB > 0 && t('forecast.letters', { a: s.lettersA, b: s.lettersB }),
    first && (first === last ? first : `${first} – ${last}`),
  ]
    .filter(Boolean)
    .join(' · ')
}
