import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { stacked } from '@/components/ui/weeks/bars'
import { useFormat } from '@/lib/format/use-format'
import { OutcomesLegend } from './outcomes-legend'
import classes from './report.module.css'
import { Section } from './section'
import { outcomes, over } from './state'
import { StepName } from './step-name'

/** How many cards came through each step, as bars one below the other. The table below holds the numbers. */
export function Funnel({ report }: { report: api.SequenceReport }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const most = Math.max(1, ...report.steps.map(over))
  return (
    <Section title={t('reports.funnel')} words={t('reports.funnel_words')}>
      <OutcomesLegend />
      <div className={classes.funnel}>
        {report.steps.map((step) => (
          <div key={step.step} className={classes.funnelRow}>
            <StepName step={step} />
            <svg
              className={classes.bar}
              viewBox={`0 0 ${most} 1`}
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              {stacked(outcomes, step).map(({ part, from, count }) => (
                <rect key={part} data-part={part} x={from} y={0} width={count} height={1} />
              ))}
            </svg>
            <span className="num">{number(over(step))}</span>
          </div>
        ))}
      </div>
    </Section>
  )
}
