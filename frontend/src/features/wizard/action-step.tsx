import { Skeleton, Text, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import { useToolbox } from './api'
import type { StepProps } from './filter-step'
import { type WizardStep, withKind } from './state/draft'
import classes from './wizard.module.css'
import { WizardEnd } from './wizard-end'

const groups = ['client', 'inside', 'card', 'outside'] as const

/** What happens first: the kinds of step that are switched on, each with what it does. */
export function ActionStep({
  product,
  draft,
  tell,
  at,
}: StepProps & { at: (step: WizardStep) => void }) {
  const { t } = useTranslation()
  const { data: tools } = useToolbox(product)
  const first = draft.kind || tools?.[0]?.kind
  return (
    <section aria-label={t('wizard.step.action')} className={classes.step}>
      {!tools && <Skeleton h={160} />}
      {tools?.length === 0 && <Text>{t('wizard.action.none')}</Text>}
      {groups.map((group) => {
        const mine = tools?.filter((tool) => tool.group === group) ?? []
        return (
          mine.length > 0 && (
            <fieldset key={group} className={classes.group}>
              <legend>{t(`wizard.group.${group}`)}</legend>
              <div className={classes.kinds}>
                {mine.map(({ kind }) => (
                  <UnstyledButton
                    key={kind}
                    className={classes.kind}
                    data-chosen={kind === draft.kind || undefined}
                    aria-pressed={kind === draft.kind}
                    autoFocus={kind === first}
                    onClick={() => tell(withKind(draft, kind), 'template')}
                  >
                    <KindIcon kind={kind} size={22} />
                    <span>
                      <b>{t(`kind.${kind}`)}</b>
                      <span className={classes.sentence}>{t(`wizard.kind.${kind}`)}</span>
                    </span>
                  </UnstyledButton>
                ))}
              </div>
            </fieldset>
          )
        )
      })}
      <WizardEnd
        onBack={() => at('filter')}
        onNext={draft.kind ? () => at('template') : undefined}
      />
    </section>
  )
}
