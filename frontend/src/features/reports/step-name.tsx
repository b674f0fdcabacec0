import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import classes from './report.module.css'

/** A step by its number, kind and template. */
export function StepName({ step }: { step: api.ReportStep }) {
  const { t } = useTranslation()
  const kind = t(`kind.${step.kind}`)
  return (
    <span className={classes.stepName}>
      <span className={classes.position}>{step.position || '–'}</span>
      <KindIcon kind={step.kind} size={16} />
      <span className="clip" title={step.title || kind}>
        {step.title || kind}
      </span>
      {step.position === 0 && <span className={classes.removed}>{t('reports.removed')}</span>}
    </span>
  )
}
