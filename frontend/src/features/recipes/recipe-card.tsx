import { IconAlertCircle, IconCircleCheck, IconForms } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import classes from './recipes.module.css'
import { StepPicture } from './step-picture'

interface RecipeCardProps {
  recipe: api.RecipeCard
  onOpen: () => void
}

/** A recipe in the gallery: what it is for, its steps, what it needs, whether it was copied. */
export function RecipeCard({ recipe, onOpen }: RecipeCardProps) {
  const { t } = useTranslation()
  return (
    <article className={classes.card}>
      <h2 className={classes.name}>
        <button type="button" className={classes.open} onClick={onOpen}>
          {recipe.name}
        </button>
      </h2>
      <p className={classes.summary}>{recipe.summary}</p>
      <StepPicture steps={recipe.steps} />
      <ul className={classes.facts}>
        {recipe.copies.length > 0 && (
          <Fact tone="green" icon={<IconCircleCheck size={14} aria-hidden />}>
            {t('recipes.copied_already')}
          </Fact>
        )}
        {recipe.needs.map((need) => (
          <Fact key={need.key} tone="amber" icon={<IconAlertCircle size={14} aria-hidden />}>
            {t(`recipes.need.${need.key.split('.').pop()}`, { defaultValue: say(need) })}
          </Fact>
        ))}
        {recipe.fields.length > 0 && (
          <Fact tone="grey" icon={<IconForms size={14} aria-hidden />}>
            {t('recipes.adds_fields', {
              count: recipe.fields.length,
              names: recipe.fields.join(', '),
            })}
          </Fact>
        )}
        {recipe.more > 0 && <Fact tone="grey">{t('recipes.more', { count: recipe.more })}</Fact>}
      </ul>
    </article>
  )
}

interface FactProps {
  tone: 'green' | 'amber' | 'grey'
  icon?: ReactNode
  children: ReactNode
}

function Fact({ tone, icon, children }: FactProps) {
  return (
    <li className={classes.fact} data-tone={tone}>
      {icon}
      <span>{children}</span>
    </li>
  )
}
