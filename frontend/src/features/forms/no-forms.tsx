import { IconForms } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import classes from './forms.module.css'

const steps = ['make', 'place', 'start'] as const

/** What forms are for, and the way to the first one. */
export function NoForms({ action }: { action: ReactNode }) {
  const { t } = useTranslation()
  return (
    <EmptyState icon={IconForms} title={t('form.empty')} actions={action}>
      {t('form.empty_words')}
      <ol className={classes.lesson}>
        {steps.map((step) => (
          <li key={step}>{t(`form.lesson.${step}`)}</li>
        ))}
      </ol>
    </EmptyState>
  )
}
