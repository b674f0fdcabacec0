import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import { say } from '@/lib/i18n/say'
import classes from './recipes.module.css'

/** A recipe as a picture: its steps on a line, each with its day. */
export function StepPicture({ steps }: { steps: api.RecipeStep[] }) {
  const { t } = useTranslation()
  return (
    <ol className={classes.picture} aria-label={t('recipes.steps')}>
      {steps.map((step, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a recipe never move
        <li key={i} title={`${t(`kind.${step.kind}`)}, ${say(step.when)}`}>
          <span className={classes.dot} data-kind={step.kind}>
            <KindIcon kind={step.kind} size={16} />
          </span>
          <span className={classes.when}>
            <span className={classes.hidden}>{t(`kind.${step.kind}`)}, </span>
            {say(step.when)}
          </span>
        </li>
      ))}
    </ol>
  )
}
